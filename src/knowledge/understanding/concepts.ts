import type { Normalise } from '../normalise.ts'
import type { Meanings } from '../shapes.ts'

/** What the words of a sentence mean, roughly. Pure. */
export type Concepts = {
  /** Concepts of each word, in order. */
  ofWords(words: readonly string[]): string[][]
  /** Concepts whose phrases stand in the sentence. */
  ofPhrases(words: readonly string[]): string[]
  isGrave(concept: string): boolean
}

/** In content/bahaya-kata.yaml `*` at the end stands for any ending; several words are a phrase. */
export function makeConcepts({ gawat, sekitar }: Meanings, normalise: Normalise): Concepts {
  const entries = Object.entries({ ...gawat, ...sekitar }).flatMap(([concept, words]) =>
    words.map((word) => ({ concept, word })),
  )
  const exact = new Map<string, Set<string>>()
  const beginnings = entries
    .filter(({ word }) => word.endsWith('*'))
    .map(({ word, ...e }) => ({ ...e, start: word.slice(0, -1) }))
  const phrases = entries
    .filter(({ word }) => word.includes(' '))
    .map(({ word, ...e }) => ({ ...e, phrase: ` ${normalise(word)} ` }))
  for (const { concept, word } of entries)
    if (!word.endsWith('*'))
      for (const spelling of [word, normalise(word)])
        exact.set(spelling, (exact.get(spelling) ?? new Set()).add(concept))
  const ofWord = (word: string) => [
    ...new Set([
      ...(exact.get(word) ?? []),
      ...beginnings.filter(({ start }) => word.startsWith(start)).map(({ concept }) => concept),
    ]),
  ]
  return {
    ofWords: (words) => words.map(ofWord),
    isGrave: (concept) => concept in gawat,
    ofPhrases(words) {
      const said = ` ${words.join(' ')} `
      return phrases.filter(({ phrase }) => said.includes(phrase)).map(({ concept }) => concept)
    },
  }
}
