/** Finds fixed phrases in a normalised sentence; `*` stands for up to three words. Pure. */

const GAP = 3

export type Phrases = { isIn(words: string): boolean; without(words: string): string }

export function makePhrases(phrases: readonly string[]): Phrases {
  const patterns = phrases.map((phrase) => {
    const parts = phrase.split(/\s*\*\s*/).map((part) => part.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return parts.join(`(?: \\S+){0,${GAP}} `)
  })
  if (patterns.length === 0) return { isIn: () => false, without: (words) => words }
  const source = `(?:^| )(?:${patterns.join('|')})(?= |$)`
  const [any, every] = [new RegExp(source), new RegExp(source, 'g')]
  return { isIn: (words) => any.test(words), without: (words) => words.replace(every, ' ').trim() }
}
