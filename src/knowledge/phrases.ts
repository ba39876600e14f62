/** Finds fixed phrases in a normalised sentence; `*` stands for up to three words. Pure. */

const GAP = 3

export type Phrases = (words: string) => boolean

export function makePhrases(phrases: readonly string[]): Phrases {
  const patterns = phrases.map((phrase) => {
    const parts = phrase.split(/\s*\*\s*/).map((part) => part.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return parts.join(`(?: \\S+){0,${GAP}} `)
  })
  if (patterns.length === 0) return () => false
  const any = new RegExp(`(?:^| )(?:${patterns.join('|')})(?= |$)`)
  return (words) => any.test(words)
}
