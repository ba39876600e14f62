/** Reads a day or a month as Indonesians write it, and says it again in words. Days are written YYYY-MM-DD. */
import { civilDate, daysIn, MONTH_NAMES, monthName } from './civil-date.ts'
import { type DateParts, type DateTokens, dateParts, dateTokens } from './date-parts.ts'
import { longDay } from './day.ts'
import { accepted, type Reading, refused } from './reading.ts'

/** `past` and `future` both include today. */
export type DateKind = 'birth' | 'past' | 'future' | 'any'
type DateRule = { today: string; kind: DateKind }

/** Years. UU 18/2017 art. 5: a migrant worker is at least 18; UU 27/2022 art. 25: a child's data needs the parents' consent. */
export const ADULT_YEARS = 18

const OLDEST = 100

/**
 * Reads a whole date in any usual writing: 17-08-1999, 17/8/99, 17081999, 17 agustus 1999, agustus 17 1999, 1999-08-17.
 * The month comes first only where nothing else is possible (8/17/1999).
 */
export function readDate(text: string, rule: DateRule): Reading<string> {
  const tokens = dateTokens(text)
  const parts = tokens && dateParts(tokens)
  if (!parts) return refused(unreadable(tokens, rule))
  if (parts.month < 1 || parts.month > 12)
    return refused(`Bulan ${parts.month} tidak ada, Kak. Tulis hari, bulan, lalu tahun, misalnya ${example(rule)}.`)
  const year = fullYear(parts, rule)
  if (year < 1900 || year > 2100)
    return refused(
      `Tahun ${year} sepertinya keliru, Kak. Tulis tahun Masehi dengan empat angka, misalnya ${example(rule)}.`,
    )
  const date = civilDate(year, parts.month, parts.day)
  if (!date) return refused(noSuchDay({ ...parts, year }, rule))
  const wrong = breaksRule(date, rule)
  return wrong ? refused(wrong) : accepted(date)
}

/** Reads a month with its year ("3/2024", "maret 2024", "2024-03", also with a day) as YYYY-MM. */
export function readMonth(text: string): Reading<string> {
  const unclear = refused(
    'Tulis bulan dan tahunnya, Kak, tahun dengan empat angka. Misalnya *03-2024* atau *Maret 2024*.',
  )
  const tokens = dateTokens(text)
  if (!tokens) return unclear
  const found = monthParts(tokens)
  if (!found || found.year < 1900 || found.year > 2100) return unclear
  if (found.month < 1 || found.month > 12)
    return refused(`Bulan ${found.month} tidak ada, Kak. Tulis misalnya *03-2024* atau *Maret 2024*.`)
  return accepted(`${found.year}-${String(found.month).padStart(2, '0')}`)
}

/** Whole years between two days; someone born on 29 February turns a year older on 1 March where there is no 29th. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

function monthParts({ numbers, months }: DateTokens): { year: number; month: number } | undefined {
  const digits = numbers.map((number) => number.digits)
  const whole = dateParts({ numbers, months })
  if (whole && !whole.year2) return whole
  if (months.length === 1 && digits.length === 1 && digits[0]!.length === 4)
    return { year: Number(digits[0]), month: months[0]! }
  if (months.length > 0) return undefined
  const written = digits.join('-')
  const monthFirst = /^(\d{1,2})-?(\d{4})$/.exec(written)
  if (monthFirst) return { year: Number(monthFirst[2]), month: Number(monthFirst[1]) }
  const yearFirst = /^(\d{4})-(\d{1,2})$/.exec(written)
  return yearFirst ? { year: Number(yearFirst[1]), month: Number(yearFirst[2]) } : undefined
}

/** The century that makes a two-digit year fit best. */
function fullYear({ day, month, year, year2 }: DateParts, { today, kind }: DateRule): number {
  if (!year2) return year
  const both = [1900 + year, 2000 + year].map((full) => ({ full, date: civilDate(full, month, day) }))
  const real = both.filter(({ date }) => date !== undefined)
  // Where no century has such a day, the first of the month stands for it, so that the answer names a likely year.
  const dated = (real.length > 0 ? real : both).map(({ full, date }) => ({
    full,
    date: date ?? civilDate(full, month, 1)!,
  }))
  if (kind === 'future') return dated.find(({ date }) => date >= today)?.full ?? 2000 + year
  if (kind === 'any') return dated.findLast(({ full }) => full <= Number(today.slice(0, 4)) + 20)?.full ?? 2000 + year
  return dated.findLast(({ date }) => date <= today)?.full ?? 2000 + year
}

function breaksRule(date: string, rule: DateRule): string | undefined {
  const { today, kind } = rule
  const read = `Yang terbaca ${longDay(date)}`
  if (kind === 'birth' && date > today)
    return `${read}, dan tanggal itu belum terjadi, Kak. Coba periksa tahun lahirnya, ya.`
  if (kind === 'birth' && ageOn(date, today) > OLDEST)
    return `${read}, sudah lebih dari ${OLDEST} tahun lalu, Kak. Coba periksa tahun lahirnya, ya.`
  if (kind === 'past' && date > today)
    return `${read}, dan tanggal itu belum terjadi, Kak. Tulis tanggal yang sudah lewat, misalnya ${example(rule)}.`
  if (kind === 'future' && date < today)
    return `${read}, dan tanggal itu sudah lewat, Kak. Tulis tanggal yang akan datang, misalnya ${example(rule)}.`
  return undefined
}

function noSuchDay({ day, month, year }: DateParts, rule: DateRule): string {
  if (day < 1 || day > 31)
    return `Tanggal ${day} tidak ada, Kak. Tulis hari, bulan, lalu tahun, misalnya ${example(rule)}.`
  const last = `${monthName(month)} ${year} hanya sampai tanggal ${daysIn(year, month)}`
  return `${day} ${monthName(month)} ${year} tidak ada, Kak: ${last}. Coba tulis lagi, misalnya ${example(rule)}.`
}

function unreadable(tokens: DateTokens | undefined, rule: DateRule): string {
  const { numbers = [], months = [] } = tokens ?? {}
  const short = numbers.length === 1 && numbers[0]!.digits.length <= 4
  if (months.length === 1 && short)
    return `Tanggalnya belum lengkap, Kak: perlu hari, bulan, dan tahun. Misalnya ${example(rule)}.`
  if (rule.kind === 'birth' && months.length === 0 && short)
    return `Saya perlu tanggal lahir yang lengkap, Kak, bukan umur atau tahunnya saja. Misalnya ${example(rule)}.`
  return `Tanggalnya belum terbaca, Kak. Tulis hari, bulan, dan tahunnya, misalnya ${example(rule)}.`
}

function example({ today, kind }: DateRule): string {
  const year = kind === 'birth' ? 1999 : Number(today.slice(0, 4)) + (kind === 'future' ? 1 : -1)
  return `*17-08-${year}* atau *17 ${MONTH_NAMES[7]} ${year}*`
}
