/** What people do on their phones, as updates for the bot. */
import { type FileKind, fileFields } from './files.ts'
import type { InlineButton, Seen } from './sight.ts'
import type { Update } from './updates.ts'
import type { World } from './world.ts'

export type GivenFile = { name?: string; mime?: string; data?: Buffer | string }

/** A chat's id is its person's id. Each action returns its update; undefined: the bot does not want that kind. */
export class People {
  readonly #world: World
  #count = 0

  constructor(world: World) {
    this.#world = world
  }

  /** Writes, without the bot hearing of it: a person the bot has known for long. */
  meets(...chatIds: number[]): void {
    for (const id of chatIds) this.#world.sight.chat(id).met = true
  }

  says(chatId: number, text: string): Update | undefined {
    return this.sends(chatId, { text, ...commandEntities(text) })
  }

  /** Any message, by the fields that the Bot API gives it. */
  sends(chatId: number, fields: Record<string, unknown>): Update | undefined {
    return this.acts({ message: { ...this.#head(chatId, chatId), ...fields } })
  }

  /** A message in a group. The real server lets a bot hear only what is meant for it; here it hears all, to prove it can drop. */
  saysInGroup(groupId: number, personId: number, text: string): Update | undefined {
    return this.acts({ message: { ...this.#head(groupId, personId), text, ...commandEntities(text) } })
  }

  /** Taps a button by its label, ticked or not: the newest message that has it, else the keyboard below. */
  taps(chatId: number, label: string): Update | undefined {
    const chat = this.#world.sight.chat(chatId)
    const newest = [...chat.messages.values()].reverse().find((seen) => !seen.deleted && buttonOf(seen, label))
    if (newest) return this.tapsOn(newest, label)
    const key = chat.keyboard?.flat().find((k) => k.text === label)
    if (!key) throw new Error(`Chat ${chatId} shows no button "${label}"`)
    return key.request_contact ? this.sharesContact(chatId) : this.says(chatId, label)
  }

  /** Taps a button of a certain message, an old one for instance. */
  tapsOn(seen: Seen, label: string): Update | undefined {
    const button = buttonOf(seen, label)
    if (!button) throw new Error(`The message has no button "${label}"`)
    return this.tapsData(seen, button.callback_data ?? '')
  }

  tapsData(seen: Seen, data: string): Update | undefined {
    const id = `tap-${++this.#count}`
    this.#world.openTaps.add(id)
    const message = {
      ...this.#head(seen.chatId, seen.chatId),
      message_id: seen.messageId,
      from: this.#world.me,
      text: seen.text,
      reply_markup: { inline_keyboard: seen.buttons },
    }
    return this.acts({ callback_query: { id, from: user(seen.chatId), chat_instance: '1', message, data } })
  }

  /** Their own number, or somebody else's card. */
  sharesContact(chatId: number, phone = `62812${String(chatId).padStart(7, '0')}`, own = true): Update | undefined {
    const contact = { phone_number: phone, first_name: 'Budi', ...(own ? { user_id: chatId } : {}) }
    return this.sends(chatId, { contact })
  }

  sendsPhoto(chatId: number, file: GivenFile = {}, caption = ''): Update | undefined {
    const photo = this.#file('photo', { name: 'foto.jpg', mime: 'image/jpeg', ...file })
    return this.sends(chatId, { ...photo, ...(caption && { caption }) })
  }

  sendsDocument(chatId: number, file: GivenFile = {}): Update | undefined {
    return this.sends(chatId, this.#file('document', { name: 'berkas.pdf', mime: 'application/pdf', ...file }))
  }

  blocks(chatId: number): Update | undefined {
    this.#world.sight.chat(chatId).blocked = true
    return this.#membership(chatId, 'member', 'kicked')
  }

  unblocks(chatId: number): Update | undefined {
    this.#world.sight.chat(chatId).blocked = false
    return this.#membership(chatId, 'kicked', 'member')
  }

  /** Any update at all. */
  acts(fields: Record<string, unknown>): Update | undefined {
    const update = this.#world.updates.add(fields)
    if (update) this.#world.webhook.offer(update)
    return update
  }

  #head(chatId: number, personId: number): Record<string, unknown> {
    const chat = this.#world.sight.chat(chatId)
    chat.met = true
    const about = chatId === personId ? { first_name: 'Budi' } : { title: 'Grup' }
    return {
      message_id: this.#world.nextMessageId(),
      from: user(personId),
      chat: { id: chatId, type: chat.type, ...about },
      date: now(),
    }
  }

  #file(kind: FileKind, { name = '', mime = '', data = 'isi' }: GivenFile): Record<string, unknown> {
    return fileFields(this.#world.files.store(kind, { name, mime, data: Buffer.from(data) }))
  }

  #membership(chatId: number, before: string, after: string): Update | undefined {
    const { me } = this.#world
    const chat = { id: chatId, type: 'private', first_name: 'Budi' }
    return this.acts({
      my_chat_member: {
        chat,
        from: user(chatId),
        date: now(),
        old_chat_member: { user: me, status: before },
        new_chat_member: { user: me, status: after, ...(after === 'kicked' ? { until_date: 0 } : {}) },
      },
    })
  }
}

const now = () => Math.floor(Date.now() / 1000)
const user = (id: number) => ({ id, is_bot: false, first_name: 'Budi', language_code: 'id' })

const buttonOf = (seen: Seen, label: string): InlineButton | undefined =>
  seen.buttons.flat().find(({ text }) => text === label || text.replace(/^✅\s/, '') === label)

function commandEntities(text: string): { entities?: unknown[] } {
  const command = /^\/[\w@]+/.exec(text)?.[0]
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {}
}
