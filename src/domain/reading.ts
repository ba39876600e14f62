/** What every rule that reads an answer shares. */
import { quote } from './markup.ts'

/** What a rule made of an answer. `error` is a kind sentence, in our markup, that shows a good example. */
export type Reading<T> = { ok: true; value: T } | { ok: false; error: string }

export const accepted = <T>(value: T): Reading<T> => ({ ok: true, value })
export const refused = (error: string): Reading<never> => ({ ok: false, error })

/** Control and direction marks that phones paste along with numbers, and the frame of keycap emoji. */
const INVISIBLE = /[\p{Cf}\p{Me}\p{Variation_Selector}]/gu

/**
 * The same text in plain characters: full-width digits, curly quotes, long dashes and odd spaces become the ones on a
 * simple keyboard. Letter case and line ends stay.
 */
export function fold(text: string): string {
  return text
    .replaceAll('½', ' 1/2')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[‘’‚‛`´ʼ′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** A person's own words inside one of our sentences: in one line, short, and free of markup. */
export function echo(text: string): string {
  const line = fold(text).replace(/\s+/g, ' ')
  const letters = [...line]
  return quote(letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : line)
}
