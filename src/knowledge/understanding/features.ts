/** What a sentence is made of for finding out what it is about: stems, pairs of stems, and scraps that survive typos. Pure. */

const PREFIXES = /^(?:meng|meny|men|mem|me|peng|pem|pen|ber|ter|di|ke|se)(?=\p{L}{4,})/u
const SUFFIXES = /(?<=\p{L}{3,})(?:nya|kah|lah|kan|an|i)$/u

/** A word without the common affixes; crude, but the same for both sides of a comparison. */
function stem(word: string): string {
  return word.replace(SUFFIXES, '').replace(SUFFIXES, '').replace(PREFIXES, '')
}

/** How much a pair of neighbours and a scrap of a word count beside a whole word. */
const [PAIR, SCRAP] = [0.6, 0.22]
const SCRAP_LENGTHS = [3, 4]

/** Feature → weight within the sentence. */
export type Features = Map<string, number>

/** `words` is normalised; fillers are left out where anything else is said. */
export function stemsOf(words: string, fillers: ReadonlySet<string>): string[] {
  const said = words.split(' ').filter(Boolean)
  const telling = said.filter((word) => !fillers.has(word))
  return (telling.length > 0 ? telling : said).map(stem)
}

/** Whole stems, neighbours, and scraps of words. */
export function featuresOf(words: string, fillers: ReadonlySet<string>): Features {
  const stems = stemsOf(words, fillers)
  const found: Features = new Map()
  const add = (feature: string, weight: number) => found.set(feature, (found.get(feature) ?? 0) + weight)
  for (const [i, word] of stems.entries()) {
    add(word, 1)
    if (stems[i + 1]) add(`${word} ${stems[i + 1]}`, PAIR)
    const framed = `^${word}$`
    for (const length of SCRAP_LENGTHS)
      for (let from = 0; from + length <= framed.length; from++) add(`#${framed.slice(from, from + length)}`, SCRAP)
  }
  return found
}
