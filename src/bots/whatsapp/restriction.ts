/** When WhatsApp lets a number answer, but write to nobody new. */
import { type NewChatMessageCapInfo, NewChatMessageCappingStatusType, type ReachoutTimelockState } from 'baileys'
import type { Log } from '../../app/log.ts'
import type { LoginStore, Restriction } from '../../app/login.ts'

/** What the office's words are found by. */
export const RESTRICTED = 'may not write to new people'

/** Where no end is told: users report a day (channels: 463). */
const UNTOLD_MS = 24 * 60 * 60 * 1000

/** No end was told, or it could not be asked for. */
export const untoldEnd = (now: Date): Date => new Date(now.getTime() + UNTOLD_MS)

/** The end of a time-lock; undefined: there is none. */
export const endOfTimeLock = ({ isActive, timeEnforcementEnds }: ReachoutTimelockState, now: Date): Date | undefined =>
  isActive ? (timeEnforcementEnds ?? untoldEnd(now)) : undefined

/** When the quota of new chats is renewed; undefined: it is not used up. */
export function endOfCap({ capping_status, cycle_end_timestamp }: NewChatMessageCapInfo, now: Date): Date | undefined {
  if (capping_status !== NewChatMessageCappingStatusType.CAPPED) return undefined
  const end = new Date(Number(cycle_end_timestamp) * 1000)
  return end > now ? end : untoldEnd(now) // an unreadable date is not later either
}

type Parts = { login: LoginStore; tellStaff: (trouble: string) => Promise<unknown>; log: Log }

/** Keeps what WhatsApp forbids a number, and tells staff. */
export class Restrictions {
  readonly #parts: Parts
  #keeping: Promise<unknown> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** One after another: the last word counts. `until` undefined: lifted. */
  take(kind: Restriction, until: Date | undefined): void {
    const { login, tellStaff, log } = this.#parts
    const said = until ? 'WhatsApp restricts the number' : 'WhatsApp does not restrict the number'
    log[until ? 'warn' : 'info']({ channel: 'whatsapp', kind, until }, said)
    this.#keeping = this.#keeping
      .then(() => login.restrict(kind, until))
      .then(() => until && tellStaff(RESTRICTED))
      .catch(() => log.error({ channel: 'whatsapp', kind }, 'the restriction could not be kept'))
  }
}
