/** grammY's errors → our verdicts. Pure. */
import { GrammyError, HttpError } from 'grammy'
import { SendError, type Verdict } from '../../app/ports.ts'
import { NotConnected } from './fetch.ts'

/** A wrong token is mended by people, not by trying again soon. */
const LONG_WAIT_MS = 10 * 60_000
/** Nobody can be reached: the whole account waits a moment, and no message is given up for it. */
const UNREACHABLE_WAIT_MS = 2000
/** When Telegram says "too many requests" but not how long. */
const FLOOD_WAIT_MS = 5000

export const WRONG_TOKEN = 'Telegram refuses the token'

/** Errors of a connection that never came about, by Node's codes, whatever client reports them. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** 400s that are about the recipient, not about the message. */
const NOBODY_THERE = /chat not found|PEER_ID_INVALID|user not found|USER_DEACTIVATED|group chat was deactivated/i

/**
 * Why a call failed, in the words every channel shares. The error itself is left behind: it carries the person's text,
 * and its causes carry the token. Reasons are short and few, so that they can be counted.
 */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof GrammyError) return refused(error)
  if (isUnreachable(error)) return later('Telegram cannot be reached', UNREACHABLE_WAIT_MS)
  return new SendError('unknown', 'the connection broke while sending')
}

/** Whether no answer came because no connection did: the request never left. */
function isUnreachable(error: unknown): boolean {
  const cause = error instanceof HttpError ? error.error : error
  return cause instanceof NotConnected || NEVER_LEFT.has(codeOf(cause))
}

/** How long Telegram itself asked us to wait; 0: it did not. */
export function askedToWaitMs(error: unknown): number {
  return error instanceof GrammyError && error.error_code === 429 ? (refused(error).retryAfterMs ?? 0) : 0
}

/** Telegram does not know our token, or not any more. */
export function isWrongToken(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)
}

function refused(error: GrammyError): SendError {
  const { error_code: code, parameters, description } = error
  if (code === 429) return later('Telegram asks to wait', (parameters.retry_after ?? FLOOD_WAIT_MS / 1000) * 1000)
  if (isWrongToken(error)) return later(WRONG_TOKEN, LONG_WAIT_MS)
  if (code >= 500) return later('Telegram is in trouble')
  if (parameters.migrate_to_chat_id !== undefined)
    return no('message refused', `the group is now ${parameters.migrate_to_chat_id}`)
  if (code === 403) return no('person left', whyForbidden(description))
  if (NOBODY_THERE.test(description)) return no('person left', 'chat not found')
  return no('message refused', withoutQuotes(description))
}

function whyForbidden(description: string): string {
  if (/blocked/i.test(description)) return 'blocked the bot'
  if (/deactivated/i.test(description)) return 'account deleted'
  if (/initiate/i.test(description)) return 'never wrote to the bot'
  return 'may not be written to'
}

/** Telegram quotes the text it cannot read: those words are a person's. */
const withoutQuotes = (description: string) => description.replace(/".*"/s, '"…"').slice(0, 120)

const no = (verdict: Verdict, reason: string) => new SendError(verdict, reason)
const later = (reason: string, retryAfterMs?: number) => new SendError('try later', reason, { retryAfterMs })

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
