/** A person's sentence in plain words: lower case, no punctuation, slang and abbreviations resolved. Pure. */
import { remembering } from '../domain/remembering.ts'
import type { Language } from './shapes.ts'

/** "bangeeet" → "banget", but "maaf" and numbers stay. */
const STRETCHED = /(\p{L})\1{2,}/gu

/** Nobody types more than this in one message. */
const LONGEST = 4096
/** One message is looked at from several sides, and so are the labels of the choices it may mean. */
const REMEMBERED = 5000

export type Normalise = (text: string) => string

/** Longest phrase first: up to three words on the left side of an entry of language.yaml. */
export function makeNormaliser({ words }: Pick<Language, 'words'>): Normalise {
  const lexicon = new Map(Object.entries(words))
  return remembering(REMEMBERED, (text) => {
    const said = plain(text)
    const out: string[] = []
    for (let i = 0; i < said.length; ) {
      const size = [3, 2, 1].find((n) => i + n <= said.length && lexicon.has(said.slice(i, i + n).join(' ')))
      out.push(size ? lexicon.get(said.slice(i, i + size).join(' '))! : said[i]!)
      i += size ?? 1
    }
    return out.join(' ').replace(/\s+/g, ' ').trim()
  })
}

function plain(text: string): string[] {
  return text
    .normalize('NFKC')
    .slice(0, LONGEST) // one letter may have become eighteen
    .toLowerCase()
    .replace(/[’'`]/g, '')
    .replace(STRETCHED, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter(Boolean)
}
