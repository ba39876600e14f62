/** What a channel needs from the database where we are a linked device whose keys change with every message. */
import type { ChatEvent } from '../domain/chat.ts'
import type { Receipt } from './store.ts'

/** `value` null: the key is gone. */
export type KeyChange = { kind: string; id: string; value: string | null }

/** An event, with the phone number of its chat (digits) where the platform tells it. */
export type Arrival = ChatEvent & { phone?: string | undefined }

/** Why a number may write to nobody new for a while; what is answered goes out all the same. */
export type Restriction = 'time-lock' | 'cap'

/** One account's login. What is kept is the channel's own text; the database seals it and never looks into it. */
export interface LoginStore {
  /** The credentials; undefined: not linked. */
  load(): Promise<string | undefined>
  /** `number`: the linked one, digits. */
  save(credentials: string, number: string | undefined): Promise<void>
  /** Keys by id; what is not known is not in it. */
  read(kind: string, ids: readonly string[]): Promise<Map<string, string>>
  /**
   * Key changes and the events that came with them, in one transaction: an event's keys open it only once, so neither may
   * be kept without the other. Resolves when both are durable; an event that was kept before changes nothing.
   */
  write(changes: readonly KeyChange[], events: readonly Arrival[]): Promise<void>
  /** Forgets credentials and keys. */
  clear(): Promise<void>
  /** Whether somebody asked to unlink. */
  leaving(): Promise<boolean>
  /** What is wrong with the line, for those who ask in another process; undefined: all is well. */
  report(problem: string | undefined): Promise<void>
  /** `until` undefined: lifted. The other kind stays as it is. */
  restrict(kind: Restriction, until: Date | undefined): Promise<void>
  /** Whether somebody is there without asking: it was asked before, or they wrote lately. */
  known(chatId: string): Promise<boolean>
  noteKnown(chatId: string): Promise<void>
  /** Keeps what is being sent until it has arrived, for a phone that cannot read it asks for it again. */
  keepSent(id: string, chatId: string, body: string): Promise<void>
  sent(id: string): Promise<string | undefined>
  dropSent(ids: readonly string[]): Promise<void>
  /** Messages are on their phones: the ledger learns of it, and what was kept of them is dropped. */
  arrived(receipts: readonly Receipt[]): Promise<void>
}
