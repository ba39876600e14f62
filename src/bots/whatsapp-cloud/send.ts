import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { SendError } from '../../app/ports.ts'
import { toSendError } from './errors.ts'
import type { Graph } from './graph.ts'

/** Once a part is out, the rest is worth some patience: half a message is worse than a late one. */
const MORE_TRIES = 4
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

const Sent = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) })

/**
 * Sends the messages in order; resolves to their ids. Throws what the first one threw (GraphRefusal and the like), but
 * SendError `unknown` once an earlier part went out, for then the message is neither sent nor unsent.
 */
export async function sendAll(graph: Graph, messages: readonly object[]): Promise<string[]> {
  const [first, ...rest] = messages
  const ids = [await sendOne(graph, first!)]
  for (const message of rest) ids.push(await sendPatiently(graph, message))
  return ids
}

/** An answer without an id may mean anything. */
async function sendOne(graph: Graph, message: object): Promise<string> {
  const sent = Sent.safeParse(await graph.post('messages', message)).data
  if (!sent) throw new SendError('unknown', 'Meta gave the message no id')
  return sent.messages[0]!.id
}

async function sendPatiently(graph: Graph, message: object): Promise<string> {
  for (let tried = 1; ; tried++) {
    try {
      return await sendOne(graph, message)
    } catch (error) {
      const { verdict, message: reason, retryAfterMs } = toSendError(error)
      const wait = retryAfterMs ?? FIRST_WAIT_MS * 2 ** (tried - 1)
      if (verdict !== 'try later' || tried > MORE_TRIES || wait > LONGEST_WAIT_MS)
        throw new SendError('unknown', `only a part went out: ${reason}`, { retryAfterMs })
      await sleep(wait)
    }
  }
}
