import { contentOf } from './content.ts'
import type { Log } from './log.ts'
import { type ChannelAdapter, SendError } from './ports.ts'
import type { Claimed, Files } from './store.ts'

/** Sends a message, or changes the earlier one that it names. Throws SendError. */
export async function deliver(
  adapter: ChannelAdapter,
  message: Claimed,
  parts: { files: Pick<Files, 'open'>; log: Log },
): Promise<{ platformId: string }> {
  const { to, reply, row, edits } = message
  if (edits === undefined) return adapter.send(to, reply, row, contentOf(message, parts))
  if (!adapter.edit) throw new SendError('message refused', 'nothing is edited here')
  await adapter.edit(to, edits, reply)
  return { platformId: edits }
}
