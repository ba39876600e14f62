/** A reply → the calls that bring it to a Telegram chat. Pure. */
import type { InputFile } from 'grammy'
import type { Choice, FileRef, Reply } from '../../domain/chat.ts'
import { type Span, spans } from '../../domain/markup.ts'
import { split } from '../../domain/split.ts'
import { unseen } from '../unseen.ts'
import { type FileKind, readFileHandle } from './file-handle.ts'
import { toHtml } from './html.ts'
import { contactKeyboard, inlineKeyboard, type Markup } from './keyboard.ts'

/** UTF-16 units that Telegram shows in one message, markup not counted. */
const MAX_TEXT = 4096
/** The same for the text under a file. */
const MAX_CAPTION = 1024
/** A label longer than this is cut off on a phone, so the text lists it in full. */
const MAX_LABEL = 36

type Common = { chat_id: number | string; parse_mode: 'HTML'; reply_markup?: Markup }
type TextCall = {
  method: 'sendMessage'
  payload: Common & { text: string; link_preview_options: { is_disabled: true } }
}
/** Telegram's own id of a file, or a file to upload. */
type Source = string | InputFile
type PhotoCall = { method: 'sendPhoto'; payload: Common & { photo: Source; caption?: string } }
type DocumentCall = { method: 'sendDocument'; payload: Common & { document: Source; caption?: string } }
export type ApiCall = TextCall | PhotoCall | DocumentCall
export type Shown = { kind: FileKind; source: Source }

/** The file as Telegram keeps it; undefined: it keeps none. */
export function known({ ref, channel }: FileRef): Shown | undefined {
  if (ref === undefined || (channel !== undefined && channel !== 'telegram')) return undefined
  const { kind, fileId } = readFileHandle(ref)
  return { kind, source: fileId }
}

/**
 * The calls in their order; the choices are on the last one. A file carries the text if it is short enough, else goes first.
 * `upload`: the reply's file, where Telegram does not have it. Throws RangeError where a flow made something that Telegram
 * cannot take: an empty reply, a choice's id that is too long.
 */
export function outbound(reply: Reply, chatId: string, upload?: Shown): ApiCall[] {
  const group = chatId.startsWith('-')
  const file = (reply.file && known(reply.file)) ?? upload
  const words = [...spansOf(reply, group), ...(reply.file && !file ? [aside(reply.file)] : [])]
  const captioned = file !== undefined && lengthOf(words) <= MAX_CAPTION
  const parts = captioned ? [] : split(words, MAX_TEXT).filter(hasWords)
  const calls = [
    ...(file ? [fileCall(chatId, file, captioned ? words : [])] : []),
    ...parts.map((part) => textCall(chatId, part)),
  ]
  const last = calls.at(-1)
  if (!last) throw new RangeError('A reply has neither text nor file')
  const markup = group ? undefined : markupOf(reply)
  if (markup) last.payload.reply_markup = markup
  return calls
}

const aside = (file: FileRef): Span => ({ text: `\n\n${unseen(file)}`, style: 'plain' })

/** Groups get no buttons: there the bot hears commands only, so a tap would go unheard. */
function spansOf({ text, choices = [] }: Reply, group: boolean): Span[] {
  const words = spans(text)
  if (!group && choices.every(({ label }) => label.length <= MAX_LABEL)) return words
  return [...words, { text: numbered(choices), style: 'plain' }]
}

const numbered = (choices: readonly Choice[]) =>
  choices.length === 0 ? '' : `\n\n${choices.map(({ label }, i) => `${i + 1}. ${label}`).join('\n')}`

const hasWords = (words: readonly Span[]) => words.some(({ text }) => /\S/.test(text))
const lengthOf = (words: readonly Span[]) => words.reduce((sum, { text }) => sum + text.length, 0)

/** A plain message also takes away a contact keyboard that nobody used; where there is none, Telegram ignores it. */
function markupOf({ choices = [], shareContact }: Reply): Markup {
  if (shareContact) return contactKeyboard(choices)
  return choices.length > 0 ? inlineKeyboard(choices) : { remove_keyboard: true }
}

function textCall(chatId: string, words: readonly Span[]): TextCall {
  const payload = {
    chat_id: address(chatId),
    text: toHtml(words),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  } as const
  return { method: 'sendMessage', payload }
}

function fileCall(chatId: string, { kind, source }: Shown, words: readonly Span[]): PhotoCall | DocumentCall {
  const caption = toHtml(words)
  const common = { chat_id: address(chatId), parse_mode: 'HTML' as const, ...(caption ? { caption } : {}) }
  return FILE_CALLS[kind](common, source)
}

const FILE_CALLS = {
  photo: (common, photo) => ({ method: 'sendPhoto', payload: { ...common, photo } }),
  document: (common, document) => ({ method: 'sendDocument', payload: { ...common, document } }),
} satisfies Record<FileKind, (common: Common & { caption?: string }, source: Source) => PhotoCall | DocumentCall>

/** Telegram's ids fit a number; what is no number (a test's, a channel's name) stays text. */
const address = (chatId: string) => (/^-?\d{1,15}$/.test(chatId) ? Number(chatId) : chatId)
