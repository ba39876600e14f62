/** What people see: every message the bot got into a chat, as it looks now. */
import type { Entity } from './html.ts'

export type InlineButton = { text: string; callback_data?: string; url?: string }
export type KeyboardButton = { text: string; request_contact?: boolean }

/** A message a person sees. */
export type Seen = {
  chatId: number
  messageId: number
  method: string
  /** Milliseconds since the epoch. */
  at: number
  /** As the bot sent it, markup included. */
  sent: string
  /** As the person reads it. */
  text: string
  entities: Entity[]
  /** The buttons under the message. */
  buttons: InlineButton[][]
  file?: { kind: string; id: string }
  /** How often it was changed. */
  edits: number
  deleted: boolean
}

/** One chat, from the person's side. */
export type Chat = {
  id: number
  type: 'private' | 'group' | 'supergroup'
  /** The person wrote first, so the bot may write. */
  met: boolean
  blocked: boolean
  messages: Map<number, Seen>
  /** The keyboard that stands in place of the person's own, if any. */
  keyboard: KeyboardButton[][] | undefined
}

export class Sight {
  readonly #chats = new Map<number, Chat>()
  readonly #watchers = new Set<(seen: Seen) => void>()
  #all: Seen[] = []

  /** Negative ids are groups, as with the real server. */
  chat(id: number): Chat {
    const known = this.#chats.get(id)
    if (known) return known
    const type = id < 0 ? 'supergroup' : 'private'
    const chat: Chat = { id, type, met: false, blocked: false, messages: new Map(), keyboard: undefined }
    this.#chats.set(id, chat)
    return chat
  }

  known(id: number): Chat | undefined {
    return this.#chats.get(id)
  }

  /** Every message in the order in which it arrived, deleted ones too. */
  get all(): readonly Seen[] {
    return this.#all
  }

  add(seen: Seen): void {
    this.chat(seen.chatId).messages.set(seen.messageId, seen)
    this.#all.push(seen)
    for (const watcher of this.#watchers) watcher(seen)
  }

  /** Calls on each new message until the returned function is called. */
  watch(watcher: (seen: Seen) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Forgets the messages, not the people: for long benchmarks. */
  forget(): void {
    this.#all = []
    for (const chat of this.#chats.values()) chat.messages.clear()
  }
}
