import type { Normalise } from '../normalise.ts'
import type { Scheme } from '../shapes.ts'

/** Finds the schemes that normalised words name, the longest alias first so that "ssw kaigo" is not also "ssw". */
export function makeNamedSchemes(schemes: readonly Scheme[], normalise: Normalise): (words: string) => string[] {
  const aliases = schemes
    .flatMap((scheme) => [scheme.short, ...scheme.aliases].map((alias) => ({ id: scheme.id, alias: normalise(alias) })))
    .filter(({ alias }) => alias.length > 1)
    .sort((a, b) => b.alias.length - a.alias.length)
  return (words) => {
    let rest = ` ${words} `
    const found = new Set<string>()
    for (const { alias } of aliases) {
      if (!rest.includes(` ${alias} `)) continue
      for (const other of aliases) if (other.alias === alias) found.add(other.id)
      rest = rest.replaceAll(` ${alias} `, ' ')
    }
    return [...found]
  }
}
