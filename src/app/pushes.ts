import type { MessageKind } from './store.ts'

/** Does nobody wait for it? Then everything else leaves first, and nothing of the chat waits for it in turn. */
export const isPush = ({ kind }: { kind: MessageKind }): boolean => kind === 'reminder' || kind === 'announcement'
