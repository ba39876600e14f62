/** Finds the quantities in a text, in digits or in Indonesian words, in the order in which they were written. */
import { fold } from './reading.ts'

const ONES = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']
const VALUE = new Map([...ONES.map((word, i): [string, number] => [word, i]), ['lapan', 8]])
/** Written together with the word after it: "setahun", "sepuluh". */
const SE = /\bse(?=tahun|taun|bulan|minggu|hari|puluh|belas|ratus)/

/** "kedua", "kesepuluh"; but not "keluarga". */
const ORDINAL = new RegExp(`^ke(?=${ONES.join('|')}|lapan|se(?:puluh|belas|ratus))`)

/** A number, or a word in lower case that is none. "kedua" and "ke-2" are the word "ke" and the number 2. */
export type Quantity = number | string

/** "dua puluh lima thn" → [25, "thn"]; "1,5 tahun" → [1.5, "tahun"]; "setahun" → [1, "tahun"]; "setengah" → [0.5]. */
export function quantities(text: string): Quantity[] {
  const words = split(text)
  const found: Quantity[] = []
  for (let i = 0; i < words.length; ) {
    const number = numberAt(words, i)
    found.push(number ? number.value : words[i]!)
    i += number?.used ?? 1
  }
  return found
}

function split(text: string): string[] {
  const plain = fold(text)
    .toLowerCase()
    .replace(/\b(?:(\d+) )?1\/2\b/g, (_, whole = '0') => `${whole},5`)
  const tokens = plain.match(/\d+(?:[.,]\d+)*|[a-z]+/g) ?? []
  return tokens.flatMap((token) =>
    token
      .replace(/^pertama$/, 'ke satu')
      .replace(ORDINAL, 'ke ')
      .replace(SE, 'satu ')
      .replace(/(?<=[a-z])(?=(?:puluh|belas|ratus)\b)/, ' ')
      .split(' '),
  )
}

/** The number that starts at a word, and how many words it takes. */
function numberAt(words: string[], at: number): { value: number; used: number } | undefined {
  const word = words[at]!
  if (/^\d/.test(word)) return { value: fromDigits(word), used: 1 }
  if (word === 'setengah' || word === 'separuh') return { value: 0.5, used: 1 }
  let used = 0
  let value = 0
  const take = (scale: string) => {
    const digit = VALUE.get(words[at + used] ?? '')
    if (digit === undefined || words[at + used + 1] !== scale) return undefined
    used += 2
    return digit
  }
  value += (take('ratus') ?? 0) * 100
  const teen = take('belas')
  if (teen !== undefined) return { value: value + 10 + teen, used }
  value += (take('puluh') ?? 0) * 10
  const unit = VALUE.get(words[at + used] ?? '')
  // After "puluh" or "ratus" a new number may begin: "dua puluh tiga belas" is no number of ours.
  if (unit !== undefined && !['puluh', 'belas', 'ratus'].includes(words[at + used + 1] ?? ''))
    return { value: value + unit, used: used + 1 }
  return used > 0 ? { value, used } : undefined
}

/** "1,5" and "1.60" are fractions; "1.500" is one thousand five hundred. */
function fromDigits(digits: string): number {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(digits)) return Number(digits.replace(/[.,]/g, ''))
  return Number(digits.replace(',', '.'))
}
