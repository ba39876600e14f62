/** A message of Meta's webhook → what a person did. Pure, and never throws. */
import type { ChatEvent, FileRef, Input } from '../../domain/chat.ts'
import { fileHandle } from './file-handle.ts'
import { moment } from './moment.ts'
import { tapped } from './own-number.ts'
import type { Message } from './webhook-body.ts'

/** What we cannot read, by type, and how to call it to the person. */
const UNREADABLE = new Map([
  ['sticker', 'stiker'],
  ['video', 'video'],
  ['location', 'lokasi'],
  ['order', 'pesanan'],
])

/** Nobody said anything: a thumb on a message, a number that changed, a message taken back, a chat that was opened. */
const NOTES = new Set(['reaction', 'system', 'revoke', 'request_welcome'])

/** undefined: nothing that concerns us. `phoneId` is our number's id; `now` stands in for a time that is missing. */
export function inbound(message: Message, phoneId: string, now: Date): ChatEvent | undefined {
  const chatId = message.from ?? message.from_user_id
  if (chatId === undefined || message.group_id !== undefined || NOTES.has(message.type ?? '')) return undefined
  return {
    id: message.id,
    from: { channel: 'whatsapp', account: phoneId, chatId },
    at: moment(message.timestamp, now),
    group: false,
    input: inputOf(message, chatId),
  }
}

function inputOf(message: Message, chatId: string): Input {
  const { text, interactive, button, image, document, audio } = message
  const picked = interactive?.button_reply ?? interactive?.list_reply
  if (picked) return tapped(picked.id, chatId)
  if (text?.body) return { kind: 'text', text: text.body }
  if (button) return templateButton(button, chatId)
  if (image) return file('image', image, 'image/jpeg')
  if (document) return file('document', document, 'application/octet-stream')
  if (audio) return audio.voice ? { kind: 'voice', what: 'pesan suara' } : unreadable('rekaman suara')
  return card(message, chatId) ?? unreadable(UNREADABLE.get(message.type ?? '') ?? 'pesan')
}

/** A template's button sends its own label, unless the office gave it another meaning. */
function templateButton({ payload, text }: NonNullable<Message['button']>, chatId: string): Input {
  if (payload && payload !== text) return tapped(payload, chatId)
  return text ? { kind: 'text', text } : unreadable('pesan')
}

/** Meta does not say how large it is before we ask. */
function file(kind: 'image' | 'document', media: NonNullable<Message['document']>, mime: string): Input {
  const { id, mime_type, filename, caption } = media
  const ref = fileHandle(kind, id)
  const file: FileRef = { ref, mime: mime_type ?? mime, bytes: 0, name: filename, channel: 'whatsapp' }
  return { kind: 'file', file, ...(caption && { caption }) }
}

/** Anybody can send anybody's card: it is the person's own if it has the number they write from. */
function card({ contacts }: Message, chatId: string): Input | undefined {
  const number = contacts?.flatMap((one) => one?.phones ?? []).find((entry) => entry?.phone ?? entry?.wa_id)
  if (!number) return undefined
  return { kind: 'contact', phone: number.phone ?? `+${number.wa_id}`, own: number.wa_id === chatId }
}

const unreadable = (what: string): Input => ({ kind: 'unsupported', what })
