import type { Account, OpenChat, OpenEvent } from '../app/store.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'

/** Where an effect takes place: the turn's transaction, the chat and the event that led to it, and when. */
export type Scene = {
  client: Client
  keys: Keyring
  chat: OpenChat
  event: OpenEvent
  now: Date
  /** What this process can send by; a terminal elsewhere may be shut. */
  accounts: Account[]
  /** Older drafts are as good as gone. */
  draftsSince: Date
}

/** The staff member who acts. Throws when a flow lets somebody else do staff's work: a programmer's mistake. */
export function staffOf(chat: OpenChat): string {
  if (!chat.person.staff) throw new Error('Only staff may do this.')
  return chat.person.staff.id
}
