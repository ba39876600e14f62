/** Finds sums of money in a text, as people write them in Indonesia. */
import type { Sum } from './offer.ts'

const NUMBER = String.raw`\d+(?:[.,]\d+)*`
const SCALES = 'jutaan|juta|jt|jtan|ribu|rb|rbu|k|miliar|milyar|man'
const BEFORE = String.raw`rp|idr|¥|yen|jpy|usd|us\$|\$|€|eur|nt\$|₩|krw|won`
const AFTER = 'rupiah|idr|yen|jpy|dolar|dollar|usd|euro|eur|won|krw|nt|ntd'

const SUM = new RegExp(
  String.raw`(?<![\p{L}\d.,])(?:(${BEFORE})\.?\s*)?(${NUMBER})(?:\s*(?:-|–|sd|s\/d|sampai|hingga)\s*(?:rp\.?\s*)?(${NUMBER}))?(?:\s*(${SCALES})(?![\p{L}]))?(?:\s*(${AFTER})(?![\p{L}]))?(?![\d])`,
  'giu',
)

const CURRENCIES: [RegExp, Sum['currency']][] = [
  [/^(?:¥|yen|jpy)$/, 'JPY'],
  [/^(?:usd|us\$|\$|dolar|dollar)$/, 'USD'],
  [/^(?:nt\$|nt|ntd)$/, 'TWD'],
  [/^(?:₩|krw|won)$/, 'KRW'],
  [/^(?:€|eur|euro)$/, 'EUR'],
]

/** Sums of at least this much without a unit are rupiah: smaller bare numbers are ages, dates, places. */
const BARE_RUPIAH = 100_000

/**
 * Every sum in a text. Of a range the lower end counts, for whoever writes "15-30 juta" promises 15. A number without
 * currency and scale is money only when it is written in groups of three and large.
 */
export function sums(text: string): Sum[] {
  return [...text.matchAll(SUM)].flatMap((found) => {
    const [whole, before, low, , scale, after] = found
    const unit = (before ?? after ?? (scale?.toLowerCase() === 'man' ? 'yen' : '')).toLowerCase()
    const isGrouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(low!)
    const value = readDigits(low!, isGrouped) * scaleOf(scale)
    if (!unit && !scale && (!isGrouped || value < BARE_RUPIAH)) return []
    if (unit === '' && scale?.toLowerCase() === 'k' && value < 10_000) return []
    const currency = CURRENCIES.find(([form]) => form.test(unit))?.[1] ?? 'IDR'
    const rupiah = currency === 'IDR' && !scale && value < 1000 ? value * 1_000_000 : value // "rp 25" means millions
    return [{ value: rupiah, currency, at: found.index, end: found.index + whole.length }]
  })
}

/** "2,5" is a fraction; "2.500.000" is written in groups. */
const readDigits = (digits: string, grouped: boolean): number =>
  Number(grouped ? digits.replace(/[.,]/g, '') : digits.replace(',', '.')) || 0

function scaleOf(scale: string | undefined): number {
  switch (scale?.toLowerCase()) {
    case 'juta':
    case 'jutaan':
    case 'jt':
    case 'jtan':
      return 1_000_000
    case 'ribu':
    case 'rb':
    case 'rbu':
    case 'k':
      return 1000
    case 'miliar':
    case 'milyar':
      return 1_000_000_000
    case 'man':
      return 10_000
    default:
      return 1
  }
}

/** "Rp5 juta", "Rp2,5 juta", "Rp750.000". */
export function rupiah(value: number): string {
  if (value >= 1_000_000 && value % 100_000 === 0) return `Rp${String(value / 1_000_000).replace('.', ',')} juta`
  return `Rp${String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '.')}`
}
