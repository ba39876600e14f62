/** The same twelve questions with checks as a tutorial would write them: lighter than ours. */
import { readFileSync } from 'node:fs'
import type { Context } from 'grammy'
import type { Script } from '../conversation.ts'

/** undefined: that is no answer to this question. */
type Read = (text: string) => unknown

const MONTHS = 'januari februari maret april mei juni juli agustus september oktober november desember'.split(' ')

const oneOf = (count: number): Read => {
  return (text) => (Number(text) >= 1 && Number(text) <= count ? Number(text) : undefined)
}
const like = (pattern: RegExp): Read => {
  return (text) => (pattern.test(text.trim()) ? text.trim() : undefined)
}

const severalOf = (count: number): Read => {
  return (text) => {
    const numbers = (text.match(/\d+/g) ?? []).map(Number)
    return numbers.length > 0 && numbers.every((n) => n >= 1 && n <= count) ? numbers : undefined
  }
}

function readDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[ -](\w+)[ -](\d{4})$/.exec(text.trim().toLowerCase()) ?? []
  const number = Number(month) || MONTHS.indexOf(month ?? '') + 1
  const date = new Date(Date.UTC(Number(year), number - 1, Number(day)))
  return date.getUTCDate() === Number(day) && number > 0 ? date.toISOString().slice(0, 10) : undefined
}

function readNik(text: string): string | undefined {
  const digits = text.replace(/[\s.-]/g, '')
  const day = Number(digits.slice(6, 8)) % 40
  const month = Number(digits.slice(8, 10))
  return /^\d{16}$/.test(digits) && day >= 1 && day <= 31 && month >= 1 && month <= 12 ? digits : undefined
}

const PLACE = like(/^\p{L}[\p{L} .'-]{2,60}$/u)

export const QUESTIONS: readonly { id: string; read: Read }[] = [
  { id: 'schemes', read: severalOf(12) },
  { id: 'source', read: oneOf(6) },
  { id: 'birthDate', read: readDate },
  { id: 'fullName', read: like(/^\p{L}[\p{L} .'-]{1,60}$/u) },
  { id: 'nik', read: readNik },
  { id: 'sex', read: like(/^(perempuan|laki-laki)$/i) },
  { id: 'birthPlace', read: PLACE },
  { id: 'marital', read: oneOf(4) },
  { id: 'phone', read: like(/^(\+?62|0)8\d{7,11}$/) },
  { id: 'email', read: (text) => (text === 'lewati' ? null : like(/^\S+@\S+\.\S+$/)(text)) },
  { id: 'province', read: PLACE },
  { id: 'regency', read: PLACE },
]

export const AGAIN = 'Jawabannya belum pas, Kak. Coba tulis lagi ya.'
/** Places in the round: question n is asked by line n; then come the two of cancelling. */
export const CANCEL = QUESTIONS.length + 1
export const CANCELLED = QUESTIONS.length + 2

const script: Script = JSON.parse(readFileSync(process.env.BENCH_SCRIPT!, 'utf8'))

/** Says what the assistant under test says there: the same messages, the same buttons. */
export async function say(ctx: Context, line: number | 'start'): Promise<void> {
  const { answer } = line === 'start' ? script.opening[0]! : script.round[line]!
  for (const { html, buttons } of answer) {
    await ctx.reply(html, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: buttons.length > 0 ? { inline_keyboard: buttons as never } : { remove_keyboard: true },
    })
  }
}
