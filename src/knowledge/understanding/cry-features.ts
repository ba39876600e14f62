import type { Concepts } from './concepts.ts'
import { type Features, featuresOf } from './features.ts'

/** "tidak", "sudah" and the like decide whether somebody is in danger: nothing is left out. */
const NO_FILLERS: ReadonlySet<string> = new Set()

/** How much a concept, two concepts in one sentence, neighbours, and a sentence's ends count beside a whole word. */
const [CONCEPT, TOGETHER, NEXT, END] = [1.5, 0.7, 0.7, 0.7]
/** Length in steps of so many words. */
const STEP = 5
const LONGEST = 5

/**
 * What tells a cry for help from a question about rules: the same grave words, but "kalau", "film", "dulu … alhamdulillah"
 * or "saya … sekarang" beside them. `words` is normalised; `asks`: there is a question mark. Pure.
 */
export function cryFeatures(words: string, asks: boolean, concepts: Concepts): Features {
  const said = [...words.split(' '), ...(asks ? ['?'] : [])]
  const found = featuresOf(said.join(' '), NO_FILLERS)
  const meant = concepts.ofWords(said)
  const all = [...new Set([...meant.flat(), ...concepts.ofPhrases(said)])].sort()
  for (const [i, one] of all.entries()) {
    found.set(`@${one}`, CONCEPT)
    for (const other of all.slice(i + 1)) found.set(`@${one} & @${other}`, TOGETHER)
  }
  for (let i = 0; i + 1 < said.length; i++) {
    for (const one of meant[i]!) {
      found.set(`@${one} ${said[i + 1]}`, NEXT)
      for (const other of meant[i + 1]!) found.set(`@${one} @${other}`, NEXT)
    }
    for (const other of meant[i + 1]!) found.set(`${said[i]} @${other}`, NEXT)
  }
  found.set(`^ ${said[0]}`, END)
  found.set(`${said.at(-1)} $`, END)
  for (const one of meant[0]!) found.set(`^ @${one}`, END)
  found.set(`length ${Math.min(LONGEST, Math.floor(said.length / STEP))}`, END)
  return found
}
