import { type Api, GrammyError } from 'grammy'
import type { BackOff } from '../back-off.ts'
import type { Report } from '../condition.ts'
import { endedBy, POLL_SECONDS } from './clients.ts'
import { askedToWaitMs, isWrongToken, toSendError } from './errors.ts'
import { WANTED_UPDATES } from './update.ts'

const LIMIT = 100

export type Polling = {
  api: Api
  /** Resolves when everything that matters in these updates is committed. */
  take: (updates: readonly unknown[]) => Promise<void>
  condition: Report<'receiving'>
  backOff: BackOff
  signal: AbortSignal
}

type Position = { offset: number; failed: boolean }

/**
 * Asks for updates until aborted. Asking with the next offset is what tells Telegram that we have the ones before, so it
 * happens only after `take` resolved; when `take` fails, the same updates come again. Ends for good when the token is wrong.
 */
export async function poll(polling: Polling): Promise<void> {
  const { backOff, signal } = polling
  let position: Position = { offset: 0, failed: false }
  while (!signal.aborted) {
    try {
      position = await pollOnce(polling, position)
    } catch (error) {
      if (signal.aborted || isWrongToken(error)) return
      position = { ...position, failed: true }
      await backOff.wait(signal, askedToWaitMs(error))
    }
  }
}

async function pollOnce(
  { api, take, condition, backOff, signal }: Polling,
  { offset, failed }: Position,
): Promise<Position> {
  const timeout = failed ? 0 : POLL_SECONDS // after a failure we want to know soon whether it is over
  const request = { offset, limit: LIMIT, timeout, allowed_updates: WANTED_UPDATES }
  const updates = await api.getUpdates(request, endedBy(signal)).catch((error: unknown) => {
    if (!signal.aborted) condition.bad('receiving', whatIsWrong(error))
    throw error
  })
  condition.good('receiving')
  if (updates.length > 0) await take(updates)
  if (!failed) backOff.reset() // a short poll proves little: another process may end the next long one at once
  return { offset: (updates.at(-1)?.update_id ?? offset - 1) + 1, failed: false }
}

function whatIsWrong(error: unknown): string {
  if (error instanceof GrammyError && error.error_code === 409) {
    return /webhook/i.test(error.description) ? 'a webhook is set elsewhere' : 'another process polls with this token'
  }
  const { verdict, message } = toSendError(error)
  return verdict === 'unknown' ? 'the connection to Telegram breaks' : message
}
