/** A reply → the messages that bring it to a WhatsApp chat. Pure. */
import type { Choice, FileRef, Reply } from '../../domain/chat.ts'
import { isPicture } from '../../domain/file-type.ts'
import { type Span, spans } from '../../domain/markup.ts'
import { split } from '../../domain/split.ts'
import { unseen } from '../unseen.ts'
import { toWhatsApp } from '../whatsapp-text.ts'
import { type Action, OPEN_LIST, type Picker, pickerFor, written } from './choices.ts'
import { handleOf } from './file-handle.ts'
import { isNumber, OWN_NUMBER } from './own-number.ts'
import { type Recipient, recipientOf } from './recipient.ts'

/** UTF-16 units of a text message, marks counted. */
const MAX_TEXT = 4096
/** Bytes of a picture (developers.facebook.com, supported media types); a larger one goes as a document. */
export const MAX_IMAGE = 5_000_000
/** Rendering adds marks to what was cut; each further try leaves more room for them. */
const LESS = 0.9

type Head = Recipient & { messaging_product: 'whatsapp'; recipient_type: 'individual' }
type TextMessage = { type: 'text'; text: { body: string; preview_url: false } }
type InteractiveMessage = {
  type: 'interactive'
  interactive: { type: Picker['type']; body: { text: string }; action: Action }
}
type ImageMessage = { type: 'image'; image: { id: string } }
type DocumentMessage = { type: 'document'; document: { id: string; filename?: string } }
type Content = TextMessage | InteractiveMessage | ImageMessage | DocumentMessage
export type Message = Head & Content

/**
 * The messages in their order: the file, the text, and the choices on the last one. `upload` is the id of the reply's file
 * in our own keeping; without it the text says that there is a file. Throws RangeError on an empty reply.
 */
export function outbound(reply: Reply, chatId: string, upload?: string): Message[] {
  const words = [...spans(reply.text), ...(reply.file && upload === undefined ? [aside(reply.text, reply.file)] : [])]
  const letters = toWhatsApp(words).length
  const picker = pickerFor(offered(reply, chatId), letters) ?? pickerFor(reply.choices ?? [], letters)
  const texts = textsOf(picker ? words : [...words, ...listed(reply)])
  const last = picker ? (texts.pop() ?? OPEN_LIST) : undefined
  const messages = [
    ...(reply.file && upload !== undefined ? [fileMessage(chatId, reply.file, upload)] : []),
    ...texts.map((body) => message(chatId, { type: 'text', text: { body, preview_url: false } })),
    ...(picker && last ? [message(chatId, interactive(picker, last))] : []),
  ]
  if (messages.length === 0) throw new RangeError('A reply has neither text nor file')
  return messages
}

const aside = (text: string, file: FileRef): Span => ({ text: `${text ? '\n\n' : ''}${unseen(file)}`, style: 'plain' })

/** A question for the person's number offers this very one, where there is one and the choices leave room. */
function offered({ choices = [], shareContact }: Reply, chatId: string): Choice[] {
  return shareContact && isNumber(chatId) ? [...choices, OWN_NUMBER] : choices
}

function listed({ choices = [], aside }: Reply): Span[] {
  return choices.length === 0 ? [] : [{ text: `\n\n${written(choices, aside === true)}`, style: 'plain' }]
}

/** The text in parts that each fit a message, marks included. */
function textsOf(words: readonly Span[]): string[] {
  for (let room = MAX_TEXT; ; room = Math.floor(room * LESS)) {
    const texts = split(words, room)
      .map(toWhatsApp)
      .filter((text) => /\S/.test(text))
    if (texts.every((text) => text.length <= MAX_TEXT)) return texts
  }
}

const interactive = ({ type, action }: Picker, text: string): InteractiveMessage => ({
  type: 'interactive',
  interactive: { type, body: { text }, action },
})

function fileMessage(chatId: string, file: FileRef, id: string): Message {
  const { mime, bytes, name } = file
  const kind = handleOf(file)?.kind ?? (isPicture(mime) && bytes <= MAX_IMAGE ? 'image' : 'document')
  if (kind === 'image') return message(chatId, { type: 'image', image: { id } })
  return message(chatId, { type: 'document', document: { id, ...(name ? { filename: name } : {}) } })
}

const message = (chatId: string, content: Content): Message => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  ...recipientOf(chatId),
  ...content,
})
