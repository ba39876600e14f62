/** Spans → WhatsApp's own notation. Pure. */
import type { Span } from '../domain/markup.ts'

const MARKS = { plain: '', bold: '*', italic: '_' } as const

/**
 * WhatsApp has no way to escape a mark. Where one of a person's own could become half of a pair, a character that looks
 * the same stands in for it; everywhere else their words stay as they are.
 */
const LOOKALIKES: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' }

type Letter = { char: string; own: boolean }

/** The text as WhatsApp wants it: *bold*, _italic_, and nothing else that its apps would take for formatting. Half a surrogate pair becomes U+FFFD. */
export function toWhatsApp(spans: readonly Span[]): string {
  return spans
    .flatMap(letters)
    .map((letter, at, all) => (letter.own && pairs(all, at) ? LOOKALIKES[letter.char]! : letter.char))
    .join('')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** `own`: a character that looks like a mark, but was meant as itself. */
function letters({ text, style }: Span): Letter[] {
  const own = [...text].map((char) => ({ char, own: char in LOOKALIKES }))
  const words = /\S(?:.*\S)?/su.exec(text)
  if (style === 'plain' || !words) return own
  const mark = { char: MARKS[style], own: false }
  const before = [...text.slice(0, words.index)].length // marks must touch the words, or they stand for themselves
  const after = before + [...words[0]].length
  return [...own.slice(0, before), mark, ...own.slice(before, after), mark, ...own.slice(after)]
}

/** Whether this character and another one of its line would make the words between them bold, italic and so on. */
function pairs(all: readonly Letter[], at: number): boolean {
  const { char } = all[at]!
  const opening = opens(all, at)
  const closing = closes(all, at)
  for (let i = at + 1; opening && i < all.length && all[i]!.char !== '\n'; i++)
    if (all[i]!.char === char && closes(all, i)) return true
  for (let i = at - 1; closing && i >= 0 && all[i]!.char !== '\n'; i--)
    if (all[i]!.char === char && opens(all, i)) return true
  return false
}

const isWord = (letter: Letter | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter.char)
const isSpace = (letter: Letter | undefined) => letter === undefined || /\s/u.test(letter.char)
const opens = (all: readonly Letter[], at: number) => !isWord(all[at - 1]) && !isSpace(all[at + 1])
const closes = (all: readonly Letter[], at: number) => !isWord(all[at + 1]) && !isSpace(all[at - 1])
