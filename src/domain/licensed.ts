/** Names in the lists of licensed P3MI, LPK and SO that the office imports, and how an offer's names stand to them. */
import { distance } from 'fastest-levenshtein'

export const LIST_KINDS = ['p3mi', 'lpk', 'so'] as const
export type ListKind = (typeof LIST_KINDS)[number]

/** One organisation of a list. Phones are E.164, accounts digits, `validUntil` YYYY-MM-DD. */
export type Licensed = {
  kind: ListKind
  name: string
  licence: string
  phones: string[]
  accounts: string[]
  holders: string[]
  /** As the list says it: "aktif", "dicabut", "skorsing". */
  state: string
  validUntil: string | undefined
}

/** `lists`: what was imported, with the list's own date; none: nothing can be said. `found`: whoever may be meant. */
export type Listed = { lists: { kind: ListKind; date: string; names: number }[]; found: Licensed[] }

/** How a name of an offer stands in the lists. */
export type NameVerdict = { said: string; how: 'sama' | 'mirip' | 'tidak-ada'; entry: Licensed | undefined }

const FORMS =
  /^(?:pt|cv|ud|p3mi|pjtki|pptkis|lpk|lpks|lkp|so|blk|blkln|yayasan|koperasi|lembaga|pelatihan|kerja|tbk|indonesia)$/

/** Words that make a name, without its legal form. */
export function nameWords(name: string): string[] {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter(Boolean)
  const own = words.filter((word) => !FORMS.test(word))
  return own.length > 0 ? own : words
}

/** What a name is found by in the database: the first and last three letters of its words, for one slip spoils one only. */
export function nameKeys(name: string): string[] {
  return [...new Set(nameWords(name).flatMap((word) => [`^${word.slice(0, 3)}`, `${word.slice(-3)}$`]))]
}

const squeezed = (words: readonly string[]) => words.join('')

/** Behind a name they say where it is, not what it is called. */
const PLACES =
  /^(?:cabang|pusat|kantor|jakarta|surabaya|banjarmasin|banjarbaru|martapura|semarang|bandung|jepang|japan|korea|taiwan|kalsel|official|resmi|group|grup)$/

/** A slip in eight letters is the same name, one in four a similar one. */
export function judgeName(said: string, found: readonly Licensed[]): NameVerdict {
  const words = nameWords(said)
  const kept = words.slice(0, Math.max(1, words.findLastIndex((word) => !PLACES.test(word)) + 1))
  const scored = found
    .map((entry) => ({ entry, off: offBy(kept, nameWords(entry.name), isProper(said)) }))
    .sort((a, b) => a.off - b.off || Number(isOver(a.entry)) - Number(isOver(b.entry)))
  const [best] = scored
  if (best && best.off <= 0.125) return { said, how: 'sama', entry: best.entry }
  if (best && best.off <= 0.3) return { said, how: 'mirip', entry: best.entry }
  return { said, how: 'tidak-ada', entry: undefined }
}

/** Written with capitals, every word of it belongs to the name; in small letters running words may follow. */
const isProper = (said: string) => /^\p{Lu}/u.test(said.trim().split(/\s+/).at(-1) ?? '')

/** Letters that differ, by the length of the listed name; something added to a whole name makes it a similar one. */
function offBy(words: readonly string[], listed: readonly string[], isWhole: boolean): number {
  const wanted = squeezed(listed)
  const cuts = words.map((_, i) => distance(squeezed(words.slice(0, i + 1)), wanted) / wanted.length)
  const whole = cuts.at(-1) ?? 1
  const letters = isWhole ? Math.min(whole, ...cuts.map((cut) => (cut <= 0.125 ? 0.25 : cut))) : Math.min(...cuts)
  const shared = listed.filter((word) => words.includes(word)).length
  const isExtended = listed.length > 1 && shared >= 2 && shared >= Math.ceil((listed.length * 2) / 3)
  return isExtended ? Math.min(letters, 0.25) : letters
}

/** The list itself says that the licence does not hold. */
const isOver = ({ state }: Licensed) => /cabut|skors|beku|henti|habis|tidak aktif|nonaktif|expired/i.test(state)

/** Not valid any more on this day (YYYY-MM-DD), by its state or its date. */
export const isExpired = (entry: Licensed, today: string): boolean =>
  isOver(entry) || (entry.validUntil !== undefined && entry.validUntil < today)
