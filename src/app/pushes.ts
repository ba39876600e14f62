import type { ChatAddress } from '../domain/chat.ts'
import { type ChannelAdapter, SendError } from './ports.ts'
import type { MessageKind } from './store.ts'

/** Does nobody wait for it? Then everything else leaves first, and nothing of the chat waits for it in turn. */
export const isPush = ({ kind }: { kind: MessageKind }): boolean => kind === 'reminder' || kind === 'announcement'

/**
 * Where the platform minds being written to for nothing, nobody is written to unasked who is not there any more. Throws
 * SendError.
 */
export async function mustKnow(adapter: ChannelAdapter, to: ChatAddress): Promise<void> {
  if (adapter.knows && !(await adapter.knows(to))) throw new SendError('person left', 'not there any more')
}
