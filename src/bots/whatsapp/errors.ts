/** Why a message did not go out, in the words every channel shares. Reasons are short and few, so that they can be counted. Pure. */
import { SendError } from '../../app/ports.ts'

/** The line is down: everything waits a moment, and no message is given up for it. */
const DOWN_WAIT_MS = 3000
const FLOOD_WAIT_MS = 30_000

export const lineDown = (): SendError =>
  new SendError('try later', 'no line to WhatsApp', { retryAfterMs: DOWN_WAIT_MS })

/** Nothing of the message went out. */
export const uploadFailed = (): SendError => new SendError('try later', 'WhatsApp did not take the file')

export const nobodyThere = (): SendError => new SendError('person left', 'not on WhatsApp')

/**
 * No answer came. `repeatable`: it goes out under the same id again, of which the phone shows one copy, so nothing is lost
 * by trying.
 */
export const unanswered = (repeatable: boolean): SendError =>
  new SendError(repeatable ? 'try later' : 'unknown', 'WhatsApp did not say that it has the message')

/** To somebody who never wrote to us, where the number may not. */
export const STRANGERS_REFUSED = '463'

/** The server's error codes. Trying again after 463 counts as another attempt to write to a stranger, and makes it worse. */
export function refused(code: string): SendError {
  if (code === '429') return new SendError('try later', 'WhatsApp asks to wait', { retryAfterMs: FLOOD_WAIT_MS })
  if (/^5\d\d$/.test(code)) return new SendError('try later', `WhatsApp is in trouble (${code})`)
  if (code === STRANGERS_REFUSED)
    return new SendError('message refused', 'this number may not write to new people now (463)')
  return new SendError('message refused', `refused by WhatsApp (${code})`)
}
