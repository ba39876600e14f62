/** Is a sign of danger denied where it stands ("jangan transfer ke rekening pribadi")? Pure. */
import type { Offers } from '../offer-shapes.ts'
import type { Segment } from './segments.ts'
import { makeFindSigns } from './signs.ts'

/** A denial reaches so many words. */
const REACH = 5
/** What follows a list that was begun with a denial: "tidak ada biaya, jaminan, atau denda". */
const LIST_WORDS = 6
const TURNS = new Set(['tapi', 'tetapi', 'namun', 'asal', 'asalkan', 'malah', 'cukup', 'cuma', 'hanya', 'langsung'])

export type Denied = (all: readonly Segment[], index: number, from: number, to: number) => boolean

/** `from`, `to`: where the sign stands in the words of its segment. */
export function makeDenied(rules: Offers['rules'], normalise: (phrase: string) => string): Denied {
  const denials = anyOf(rules.denials.map(normalise))
  const empty = new RegExp(`(?<= )(?:${alternatives(rules.emptyDenials.map(normalise))})(?= )`, 'g')
  const after = new RegExp(`^(?: \\S+){0,2}? (?:${alternatives(rules.denialsAfter.map(normalise))})(?= |$)`)
  /** The words in reach before a place, without denials that deny nothing. */
  const before = (words: string) => {
    const said = ` ${words} `.replace(empty, ' – ').trim().split(/\s+/)
    const turned = said.findLastIndex((word) => TURNS.has(word))
    return ` ${said.slice(Math.max(turned + 1, said.length - REACH)).join(' ')} `
  }
  const warnings = makeFindSigns(rules.warnings.map(normalise))
  /** A warning reaches to the end of its sentence. */
  const warned = (all: readonly Segment[], index: number, from: number) =>
    warnings(all.slice(0, index + 1)).some((found) => {
      if (all[found.index]!.sentence !== all[index]!.sentence || (found.index === index && found.to > from))
        return false
      const between = all
        .slice(found.index, index + 1)
        .map(({ words }) => words)
        .join(' ')
      return !between
        .slice(found.to, between.length - all[index]!.words.length + from)
        .split(' ')
        .some((word) => TURNS.has(word))
    })
  const opensList = (segment: Segment) => denials.test(before(segment.words))
  return (all, index, from, to) => {
    const { words, sentence, asks } = all[index]!
    if (denials.test(before(words.slice(0, from))) || warned(all, index, from)) return true
    if (!asks && after.test(words.slice(to))) return true
    if (isAdvice(all.filter((segment) => segment.sentence === sentence))) return true
    const earlier = all[index - 1]
    if (!earlier || earlier.sentence !== sentence || words.split(' ').length > LIST_WORDS) return false
    const list = all.filter((segment) => segment.sentence === sentence)
    const ends = list.some((segment) => /^(?:atau|dan|maupun|serta|apalagi) /.test(segment.words))
    return (
      ends && opensList(list[0]!) && list.slice(1).every((segment) => segment.words.split(' ').length <= LIST_WORDS)
    )
  }
}

/** "Kalau ada yang menawarkan visa turis, tolak." */
const isAdvice = (sentence: readonly Segment[]): boolean =>
  /^(?:\S+ ){0,2}(?:kalau|jika|bila|apabila) ada\b/.test(sentence[0]?.words ?? '') &&
  sentence
    .slice(1)
    .some(({ words }) =>
      /^(?:harap |segera |lebih baik )?(?:tolak|jangan|laporkan|lapor|hindari|abaikan|blokir)\b/.test(words),
    )

const alternatives = (phrases: readonly string[]) =>
  [...phrases]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
const anyOf = (phrases: readonly string[]) => new RegExp(` (?:${alternatives(phrases)}) `)
