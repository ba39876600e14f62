/** WhatsApp's message → what a person did. Pure, and never throws. */
import { normalizeMessageContent, type proto } from 'baileys'
import type { Arrival } from '../../app/login.ts'
import type { FileRef, Input } from '../../domain/chat.ts'
import { fileHandle } from './file-handle.ts'
import { chatIdOf, isIgnored, phoneOf } from './jid.ts'

/** A message as it came. `jids`: every address known of its chat. `content` null: WhatsApp shows it only on the phone. */
export type Message = {
  id: string
  jids: readonly (string | null | undefined)[]
  fromMe: boolean
  /** Seconds. */
  at: number
  content: proto.IMessage | null | undefined
}

type Content = proto.IMessage

/** What we cannot read, by the field it comes in, and how to call it to the person. */
const UNREADABLE = [
  ['stickerMessage', 'stiker'],
  ['lottieStickerMessage', 'stiker'],
  ['videoMessage', 'video'],
  ['ptvMessage', 'pesan video'],
  ['locationMessage', 'lokasi'],
  ['liveLocationMessage', 'lokasi'],
  ['pollCreationMessage', 'jajak pendapat'],
  ['pollCreationMessageV2', 'jajak pendapat'],
  ['pollCreationMessageV3', 'jajak pendapat'],
  ['eventMessage', 'acara'],
  ['contactsArrayMessage', 'kumpulan kontak'],
] as const satisfies (readonly [keyof Content, string])[]

/** Notes between devices, reactions and the like: nobody said anything. */
const NOTES = new Set<string>([
  'protocolMessage',
  'reactionMessage',
  'encReactionMessage',
  'pollUpdateMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'senderKeyDistributionMessage',
  'messageContextInfo',
  'deviceSentMessage',
  'placeholderMessage',
  'call',
] satisfies (keyof Content)[])

/** undefined: nothing that concerns us. */
export function inbound(message: Message, account: string, now: Date): Arrival | undefined {
  const { id, jids, fromMe, at, content } = message
  const chatId = chatIdOf(jids)
  if (fromMe || !id || !chatId || jids.some((jid) => jid && isIgnored(jid))) return undefined
  const phone = phoneOf(jids)
  const input = content === null ? UNSEEN : meaning(normalizeMessageContent(content ?? undefined) ?? {}, phone, id)
  if (!input) return undefined
  const from = { channel: 'whatsapp', account, chatId } as const
  return { id, from, at: moment(at, now), group: false, input, phone }
}

const UNSEEN: Input = { kind: 'unsupported', what: 'foto sekali lihat' }

function meaning(content: Content, phone: string | undefined, id: string): Input | undefined {
  const text = textOf(content)
  if (text) return { kind: 'text', text }
  const unreadable = UNREADABLE.find(([field]) => content[field])
  if (unreadable) return { kind: 'unsupported', what: unreadable[1] }
  if (content.audioMessage)
    return content.audioMessage.ptt
      ? { kind: 'voice', what: 'pesan suara' }
      : { kind: 'unsupported', what: 'rekaman suara' }
  return (
    file(content, id) ??
    contact(content, phone) ??
    (isNote(content) ? undefined : { kind: 'unsupported', what: 'pesan' })
  )
}

/** Typed, or tapped where somebody else's client shows buttons. */
const textOf = (content: Content): string | null | undefined =>
  content.conversation ||
  content.extendedTextMessage?.text ||
  content.buttonsResponseMessage?.selectedDisplayText ||
  content.templateButtonReplyMessage?.selectedDisplayText ||
  content.listResponseMessage?.title

const isNote = (content: Content) =>
  Object.entries(content).every(([field, value]) => NOTES.has(field) || value === null || value === undefined)

/** The message's id is part of the handle: by it the phone can be asked for the file again. */
function file({ imageMessage: image, documentMessage: document }: Content, id: string): Input | undefined {
  const media = image ?? document
  if (!media) return undefined
  const kind = image ? 'image' : 'document'
  const file: FileRef = {
    channel: 'whatsapp',
    ref: fileHandle(kind, media, id),
    mime: media.mimetype ?? (image ? 'image/jpeg' : 'application/octet-stream'),
    bytes: bytesOf(media),
    ...(document?.fileName && { name: document.fileName }),
  }
  return { kind: 'file', file, ...(media.caption && { caption: media.caption }) }
}

const bytesOf = ({ fileLength }: proto.Message.IDocumentMessage) => Number(fileLength ?? 0)

/** A card is the person's own only if it names the number that WhatsApp knows them by. */
function contact({ contactMessage: card }: Content, phone: string | undefined): Input | undefined {
  const number =
    /waid=(\d{5,20})/.exec(card?.vcard ?? '')?.[1] ?? /^TEL[^:]*:([+\d ()-]{5,30})/m.exec(card?.vcard ?? '')?.[1]
  if (!card || !number) return card ? { kind: 'unsupported', what: 'kontak' } : undefined
  const digits = number.replace(/\D/g, '')
  return { kind: 'contact', phone: `+${digits}`, own: digits === phone }
}

const moment = (seconds: number, now: Date): Date => {
  const at = new Date(seconds * 1000)
  return Number.isNaN(at.getTime()) || seconds === 0 ? now : at
}
