import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import type { Message } from 'grammy/types'
import { SendError } from '../../app/ports.ts'
import { toSendError } from './errors.ts'
import type { ApiCall } from './outbound.ts'

export type Sent = Pick<Message, 'message_id' | 'photo' | 'document'>

/** Once a part is out, the rest is worth some patience: half a message is worse than a late one. */
const MORE_TRIES = 4
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

/**
 * Makes the calls in order; resolves to the messages. Throws SendError: the first call's own verdict, but `unknown`
 * once an earlier part went out, for then the message is neither sent nor unsent.
 */
export async function sendAll(api: Api, calls: readonly ApiCall[]): Promise<Sent[]> {
  const [first, ...rest] = calls
  const sent = [await perform(api, first!)]
  for (const call of rest) sent.push(await performPatiently(api, call))
  return sent
}

async function perform(api: Api, call: ApiCall): Promise<Sent> {
  try {
    return await request(api, call)
  } catch (error) {
    throw toSendError(error)
  }
}

async function performPatiently(api: Api, call: ApiCall): Promise<Sent> {
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

function request(api: Api, call: ApiCall): Promise<Sent> {
  switch (call.method) {
    case 'sendMessage':
      return api.raw.sendMessage(call.payload)
    case 'sendPhoto':
      return api.raw.sendPhoto(call.payload)
    case 'sendDocument':
      return api.raw.sendDocument(call.payload)
  }
}
