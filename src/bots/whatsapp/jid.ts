/** WhatsApp's addresses. Pure. A person's is their LID; the phone number may come with it, or not. */
import {
  isJidBot,
  isJidBroadcast,
  isJidGroup,
  isJidMetaAI,
  isJidNewsletter,
  isJidStatusBroadcast,
  isLidUser,
  isPnUser,
  jidDecode,
  jidNormalizedUser,
} from 'baileys'

/** WhatsApp's own announcements. */
const ANNOUNCEMENTS = '0@s.whatsapp.net'

/** Groups, lists, status, channels and bots: there the assistant neither hears nor speaks. */
export const isIgnored = (jid: string): boolean =>
  [isJidGroup, isJidBroadcast, isJidStatusBroadcast, isJidNewsletter, isJidBot, isJidMetaAI].some((is) => is(jid)) ||
  jid === ANNOUNCEMENTS

/** The addresses under which a person is known, best first: LID, then phone number. Devices are left out. */
export function chatIdOf(jids: readonly (string | null | undefined)[]): string | undefined {
  const known = jids.filter((jid) => typeof jid === 'string')
  const jid = known.find((jid) => isLidUser(jid)) ?? known.find((jid) => isPnUser(jid))
  return jid && jidNormalizedUser(jid)
}

/** Digits. */
export function phoneOf(jids: readonly (string | null | undefined)[]): string | undefined {
  const jid = jids.find((jid) => typeof jid === 'string' && isPnUser(jid))
  return jid ? jidDecode(jid)?.user : undefined
}
