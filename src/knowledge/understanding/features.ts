/** What a sentence is made of for finding an answer: stems, pairs of stems, and letter triples that survive typos. Pure. */

const PREFIXES = /^(?:meng|meny|men|mem|me|peng|pem|pen|ber|ter|di|ke|se)(?=\p{L}{4,})/u
const SUFFIXES = /(?<=\p{L}{3,})(?:nya|kah|lah|kan|an|i)$/u

/** A word without the common affixes; crude, but the same for both sides of a comparison. */
function stem(word: string): string {
  return word.replace(SUFFIXES, '').replace(SUFFIXES, '').replace(PREFIXES, '')
}

/** Feature → weight within the sentence. `words` is normalised. */
export function features(words: string, fillers: ReadonlySet<string>): Map<string, number> {
  const kept = words.split(' ').filter((word) => word && !fillers.has(word))
  const stems = (kept.length > 0 ? kept : words.split(' ')).map(stem)
  const found = new Map<string, number>()
  const add = (feature: string, weight: number) => found.set(feature, (found.get(feature) ?? 0) + weight)
  for (const [i, word] of stems.entries()) {
    add(word, 1)
    if (stems[i + 1]) add(`${word} ${stems[i + 1]}`, 0.6)
    const framed = `^${word}$`
    for (let j = 0; j + 3 <= framed.length; j++) add(`#${framed.slice(j, j + 3)}`, 0.25)
  }
  return found
}
