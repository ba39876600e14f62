/** Takes a written date apart into day, month and year, before any rule is put to them. */
import { distance } from 'fastest-levenshtein'
import { fold } from './reading.ts'

/** `year2`: the year was written with two digits, so `year` is 0 to 99. Nothing says yet that such a day exists. */
export type DateParts = { day: number; month: number; year: number; year2: boolean }

const MONTH_WORDS = [
  'januari januwari january jan',
  'februari pebruari february feb peb',
  'maret march mar mrt',
  'april apr',
  'mei may',
  'juni june jun',
  'juli july jul',
  'agustus august agust agt agst agu ags agus aug',
  'september sept sep',
  'oktober october okt oct',
  'november nopember nov nop',
  'desember december des dec',
].map((words) => words.split(' '))

const MONTH_OF = new Map(MONTH_WORDS.flatMap((words, i) => words.map((word): [string, number] => [word, i + 1])))
const LABELS = new Map([
  ...['tgl', 'tanggal', 'tggl', 'hari'].map((word): [string, Label] => [word, 'day']),
  ...['bln', 'bulan', 'bl'].map((word): [string, Label] => [word, 'month']),
  ...['thn', 'tahun', 'th', 'taun'].map((word): [string, Label] => [word, 'year']),
])
type Label = 'day' | 'month' | 'year'

/** More words than this, and it is a story rather than a date. */
const MOST_OTHER_WORDS = 6

/** Numbers and months in the order in which they were written. `label`: what the word before a number called it. */
export type DateTokens = { numbers: { digits: string; label?: Label | undefined }[]; months: number[] }

/** undefined: too many words for a date. */
export function dateTokens(text: string): DateTokens | undefined {
  const found: DateTokens = { numbers: [], months: [] }
  let label: Label | undefined
  let others = 0
  for (const token of fold(text)
    .toLowerCase()
    .match(/\d+|[a-z]+(?:'[a-z]+)?/g) ?? []) {
    if (/^\d/.test(token)) {
      found.numbers.push({ digits: token, label })
      label = undefined
    } else if (LABELS.has(token)) label = LABELS.get(token)
    else {
      const month = MONTH_OF.get(token) ?? misspeltMonth(token)
      if (month) found.months.push(month)
      else others++
    }
  }
  return others > MOST_OTHER_WORDS ? undefined : found
}

/** One slip in a long month name: "agutus", "septembr". Short names lie too close together (juni, juli). */
function misspeltMonth(word: string): number | undefined {
  if (word.length < 5) return undefined
  const near = MONTH_WORDS.findIndex((names) => names.some((name) => name.length >= 5 && distance(name, word) === 1))
  return near < 0 ? undefined : near + 1
}

/** undefined: it is no whole date. The day comes first, as in Indonesia, unless only the other reading is possible. */
export function dateParts({ numbers, months }: DateTokens): DateParts | undefined {
  if (months.length > 1) return undefined
  const digits = numbers.map((number) => number.digits)
  if (months.length === 1) return namedMonth(digits, months[0]!)
  const labelled = fromLabels(numbers)
  if (labelled) return labelled
  if (digits.length === 1 || (digits.length === 2 && digits.every((d) => d.length === 4)))
    return joined(digits.join(''))
  if (digits.length !== 3) return undefined
  const [first, second, third] = digits as [string, string, string]
  if (isYear(first)) return parts(third, second, first)
  return Number(second) > 12 && Number(first) <= 12 ? parts(second, first, third) : parts(first, second, third)
}

const isYear = (digits: string) => digits.length > 2 || Number(digits) > 31

/** "17 agustus 1999", "agustus 17 1999", "1999 agustus 17". */
function namedMonth(digits: string[], month: number): DateParts | undefined {
  if (digits.length !== 2) return undefined
  const [day, year] = isYear(digits[0]!) ? [digits[1]!, digits[0]!] : [digits[0]!, digits[1]!]
  return parts(day, String(month), year)
}

/** "bln 8 tgl 17 thn 1999": every number says what it is. */
function fromLabels(numbers: DateTokens['numbers']): DateParts | undefined {
  const of = (label: Label) => numbers.find((number) => number.label === label)?.digits
  const [day, month, year] = [of('day'), of('month'), of('year')]
  return numbers.length === 3 && day && month && year ? parts(day, month, year) : undefined
}

/** "17081999", "170899" and "19990817". */
function joined(digits: string): DateParts | undefined {
  if (digits.length !== 6 && digits.length !== 8) return undefined
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  // As a year, "0817" and "1210" give away that the year came first.
  if (digits.length === 8 && !/^(?:19|20)/.test(year))
    return parts(digits.slice(6), digits.slice(4, 6), digits.slice(0, 4))
  return Number(month) <= 12 ? parts(day, month, year) : undefined
}

function parts(day: string, month: string, year: string): DateParts | undefined {
  if (day.length > 2 || month.length > 2 || (year.length !== 2 && year.length !== 4)) return undefined
  return { day: Number(day), month: Number(month), year: Number(year), year2: year.length === 2 }
}
