/** An offer's text in parts that say one thing each, so that a denial in one does not reach into another. Pure. */
import type { Normalise } from '../normalise.ts'

/** `words`: normalised. `sentence`: the number of its sentence. `asks`: the sentence is a question. */
export type Segment = { words: string; sentence: number; asks: boolean }

/** Full stops of "a.n.", "PT.", "Rp.", "no." and of numbers end no sentence. */
const SENTENCE_END =
  /[\n;!•▪◦✅❌👉➡]+|\?+|(?<!\b(?:a\.n|an|pt|cv|rp|no|jl|tlp|telp|hub|sdr|bpk|ibu|dll|dst|min|maks|s))\.+(?=\s|$)/giu
/** A comma parts what is said, and so does a word that turns it. */
const PART_END = /,\s+|\s+[-–—]\s+|\s(?=(?:tapi|tetapi|namun|padahal)\s)/giu

export function segments(text: string, normalise: Normalise): Segment[] {
  const sentences = text.split(new RegExp(`(${SENTENCE_END.source})`, 'giu'))
  const out: Segment[] = []
  for (let i = 0; i < sentences.length; i += 2) {
    const asks = /\?/.test(sentences[i + 1] ?? '') || ASKS.test(normalise(sentences[i]!.slice(-60)))
    for (const part of sentences[i]!.split(PART_END)) {
      const words = normalise(part)
      if (words) out.push({ words, sentence: i, asks })
    }
  }
  return out
}

const ASKS =
  /\b(?:apakah|apa benar|benarkah|penipuan bukan|penipuan tidak|penipuan ya|penipuan kah|aman tidak|apa tidak)\b|\b(?:kah|bukan|tidak ya|ya tidak)$/
