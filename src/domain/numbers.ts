/**
 * Reads numbers as people write them in an answer. What a reader gives may be given to it again, as a number or in
 * digits; only a length of time needs its unit (see readMonths).
 */
import { saysNone } from './none-words.ts'
import { type Quantity, quantities } from './number-words.ts'
import { accepted, echo, fold, type Reading, refused } from './reading.ts'

const LEADS = new Set(
  'nomor nomer nomr no nmr ke yang yg pilih pilihan opsi angka itu saja aja kak kakak ya dong deh'.split(' '),
)

/** The whole number from 0 to 999 that is all a text says: "2", "2.", "no 2", "nomor dua", "ke dua", "pertama". */
export function wholeNumber(text: string): number | undefined {
  const numbers = quantities(text).filter((part) => !LEADS.has(String(part)))
  const [number] = numbers
  return numbers.length === 1 && isNumber(number!) && Number.isInteger(number) && number <= 999 ? number : undefined
}

/** `what`: its name ("jumlah anak"), which may stand at the beginning or inside of a sentence. */
type CountRule = { min: number; max: number; what: string }

/** Reads a whole number out of an answer such as "dua orang", "anak saya 2"; "belum ada" is 0 where 0 is allowed. */
export function readCount(given: string | number, { min, max, what }: CountRule): Reading<number> {
  const numbers = quantities(String(given)).filter(isNumber)
  if (numbers.length === 0 && min <= 0 && saysNone(String(given))) return accepted(0)
  const form = `Tulis ${what.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())} dengan angka, Kak, misalnya *${Math.min(Math.max(2, min), max)}*.`
  if (numbers.length > 1) return refused(`Saya membaca lebih dari satu angka. ${form}`)
  const [count] = numbers
  if (count === undefined || !Number.isInteger(count)) return refused(form)
  if (count < min || count > max) return refused(outside(what, count, `${min}`, `${max}`))
  return accepted(count)
}

/** Reads one year in four digits, or in two ('19) where only one century lies between `min` and `max`. */
export function readYear(given: string | number, { min, max }: { min: number; max: number }): Reading<number> {
  const years = fold(String(given)).match(/\d+/g) ?? []
  const form = `Tulis tahunnya dengan empat angka, Kak, misalnya *${Math.min(max, Math.max(min, 2019))}*.`
  if (years.length > 1) return refused(`Saya membaca lebih dari satu angka. ${form}`)
  const [written] = years
  if (!written || (written.length !== 4 && written.length !== 2)) return refused(form)
  const possible = written.length === 4 ? [Number(written)] : [1900, 2000].map((century) => century + Number(written))
  const fitting = possible.filter((year) => year >= min && year <= max)
  if (fitting.length === 1) return accepted(fitting[0]!)
  return refused(written.length === 2 ? form : outside('Tahunnya', possible[0]!, `${min}`, `${max}`))
}

/** Reads a body height in centimetres, to a tenth: "160", "160 cm", "1,6 m", "1 meter 60". */
export function readCm(given: string | number): Reading<number> {
  const parts = quantities(String(given))
  const [whole, unit, rest] = parts
  const metresAndMore =
    isNumber(whole!) && isNumber(rest!) && /^(?:m|mtr|meter)$/.test(String(unit)) && whole === 1 && rest < 100
  const size = metresAndMore
    ? 100 + rest
    : measure(parts, /^(?:cm|senti|sentimeter|m|mtr|meter)$/, /^(?:kg|kilo|kilogram)$/)
  if (size === undefined) return refused('Tulis tinggi badan dalam sentimeter, Kak, misalnya *160*.')
  const cm = tenth(size < 3 ? size * 100 : size)
  return cm >= 100 && cm <= 230 ? accepted(cm) : refused(outside('Tinggi badan', cm, '100', '230 cm'))
}

/** Reads a body weight in kilograms, to a tenth: "55", "55kg", "55,5 kilo". */
export function readKg(given: string | number): Reading<number> {
  const size = measure(quantities(String(given)), /^(?:kg|kilo|kilogram)$/, /^(?:cm|senti|sentimeter|m|mtr|meter)$/)
  if (size === undefined) return refused('Tulis berat badan dalam kilogram, Kak, misalnya *55*.')
  const kg = tenth(size)
  return kg >= 25 && kg <= 200 ? accepted(kg) : refused(outside('Berat badan', kg, '25', '200 kg'))
}

const isNumber = (part: Quantity): part is number => typeof part === 'number'
const tenth = (size: number) => Math.round(size * 10) / 10

/** The number that carries its unit; else the only one that does not carry another's. */
function measure(parts: Quantity[], own: RegExp, other: RegExp): number | undefined {
  const sizes = parts.flatMap((part, i) => (isNumber(part) ? [{ part, unit: String(parts[i + 1] ?? '') }] : []))
  const named = sizes.filter(({ unit }) => own.test(unit))
  const fitting = named.length > 0 ? named : sizes.filter(({ unit }) => !other.test(unit))
  return fitting.length === 1 ? fitting[0]!.part : undefined
}

function outside(what: string, read: number, min: string, max: string): string {
  const name = what.charAt(0).toUpperCase() + what.slice(1)
  return `${name} antara ${min} dan ${max}, Kak. Yang terbaca ${echo(String(read).replace('.', ','))}. Coba periksa lagi, ya.`
}
