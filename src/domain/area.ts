/** Finds provinces, regencies and districts of the official list by what people type, with its slips. */
import { distance } from 'fastest-levenshtein'
import { PROVINCE_CODES } from './area-aliases.ts'
import { type AreaIndex, type Entry, fewestSlips, indexOf, letterMarks } from './area-index.ts'
import { type AreaWords, areaWords } from './area-words.ts'

/** `code` like "63", "63.71", "63.71.01". */
export type Area = { code: string; name: string }

/**
 * one: sure enough to take, and worth saying back. some: these fit equally well (shortest name first), and so do `more`
 * others. none: nothing fits; `near` are the closest guesses, at most three.
 */
export type AreaFound<A extends Area = Area> =
  | { kind: 'one'; area: A }
  | { kind: 'some'; areas: A[]; more: number }
  | { kind: 'none'; near: A[] }

/** Shorter beginnings of a name fit too many. */
const SHORTEST = 3

/**
 * An exact name (or usual short form) wins over the beginning of one, that over single words, and those over slips:
 * "banjar" is never Banjarmasin. A province after the name narrows the search ("bandung jabar").
 */
export function searchAreas<A extends Area>(list: readonly A[], text: string, { limit = 6 } = {}): AreaFound<A> {
  const index = indexOf(list)
  const asked = areaWords(text, index.ranked)
  if (asked.name.length < 2) return { kind: 'none', near: [] }
  return exactly(index.byName, asked, limit) ?? within(index, asked, limit) ?? anyhow(index.entries, asked, limit)
}

const anyhow = <A extends Area>(entries: Entry<A>[], asked: AreaWords, limit: number): AreaFound<A> =>
  loosely(entries, asked, limit) ?? nearly(entries, asked)

/** The name itself; the right name with the wrong rank ("kota tanah laut") only where nothing fits better. */
function exactly<A extends Area>(
  byName: AreaIndex<A>['byName'],
  asked: AreaWords,
  limit: number,
): AreaFound<A> | undefined {
  const whole = byName.get(asked.whole) ?? []
  const named = (byName.get(asked.name) ?? []).filter((entry) => !whole.includes(entry))
  const fitting = [...whole, ...named.filter(({ rank }) => !asked.rank || rank === asked.rank)]
  return settle(fitting.length > 0 ? fitting : named, limit)
}

/** "banjar kalsel", "kota banjar, jawa barat": the province decides where to look. */
function within<A extends Area>(
  { entries, ranked }: AreaIndex<A>,
  asked: AreaWords,
  limit: number,
): AreaFound<A> | undefined {
  const isProvince = (at: number) => PROVINCE_CODES.get(asked.words.slice(at).join(''))
  const at = asked.words.findIndex((_, i) => i > 0 && isProvince(i))
  if (at < 0 || entries[0]?.area.code.length === 2) return undefined
  const inside = entries.filter(({ area }) => area.code.startsWith(`${isProvince(at)}.`)).map(({ area }) => area)
  const rest = `${asked.rank ?? ''} ${asked.words.slice(0, at).join(' ')}`
  const index = indexOf(inside)
  const restWords = areaWords(rest, ranked)
  const found = exactly(index.byName, restWords, limit) ?? anyhow(index.entries, restWords, limit)
  return found.kind === 'none' && found.near.length === 0 ? undefined : found
}

/** Beginnings of names; then names that have every word, each at least begun. */
function loosely<A extends Area>(entries: Entry<A>[], asked: AreaWords, limit: number): AreaFound<A> | undefined {
  if (asked.name.length < SHORTEST) return undefined
  const ranked = entries.filter(({ rank }) => !asked.rank || rank === asked.rank)
  const marks = letterMarks(asked.name)
  const begun = ranked.filter(({ name }) => name.startsWith(asked.name))
  const found = settle(begun.length > 0 ? begun : ranked.filter((entry) => hasEvery(entry, asked, marks)), limit)
  const isGuess = found?.kind === 'one' && asked.name.length === SHORTEST
  return isGuess ? { kind: 'none', near: [found.area] } : found
}

/** All the words, each at least begun; or, run together, a good piece of the name ("siantar"). */
function hasEvery({ words, name, marks }: Entry<Area>, asked: AreaWords, askedMarks: number): boolean {
  if (askedMarks & ~marks) return false
  const begun = (word: string) => word.length >= SHORTEST && words.some((one) => one.startsWith(word))
  return asked.words.every(begun) || (asked.name.length >= 5 && name.includes(asked.name))
}

function settle<A extends Area>(found: Entry<A>[], limit: number): AreaFound<A> | undefined {
  if (found.length === 0) return undefined
  if (found.length === 1) return { kind: 'one', area: found[0]!.area }
  const areas = found.sort((a, b) => a.name.length - b.name.length).map(({ area }) => area)
  return { kind: 'some', areas: areas.slice(0, limit), more: Math.max(0, areas.length - limit) }
}

/** Names with slips. Only a small slip in a long name that resembles no other is taken as that name. */
function nearly<A extends Area>(entries: Entry<A>[], asked: AreaWords): AreaFound<A> {
  const slips = Math.min(4, 1 + Math.floor(asked.name.length / 6))
  const rival = slips + 1
  const marks = letterMarks(asked.name)
  const close: { entry: Entry<A>; off: number }[] = []
  for (const entry of entries) {
    const off = offBy(entry, asked, marks, rival)
    if (off <= rival) close.push({ entry, off })
  }
  const [best, second] = close.sort((a, b) => a.off - b.off)
  const sure = best && asked.name.length >= 6 && best.off <= (asked.name.length >= 9 ? 2 : 1)
  if (sure && (!second || second.off >= best.off + 2)) return { kind: 'one', area: best.entry.area }
  const near = close.filter(({ off }) => off <= slips).slice(0, 3)
  return { kind: 'none', near: near.map(({ entry }) => entry.area) }
}

/** Letters to change until the names agree; a single word may also be part of a longer name, at half a letter's cost. */
function offBy(
  { name, words, rank, marks, wordMarks }: Entry<Area>,
  asked: AreaWords,
  askedMarks: number,
  most: number,
): number {
  let off = slipsBetween(name, marks, asked.name, askedMarks, most)
  if (asked.words.length === 1 && words.length > 1 && asked.name.length >= 5)
    words.forEach((word, i) => {
      off = Math.min(off, slipsBetween(word, wordMarks[i]!, asked.name, askedMarks, 2) + 0.5)
    })
  return asked.rank && rank !== asked.rank ? off + 1 : off
}

/** Infinity where there are surely more than `most`: counting them is the slow part of a search. */
function slipsBetween(a: string, aMarks: number, b: string, bMarks: number, most: number): number {
  if (Math.abs(a.length - b.length) > most || fewestSlips(aMarks, bMarks) > most) return Number.POSITIVE_INFINITY
  return distance(a, b)
}
