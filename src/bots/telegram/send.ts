import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import { SendError } from '../../app/ports.ts'
import { toSendError } from './errors.ts'
import type { ApiCall } from './outbound.ts'

/** Once a part is out, the rest is worth some patience: half a message is worse than a late one. */
const MORE_TRIES = 4
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

/**
 * Makes the calls in order; resolves to the messages' ids. Throws SendError: the first call's own verdict, but `unknown`
 * once an earlier part went out, for then the message is neither sent nor unsent.
 */
export async function sendAll(api: Api, calls: readonly ApiCall[]): Promise<number[]> {
  const [first, ...rest] = calls
  const ids = [await perform(api, first!)]
  for (const call of rest) ids.push(await performPatiently(api, call))
  return ids
}

async function perform(api: Api, call: ApiCall): Promise<number> {
  try {
    return (await request(api, call)).message_id
  } catch (error) {
    throw toSendError(error)
  }
}

async function performPatiently(api: Api, call: ApiCall): Promise<number> {
  for (let tried = 1; ; tried++) {
    try {
      return await perform(api, call)
    } catch (error) {
      const { verdict, message, retryAfterMs } = error as SendError
      if (verdict !== 'try later' || tried > MORE_TRIES) {
        throw new SendError('unknown', `only a part went out: ${message}`, { retryAfterMs })
      }
      const wait = retryAfterMs ?? FIRST_WAIT_MS * 2 ** (tried - 1)
      if (wait > LONGEST_WAIT_MS) throw new SendError('unknown', `only a part went out: ${message}`, { retryAfterMs })
      await sleep(wait)
    }
  }
}

function request(api: Api, call: ApiCall): Promise<{ message_id: number }> {
  switch (call.method) {
    case 'sendMessage':
      return api.raw.sendMessage(call.payload)
    case 'sendPhoto':
      return api.raw.sendPhoto(call.payload)
    case 'sendDocument':
      return api.raw.sendDocument(call.payload)
  }
}
