/** Does somebody need help now? Pure. */
import { makePhrases } from './phrases.ts'

/**
 * A harmless phrase takes only its own words out of danger: "saya diancam dibunuh kalau kabur" stays a cry for help. One
 * that has no word of danger in it ("di berita") says what the whole sentence is about. Both lists are normalised.
 */
export function makeDistress(phrases: readonly string[], harmless: readonly string[]): (words: string) => boolean {
  const grave = new Set(phrases.flatMap(tellingWords))
  const isAbout = (phrase: string) => !tellingWords(phrase).some((word) => grave.has(word))
  const danger = makePhrases(phrases)
  const about = makePhrases(harmless.filter(isAbout))
  const excused = makePhrases(harmless.filter((phrase) => !isAbout(phrase)))
  return (words) => danger.isIn(words) && !about.isIn(words) && danger.isIn(excused.without(words))
}

/** Shorter words stand in phrases of every kind. */
const tellingWords = (phrase: string) => phrase.split(' ').filter((word) => word.length >= 4)
