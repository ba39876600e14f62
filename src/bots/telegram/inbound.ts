/** Telegram's update → what a person did. Pure, and never throws. */
import type { ChatAddress, ChatEvent, Input } from '../../domain/chat.ts'
import { commandForUs, withoutOwnName } from './command.ts'
import { fileHandle } from './file-handle.ts'
import { type Message, readUpdate, type Update } from './update.ts'

/** The bot itself: its id on Telegram, as text, and its name without "@". */
export type BotIdentity = { id: string; username: string }

/** What we cannot read, by the field it comes in, and how to call it to the person. */
const UNREADABLE = [
  ['sticker', 'stiker'],
  ['animation', 'animasi'],
  ['video', 'video'],
  ['video_note', 'pesan video'],
  ['audio', 'rekaman suara'],
  ['venue', 'lokasi'],
  ['location', 'lokasi'],
  ['poll', 'jajak pendapat'],
  ['dice', 'dadu'],
  ['story', 'cerita'],
] as const

/** Telegram's own notes in a chat: nobody said anything. */
const NOTES = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'chat_background_set',
  'connected_website',
] as const

/** undefined: nothing that concerns us. `now` is when a tap happened, for Telegram does not say. */
export function inbound(raw: unknown, bot: BotIdentity, now: Date): ChatEvent | undefined {
  const update = readUpdate(raw)
  if (!update) return undefined
  return heard(update, bot, now) ?? tapped(update, bot, now) ?? moved(update, bot, now)
}

function heard({ message }: Update, bot: BotIdentity, now: Date): ChatEvent | undefined {
  if (!message || message.from?.is_bot) return undefined
  const group = message.chat.type === 'group' || message.chat.type === 'supergroup'
  if (!group && message.chat.type !== 'private') return undefined
  const input = group ? inGroup(message, bot) : inPrivate(message, bot)
  if (!input) return undefined
  return {
    id: `m${message.message_id}`,
    from: address(bot, message.chat.id),
    at: moment(message.date, now),
    group,
    input,
  }
}

function inGroup({ text }: Message, bot: BotIdentity): Input | undefined {
  const command = text === undefined ? undefined : commandForUs(text, bot.username)
  return command === undefined ? undefined : { kind: 'text', text: command }
}

function inPrivate(message: Message, bot: BotIdentity): Input | undefined {
  if (message.text) return { kind: 'text', text: withoutOwnName(message.text, bot.username) }
  const unreadable = UNREADABLE.find(([field]) => Object.hasOwn(message, field)) // before documents: an animation is both
  if (unreadable) return { kind: 'unsupported', what: unreadable[1] }
  if (Object.hasOwn(message, 'voice')) return { kind: 'voice', what: 'pesan suara' }
  if (NOTES.some((field) => Object.hasOwn(message, field))) return undefined
  return file(message) ?? contact(message) ?? { kind: 'unsupported', what: 'pesan' }
}

function file({ photo, document, caption }: Message): Input | undefined {
  const words = caption ? { caption } : {}
  const largest = photo?.toSorted((a, b) => area(b) - area(a))[0]
  if (largest) {
    const ref = fileHandle('photo', largest.file_id)
    return { kind: 'file', file: { ref, mime: 'image/jpeg', bytes: largest.file_size ?? 0 }, ...words } // Telegram makes every photo a JPEG
  }
  if (!document) return undefined
  const { file_id, file_size, file_name, mime_type } = document
  const ref = fileHandle('document', file_id)
  return {
    kind: 'file',
    file: { ref, mime: mime_type ?? 'application/octet-stream', bytes: file_size ?? 0, name: file_name },
    ...words,
  }
}

const area = ({ width = 0, height = 0 }: { width?: number | undefined; height?: number | undefined }) => width * height

/** A card is the person's own only if Telegram says whose it is and it is theirs; anybody can send anybody's card. */
function contact({ contact, from }: Message): Input | undefined {
  if (!contact) return undefined
  return {
    kind: 'contact',
    phone: contact.phone_number,
    own: contact.user_id !== undefined && contact.user_id === from?.id,
  }
}

function tapped({ callback_query: tap }: Update, bot: BotIdentity, now: Date): ChatEvent | undefined {
  if (!tap?.data || tap.message?.chat.type !== 'private') return undefined
  const input = { kind: 'choice', id: tap.data } as const
  return { id: `q${tap.id}`, from: address(bot, tap.message.chat.id), at: now, group: false, input }
}

function moved({ update_id, my_chat_member: change }: Update, bot: BotIdentity, now: Date): ChatEvent | undefined {
  if (change?.chat.type !== 'private') return undefined
  const kind =
    change.new_chat_member.status === 'kicked'
      ? 'left'
      : change.new_chat_member.status === 'member'
        ? 'back'
        : undefined
  if (!kind) return undefined
  return {
    id: `u${update_id}`,
    from: address(bot, change.chat.id),
    at: moment(change.date, now),
    group: false,
    input: { kind },
  }
}

const address = (bot: BotIdentity, chatId: number): ChatAddress => ({
  channel: 'telegram',
  account: bot.id,
  chatId: String(chatId),
})

/** Telegram counts seconds. */
const moment = (seconds: number | undefined, now: Date): Date => {
  const at = new Date((seconds ?? Number.NaN) * 1000)
  return Number.isNaN(at.getTime()) ? now : at
}
