/** Reads one cell of the office's spreadsheet. What cannot be read is said without repeating it: it may name somebody. Pure. */
import { ADULT_YEARS, ageOn, readDate } from '../../domain/birth-date.ts'
import { civilDate } from '../../domain/civil-date.ts'
import { readNik } from '../../domain/nik.ts'
import { readName } from '../../domain/person-name.ts'
import { readPhone } from '../../domain/phone.ts'
import { accepted, fold, type Reading, refused } from '../../domain/reading.ts'
import type { Cell } from './sheet.ts'

/** A cell in one line, without the apostrophe by which Excel marks text. */
export const lineOf = (cell: Cell): string =>
  fold(String(cell))
    .replace(/\s+/g, ' ')
    .replace(/^'+\s*/, '')

/** Excel keeps 15 digits of a number; of a NIK that was typed as one the last digit has become a 0. */
const SPOILT =
  'NIK-nya rusak oleh Excel: tersimpan sebagai angka, jadi angka terakhirnya hilang. Ubah kolom NIK menjadi Teks (Format Sel → Teks), lalu ketik ulang NIK-nya dari KTP'

export function readNikCell(cell: Cell): Reading<string> {
  const written = lineOf(cell)
  if (typeof cell === 'number' ? isRounded(cell) : /^\d(?:[.,]\d+)?\s*e\s*\+?\s*1\d$/i.test(written))
    return refused(SPOILT)
  const read = readNik(written)
  if (read.ok) return read
  const digits = written.replace(/\D/g, '').length
  if (digits !== 16) return refused(`NIK harus 16 angka; yang tertulis ${digits}`)
  if (/0000$/.test(written)) return refused(SPOILT)
  return refused('NIK-nya tidak mungkin benar: kode wilayah atau tanggal lahir di dalamnya tidak ada')
}

/** Other programs keep all digits of a number below 2^53, so one that does not end in 0 was not rounded. */
const isRounded = (number: number) => number >= 1e15 && (number % 10 === 0 || !Number.isSafeInteger(number))

/** Day 1 of Excel is 1 January 1900, and it believes in 29 February of that year. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30)
const DAY_MS = 24 * 60 * 60 * 1000
/** Days from 1920 to 2050: what a date of somebody's life can be. */
const isSerial = (number: number) => number >= 7306 && number < 54_789

export function readBirthCell(cell: Cell, today: string): Reading<string> {
  const read = readDate(dayIn(cell), { today, kind: 'birth' })
  if (!read.ok)
    return refused('tanggal lahir tidak terbaca atau tidak mungkin; tulis seperti 17/08/1999 atau 17 Agustus 1999')
  if (ageOn(read.value, today) < ADULT_YEARS)
    return refused(`menurut tanggal lahirnya belum ${ADULT_YEARS} tahun; data anak tidak dimasukkan`)
  return read
}

/** Any day, not only of birth. */
export function readDayCell(cell: Cell, today: string): Reading<string> {
  const read = readDate(dayIn(cell), { today, kind: 'any' })
  return read.ok ? read : refused('tanggal tidak terbaca; tulis seperti 01/04/2027 atau 1 April 2027')
}

/** As it was written, without a time; a number of Excel as a day. */
function dayIn(cell: Cell): string {
  const written = lineOf(cell)
  const serial = typeof cell === 'number' ? cell : /^\d{5}$/.test(written) ? Number(written) : undefined
  return serial !== undefined && isSerial(serial) ? fromSerial(serial) : written.replace(/[ T]\d{1,2}[:.]\d\d.*$/, '')
}

function fromSerial(serial: number): string {
  const day = new Date(SERIAL_ZERO + Math.floor(serial) * DAY_MS)
  return civilDate(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())!
}

/** "Banjarmasin, 17 Agustus 1999" or "Banjarmasin / 17-08-1999": the place, and the date as it was written. */
export function splitBirth(cell: Cell): { place: string; date: Cell } {
  if (typeof cell === 'number') return { place: '', date: cell }
  const written = lineOf(cell)
  const at = written.search(/\d/)
  if (at < 0) return { place: written, date: '' }
  return { place: written.slice(0, at).replace(/[\s,/;.-]+$/, ''), date: written.slice(at) }
}

export function readNameCell(cell: Cell): Reading<string> {
  const written = lineOf(cell)
  if (written === '') return refused('namanya kosong')
  const read = readName(written)
  return read.ok
    ? read
    : refused('namanya tidak terbaca: ada angka atau tanda yang bukan bagian nama, atau terlalu pendek')
}

/** The first number of the cell; without its 0 too, which Excel drops. */
export function readPhoneCell(cell: Cell): Reading<string> {
  const written = lineOf(cell).split(/\s*(?:[/;|]|\bdan\b|\batau\b|,(?=\s*\+?\d{4}))\s*/)[0]!
  const bare = written.replace(/[^\d+]/g, '')
  const read = readPhone(/^8\d{8,11}$/.test(bare) ? `0${bare}` : written)
  return read.ok ? read : refused('nomor HP tidak terbaca')
}

export function readSexCell(cell: Cell): Reading<'L' | 'P'> {
  const said = lineOf(cell)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  if (/^(?:l|lk|laki|lakilaki|pria|cowok|male|m)$/.test(said)) return accepted('L')
  if (/^(?:p|pr|perempuan|wanita|w|cewek|female|f)$/.test(said)) return accepted('P')
  return refused('jenis kelamin tidak terbaca; tulis L atau P')
}

/** Schooling as the form keeps it, from whatever stands in such a cell; the field of study where it says so too. */
export function readEducation(cell: Cell): { level: string | undefined; field: string | undefined } {
  const said = ` ${lineOf(cell)
    .toLowerCase()
    .replace(/\./g, '')
    .replace(/[^a-z0-9]+/g, ' ')} `
  const field = /perawat|ners|nurs|akper/.test(said)
    ? 'keperawatan'
    : /bidan|akbid/.test(said)
      ? 'kebidanan'
      : undefined
  return { level: LEVELS.find(([, words]) => words.test(said))?.[0], field }
}

const LEVELS: [string, RegExp][] = [
  ['S2', / (?:s ?[23]|s ?iii?|magister|pasca ?sarjana|doktor) /],
  ['Ners', / (?:ners|profesi) /],
  ['D4', / (?:d ?4|d ?iv|diploma (?:4|iv|empat)|sarjana terapan) /],
  ['D3', / (?:d ?3|d ?iii|diploma(?: (?:3|iii|tiga))?|akper|akbid) /],
  ['S1', / (?:s ?1|s ?i|sarjana|strata (?:1|i|satu)) /],
  ['SMK', / (?:smkn?|stm|smea|smk \w+) /],
  ['SMA', / (?:sman?|ma|man|slta|aliyah|paket c|sederajat sma) /],
  ['SMP', / (?:smpn?|mts|mtsn|sltp|paket b) /],
  ['SD', / (?:sdn?|mi|paket a) /],
]

/** A year of four digits, from 1950 on. */
export function readYearCell(cell: Cell): Reading<number> {
  const [year] = /\b(?:19[5-9]|20\d)\d\b/.exec(lineOf(cell)) ?? []
  return year === undefined ? refused('tahun tidak terbaca') : accepted(Number(year))
}
