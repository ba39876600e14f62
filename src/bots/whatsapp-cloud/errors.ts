/** Graph's errors → our verdicts. Pure. Codes: developers.facebook.com, WhatsApp Cloud API error codes. */
import { SendError, type Verdict } from '../../app/ports.ts'
import { GraphRefusal } from './graph.ts'

/** A wrong token, a blocked number, a bill: mended by people, not by trying again soon. */
const LONG_WAIT_MS = 10 * 60_000
/** Nobody can be reached: the whole account waits a moment, and no message is given up for it. */
const UNREACHABLE_WAIT_MS = 2000
/** "Too many messages" of the whole number, when Graph does not say how long. */
const FLOOD_WAIT_MS = 5000
const APP_LIMIT_WAIT_MS = 60_000

/** Errors of a connection that never came about, by the codes of Node and its fetch. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

export const OUTSIDE_WINDOW = 'outside the 24-hour window'

type Meaning = { verdict: Verdict; reason: string; waitMs?: number; account?: true }

const said = (verdict: Verdict, reason: string): Meaning => ({ verdict, reason })
const pause = (reason: string, waitMs: number): Meaning => ({ verdict: 'try later', reason, waitMs })
/** Nothing goes out of this number until somebody at the office has done something. */
const stopped = (reason: string): Meaning => ({ ...pause(reason, LONG_WAIT_MS), account: true })

const MEANINGS = new Map<number, Meaning>([
  [0, stopped('Meta refuses the token')],
  [190, stopped('Meta refuses the token')],
  [3, stopped('the token lacks a permission')],
  [10, stopped('the token lacks a permission')],
  [131005, stopped('the token lacks a permission')],
  [368, stopped('Meta has blocked the number for now')],
  [131031, stopped('Meta has locked the account')],
  [131042, stopped('the payment set-up at Meta is missing')],
  [131045, stopped('the number is not registered')],
  [133010, stopped('the number is not registered')],
  [131048, stopped('Meta limits the number for spam')],
  [130429, pause('Meta asks to wait', FLOOD_WAIT_MS)],
  [4, pause('Meta asks to wait', APP_LIMIT_WAIT_MS)],
  [80007, pause('Meta asks to wait', APP_LIMIT_WAIT_MS)],
  [131056, said('try later', 'too many messages to one person')],
  [1, said('try later', 'Meta is in trouble')],
  [2, said('try later', 'Meta is in trouble')],
  [131000, said('try later', 'Meta is in trouble')],
  [131016, said('try later', 'Meta is in trouble')],
  [131057, said('try later', 'Meta is in trouble')],
  [133004, said('try later', 'Meta is in trouble')],
  [131026, said('person left', 'cannot be reached on WhatsApp')],
  [131030, said('message refused', 'not in the list of test numbers')],
  [131047, said('message refused', OUTSIDE_WINDOW)],
  [131049, said('message refused', 'Meta keeps back advertising')],
  [131050, said('message refused', 'wants no advertising')],
  [132000, said('message refused', 'the template has other variables')],
  [132001, said('message refused', 'no such template')],
  [132015, said('message refused', 'the template is paused')],
  [132016, said('message refused', 'the template is disabled')],
])

/**
 * Why a call failed, in the words every channel shares. The error itself is left behind, for it may carry a person's text.
 * Reasons are short and few, so that they can be counted.
 */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof GraphRefusal) return refused(error)
  if (NEVER_LEFT.has(codeOf(error))) return later('Meta cannot be reached', UNREACHABLE_WAIT_MS)
  return new SendError('unknown', 'the connection broke while sending')
}

/** What a code means; it comes with a refusal, or later with a status "failed". */
export function meaningOf(code: number, status = 400): Meaning {
  const known = MEANINGS.get(code)
  if (known) return known
  if (code >= 200 && code <= 299) return stopped('the token lacks a permission')
  if (status === 401) return stopped('Meta refuses the token')
  if (status === 429) return pause('Meta asks to wait', FLOOD_WAIT_MS)
  if (status >= 500) return said('try later', 'Meta is in trouble')
  return said('message refused', `Meta's error ${code}`)
}

/** Whether the whole number is stopped, and why; undefined: it is not. */
export function stoppedBy(error: unknown): string | undefined {
  if (!(error instanceof GraphRefusal)) return undefined
  const { account, reason } = meaningOf(error.code, error.status)
  return account && reason
}

function refused({ code, status, retryAfterMs }: GraphRefusal): SendError {
  const { verdict, reason, waitMs } = meaningOf(code, status)
  const wait = waitMs === undefined ? undefined : Math.max(waitMs, retryAfterMs ?? 0)
  return new SendError(verdict, reason, { retryAfterMs: wait })
}

const later = (reason: string, retryAfterMs?: number) => new SendError('try later', reason, { retryAfterMs })

/** fetch hides the connection's own error in its cause. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
}
