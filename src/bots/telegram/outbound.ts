/** A reply → the calls that bring it to a Telegram chat. Pure. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { type Span, spans } from '../../domain/markup.ts'
import { split } from '../../domain/split.ts'
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
type PhotoCall = { method: 'sendPhoto'; payload: Common & { photo: string; caption?: string } }
type DocumentCall = { method: 'sendDocument'; payload: Common & { document: string; caption?: string } }
export type ApiCall = TextCall | PhotoCall | DocumentCall

/**
 * The calls in their order; the choices are on the last one. A file carries the text if it is short enough, else goes first.
 * Throws RangeError where a flow made something that Telegram cannot take: an empty reply, a choice's id that is too long.
 */
export function outbound(reply: Reply, chatId: string): ApiCall[] {
  const group = chatId.startsWith('-')
  const file = reply.file?.channel === undefined || reply.file.channel === 'telegram' ? reply.file : undefined
  const words = [...spansOf(reply, group), ...(reply.file && !file ? [UNSEEN] : [])]
  const captioned = file !== undefined && lengthOf(words) <= MAX_CAPTION
  const parts = captioned ? [] : split(words, MAX_TEXT).filter(hasWords)
  const calls = [
    ...(file ? [fileCall(chatId, file.ref, captioned ? words : [])] : []),
    ...parts.map((part) => textCall(chatId, part)),
  ]
  const last = calls.at(-1)
  if (!last) throw new RangeError('A reply has neither text nor file')
  const markup = group ? undefined : markupOf(reply)
  if (markup) last.payload.reply_markup = markup
  return calls
}

/** Another channel's file cannot be fetched from here; that there is one must not go unsaid. */
const UNSEEN: Span = { text: '\n\n(Ada foto atau berkas yang tidak bisa ditampilkan di sini.)', style: 'plain' }

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

function fileCall(chatId: string, ref: string, words: readonly Span[]): PhotoCall | DocumentCall {
  const { kind, fileId } = readFileHandle(ref)
  const caption = toHtml(words)
  const common = { chat_id: address(chatId), parse_mode: 'HTML' as const, ...(caption ? { caption } : {}) }
  return FILE_CALLS[kind](common, fileId)
}

const FILE_CALLS = {
  photo: (common, photo) => ({ method: 'sendPhoto', payload: { ...common, photo } }),
  document: (common, document) => ({ method: 'sendDocument', payload: { ...common, document } }),
} satisfies Record<FileKind, (common: Common & { caption?: string }, fileId: string) => PhotoCall | DocumentCall>

/** Telegram's ids fit a number; what is no number (a test's, a channel's name) stays text. */
const address = (chatId: string) => (/^-?\d{1,15}$/.test(chatId) ? Number(chatId) : chatId)
