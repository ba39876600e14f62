/** A length of time in whole months: how long someone worked. */
import { saysNone } from './none-words.ts'
import { type Quantity, quantities } from './number-words.ts'
import { accepted, type Reading, refused } from './reading.ts'

const MONTHS_IN = [
  { unit: /^(?:tahun|taun|thn|th|tahunan|years?)$/, months: 12 },
  { unit: /^(?:bulan|bln|bl|bulanan|months?)$/, months: 1 },
  { unit: /^(?:minggu|mgg|mg|weeks?)$/, months: 12 / 52 },
  { unit: /^(?:hari|days?)$/, months: 12 / 365 },
]
const MOST = 600
const FORM = 'Tulis lamanya, misalnya *2 tahun 3 bulan* atau *8 bulan*. Kalau belum ada, tulis *belum ada*.'

/**
 * Reads how long something lasted, in whole months and never rounded up: "2 tahun 3 bulan", "1,5 th", "setahun",
 * "18 bln", "belum ada" (0). A number that was given as a number is months; a bare number in a text is refused, for "2"
 * may be years. So keep the answer as a number, or as formatMonths writes it.
 */
export function readMonths(given: string | number): Reading<number> {
  const parts = typeof given === 'number' ? [given, 'bulan'] : halves(quantities(given))
  const spans = parts.flatMap((part, i) => (typeof part === 'number' ? [{ part, months: monthsIn(parts[i + 1]) }] : []))
  if (spans.length === 0) return saysNone(String(given)) ? accepted(0) : refused(`Lamanya belum terbaca, Kak. ${FORM}`)
  if (spans.length === 1 && spans[0]!.part === 0) return accepted(0)
  if (typeof given === 'string' && isVague(parts))
    return refused('Tulis lamanya yang pasti ya, Kak. Misalnya *1 tahun 11 bulan*, bukan hampir 2 tahun.')
  const bare = spans.find((span) => span.months === undefined)
  if (bare && spans.length === 1 && parts.length === 1 && bare.part <= MOST)
    return refused(
      `${bare.part} tahun atau ${bare.part} bulan, Kak? Tulis *${bare.part} tahun* atau *${bare.part} bulan*.`,
    )
  const units = spans.map((span) => span.months)
  if (bare || new Set(units).size < units.length)
    return refused('Tulis lama seluruhnya ya, Kak, misalnya *2 tahun 3 bulan*.')
  const months = Math.floor(spans.reduce((sum, span) => sum + span.part * span.months!, 0) + 1e-6)
  return months <= MOST
    ? accepted(months)
    : refused(`Yang terbaca ${formatMonths(months)}, Kak. Coba periksa lagi, ya.`)
}

/** 27 → "2 tahun 3 bulan"; 0 → "belum ada". readMonths understands it. */
export function formatMonths(months: number): string {
  if (months === 0) return 'belum ada'
  const years = Math.floor(months / 12)
  return [years && `${years} tahun`, months % 12 && `${months % 12} bulan`].filter(Boolean).join(' ')
}

const monthsIn = (unit: Quantity | undefined) => MONTHS_IN.find((known) => known.unit.test(String(unit)))?.months

/** "satu setengah tahun" is one number, and in "2 tahun setengah" the half is half a year. */
function halves(parts: Quantity[]): Quantity[] {
  return parts.flatMap((part, i) => {
    const before = parts[i - 1]
    if (part === 0.5 && typeof before === 'number') return []
    if (part === 0.5 && monthsIn(before) === 12 && monthsIn(parts[i + 1]) === undefined) return [6, 'bulan']
    return typeof part === 'number' && parts[i + 1] === 0.5 ? [part + 0.5] : [part]
  })
}

/** "hampir 2 tahun" and "kurang dari 2 tahun" are less than they name; "2 tahun lebih" is at least that. */
function isVague(parts: Quantity[]): boolean {
  return parts.some((part, i) => {
    if (part === 'kurang') return parts[i + 1] !== 'lebih'
    return part === 'hampir' || part === 'belum' || part === 'blm' || part === 'bawah'
  })
}
