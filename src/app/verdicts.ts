/** What becomes of a message after a try. */
import { SendError } from './ports.ts'
import type { Claimed, Settlement } from './store.ts'

const MAX_ATTEMPTS = 8
const MAX_BACKOFF_MS = 5 * 60_000

/** 1 s, 2 s, 4 s … 5 min. */
export const backoffMs = (attempts: number): number => Math.min(1000 * 2 ** (attempts - 1), MAX_BACKOFF_MS)

/**
 * The next state of a message whose sending threw. A reply whose fate is unknown is said once more, for silence is worse
 * than saying it twice; nothing else is ever repeated blindly. An error that is no SendError is a bug: its fate is unknown.
 */
export function settlementOf(
  message: Pick<Claimed, 'row' | 'kind' | 'attempts' | 'repeated'>,
  error: unknown,
): Settlement {
  const { row } = message
  const reason = error instanceof SendError ? error.message : 'bug'
  const verdict = error instanceof SendError ? error.verdict : 'unknown'
  if (verdict === 'person left' || verdict === 'message refused')
    return { row, state: 'failed', reason: `${verdict}: ${reason}` }
  if (verdict === 'try later') {
    const paused = error instanceof SendError ? error.retryAfterMs : undefined
    if (paused === undefined && message.attempts >= MAX_ATTEMPTS)
      return { row, state: 'failed', reason: `gave up: ${reason}` }
    return { row, state: 'queued', afterMs: paused ?? backoffMs(message.attempts), reason, repeated: false }
  }
  if (message.kind === 'reply' && !message.repeated)
    return { row, state: 'queued', afterMs: backoffMs(1), reason, repeated: true }
  return { row, state: 'unknown', reason }
}
