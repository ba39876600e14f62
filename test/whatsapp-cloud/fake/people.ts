/** What people do on their phones, as Meta's webhook tells it. */
import type { Seen } from './messages.ts'

export type Post = (chatId: string, value: Record<string, unknown>, isMessage: boolean) => void

export class People {
  readonly #post: Post
  readonly #seenBy: (chatId: string) => readonly Seen[]
  #count = 0

  constructor(post: Post, seenBy: (chatId: string) => readonly Seen[]) {
    this.#post = post
    this.#seenBy = seenBy
  }

  says(chatId: string, body: string): string {
    return this.sends(chatId, { type: 'text', text: { body } })
  }

  /** Any message, by the fields that the webhook gives it; returns its id. */
  sends(chatId: string, fields: Record<string, unknown>): string {
    const id = `wamid.HBgN${Buffer.from(`${chatId}/${++this.#count}`).toString('base64url')}`
    const timestamp = String(Math.floor(Date.now() / 1000))
    const contacts = [{ profile: { name: 'Budi' }, wa_id: chatId }]
    this.#post(chatId, { contacts, messages: [{ from: chatId, id, timestamp, ...fields }] }, true)
    return id
  }

  /** Taps a button or picks from a list, by its label, in the newest message that has it. */
  taps(chatId: string, label: string): string {
    const choices = this.#seenBy(chatId)
      .toReversed()
      .flatMap((seen) => seen.choices)
    const choice = choices.find(({ title }) => title === label)
    if (!choice) throw new Error(`Chat ${chatId} shows no choice "${label}"`)
    const { kind, id, title } = choice
    const reply = kind === 'button' ? { button_reply: { id, title } } : { list_reply: { id, title, description: '' } }
    return this.sends(chatId, { type: 'interactive', interactive: { type: `${kind}_reply`, ...reply } })
  }

  /** Meta's later word on a message that it took. */
  status(seen: Pick<Seen, 'to' | 'id'>, status: string, code?: number): void {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const errors = code === undefined ? {} : { errors: [{ code, title: 'Message undeliverable' }] }
    this.#post(seen.to, { statuses: [{ id: seen.id, status, timestamp, recipient_id: seen.to, ...errors }] }, false)
  }
}
