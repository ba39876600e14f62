/** Finds the phrases of a flag in an offer. Pure. */
import type { Segment } from './segments.ts'

/** `*` stands for up to so many words. */
const GAP = 4
/** None of them turns the meaning round: "ijazah tidak ditahan" is no "ijazah * ditahan". */
const OPEN = '(?!(?:tidak|jangan|bukan|belum|tanpa) )'

type Found = { index: number; from: number; to: number }
export type FindSigns = (all: readonly Segment[]) => Found[]

/** Compiles phrases, already normalised, with their harmless kin. */
export function makeFindSigns(phrases: readonly string[], unless: readonly string[] = []): FindSigns {
  if (phrases.length === 0) return () => []
  const source = patternOf(phrases)
  const every = new RegExp(source, 'g')
  const harmless = unless.length > 0 ? new RegExp(patternOf(unless), 'g') : undefined
  return (all) =>
    all.flatMap(({ words }, index) => {
      const said = harmless ? words.replace(harmless, (found) => '·'.repeat(found.length)) : words
      return [...said.matchAll(every)].map((found) => ({
        index,
        from: found.index,
        to: found.index + found[0].length,
      }))
    })
}

function patternOf(phrases: readonly string[]): string {
  const patterns = phrases.map((phrase) =>
    phrase
      .split(/\s*\*\s*/)
      .map((part) => part.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join(`(?: ${OPEN}\\S+){0,${GAP}} `),
  )
  return `(?<=^| )(?:${patterns.join('|')})(?= |$)`
}

/** "(tahan|simpan) (ijazah|paspor)" is four phrases. */
export function expanded(phrase: string): string[] {
  const group = /\(([^()]+)\)/.exec(phrase)
  if (!group) return [phrase]
  return group[1]!.split('|').flatMap((word) => expanded(phrase.replace(group[0], word.trim())))
}
