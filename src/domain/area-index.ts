/** A list of areas, prepared once for many searches. */
import type { Area } from './area.ts'
import { AREA_ALIASES } from './area-aliases.ts'
import { type AreaWords, areaWords } from './area-words.ts'

/** `marks`: which letters the name has, as bits; `wordMarks` the same for each of its words. */
export type Entry<A extends Area> = AreaWords & { area: A; marks: number; wordMarks: number[] }

/** `byName`: every full name, name without rank, and usual short form. */
export type AreaIndex<A extends Area> = { entries: Entry<A>[]; byName: Map<string, Entry<A>[]>; ranked: boolean }

/** Forgotten together with the list. */
const prepared = new WeakMap<readonly Area[], AreaIndex<Area>>()

export function indexOf<A extends Area>(list: readonly A[]): AreaIndex<A> {
  const known = prepared.get(list) as AreaIndex<A> | undefined
  if (known) return known
  const entries = list.map(entryOf)
  const byName = new Map<string, Entry<A>[]>()
  for (const entry of entries)
    for (const name of new Set([entry.name, entry.whole, ...(AREA_ALIASES.get(entry.area.code) ?? [])])) {
      const same = byName.get(name)
      if (same) same.push(entry)
      else byName.set(name, [entry])
    }
  const index = { entries, byName, ranked: list[0] !== undefined && isRanked(list[0]) }
  prepared.set(list, index)
  return index
}

/** Only regencies have a rank before their name. */
const isRanked = ({ code }: Area) => code.length === 5

function entryOf<A extends Area>(area: A): Entry<A> {
  const { rank, words, whole, name } = areaWords(area.name, isRanked(area))
  // Written out, not spread: spread objects were thirty times slower to search.
  return { rank, words, whole, name, area, marks: letterMarks(name), wordMarks: words.map(letterMarks) }
}

/** One bit for each letter a to z that a word has, and one for all digits. */
export function letterMarks(word: string): number {
  let marks = 0
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i) - 97
    marks |= 1 << (letter >= 0 && letter < 26 ? letter : 26)
  }
  return marks
}

/** At least so many letters must change to make one word of the other. */
export function fewestSlips(a: number, b: number): number {
  return Math.max(bitsIn(a & ~b), bitsIn(b & ~a))
}

function bitsIn(marks: number): number {
  let count = 0
  for (let left = marks; left !== 0; left &= left - 1) count++
  return count
}
