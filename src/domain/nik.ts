/**
 * The number of an Indonesian identity card (NIK): PPRRDD DDMMYY SSSS. Six digits say where it was first issued, six
 * say the date of birth (a woman's day counts from 41), four are a serial number that starts at 0001; there is no check
 * digit. It never changes, not even when its owner moves or the district is divided.
 * Sources: Dukcapil Klaten, "arti 16 digit NIK"; CNN Indonesia 2025-08-11; codes: Kepmendagri 300.2.2-2430/2025.
 */
import { daysIn, monthName } from './civil-date.ts'
import { accepted, echo, fold, type Reading, refused } from './reading.ts'

export type Sex = 'L' | 'P'

/** Area codes are written as in the official list: "63", "63.71", "63.71.01". `year2`: the year's last two digits. */
export type NikParts = {
  provinceCode: string
  regencyCode: string
  districtCode: string
  birth: { day: number; month: number; year2: number }
  sex: Sex
}

const EXAMPLE = '6371015708019903'
const LOOKALIKES: Record<string, string> = { o: '0', O: '0', l: '1', I: '1', '|': '1' }

/** Reads an NIK, also with spaces, dots and dashes in it, "NIK:" before it, or letters O and l in place of 0 and 1. */
export function readNik(text: string): Reading<string> {
  const runs = digitRuns(text)
  const whole = runs.filter((run) => run.length === 16)
  const nik = whole.length === 1 ? whole[0]! : runs.join('')
  if (nik.length !== 16) return refused(wrongLength(text, nik.length))
  if (nik.endsWith('0000') || nik.slice(2, 4) === '00' || nik.slice(4, 6) === '00')
    return refused('Ada angka NIK yang sepertinya keliru, Kak. Coba lihat lagi di KTP, lalu tulis 16 angkanya.')
  const { day, month, year2 } = nikParts(nik).birth
  // The century is not in the number: 29 February counts where one of the two centuries has it.
  if (month < 1 || month > 12 || day < 1 || day > daysIn(2000 + year2, month)) return refused(impossibleBirth(nik))
  return accepted(nik)
}

/** Takes apart a number that readNik accepted. */
export function nikParts(nik: string): NikParts {
  const [province, regency, district] = nik.match(/\d\d/g)!
  const day = Number(nik.slice(6, 8))
  return {
    provinceCode: province!,
    regencyCode: `${province}.${regency}`,
    districtCode: `${province}.${regency}.${district}`,
    birth: { day: day > 40 ? day - 40 : day, month: Number(nik.slice(8, 10)), year2: Number(nik.slice(10, 12)) },
    sex: day > 40 ? 'P' : 'L',
  }
}

/** The groups of digits in a text, with letters that look like digits read as such; words are left out. */
function digitRuns(text: string): string[] {
  const tokens = fold(text)
    .replace(/\b(nik|ktp|no)(?=\d)/gi, '$1 ')
    .split(/[\s.,:;()/_-]+/)
  return tokens
    .filter((token) => /^[\doOlI|]+$/.test(token) && (/\d/.test(token) || /^[oO]{2,4}$/.test(token)))
    .map((token) => token.replace(/\D/g, (letter) => LOOKALIKES[letter]!))
}

function wrongLength(text: string, count: number): string {
  const odd = fold(text)
    .split(/\s+/)
    .find((token) => /\d{6}/.test(token) && /[a-z]/i.test(token))
  if (odd) return `NIK hanya terdiri dari angka, Kak. Yang Kakak tulis: ${echo(odd)}. Contohnya ${EXAMPLE}.`
  if (count === 0) return `NIK ada 16 angka, Kak, tertulis di bagian atas KTP. Contohnya ${EXAMPLE}.`
  if (count < 16) return `NIK ada 16 angka, Kak. Yang Kakak tulis baru ${count}.`
  return `NIK ada 16 angka, Kak. Yang Kakak tulis ${count}, jadi ada yang lebih.`
}

function impossibleBirth(nik: string): string {
  const read = nik.slice(6, 12).replace(/\d\d(?=\d)/g, '$&-')
  return `Angka ke-7 sampai ke-12 pada NIK berasal dari tanggal lahir, Kak, tetapi tanggal ${read} tidak ada. Coba lihat lagi KTP-nya, ya. Jangan tertukar dengan nomor KK.`
}

/** Something about an accepted NIK that should be looked at again, but is no reason to refuse it. */
export type NikDoubt = { kind: 'lahir' | 'kelamin' | 'wilayah'; text: string }

type Codes = readonly { code: string }[]
export type NikFacts = {
  /** YYYY-MM-DD. Only this decides the century. */
  birthDate?: string | undefined
  sex?: Sex | undefined
  areas: { provinces: Codes; regencies: Codes; districts: Codes }
}

/** Compares an accepted NIK with what the person told us, and with the official list of areas. */
export function nikDoubts(nik: string, { birthDate, sex, areas }: NikFacts): NikDoubt[] {
  const parts = nikParts(nik)
  const doubts: NikDoubt[] = []
  const { day, month, year2 } = parts.birth
  if (birthDate && birthDate.slice(2) !== [year2, month, day].map((n) => String(n).padStart(2, '0')).join('-'))
    doubts.push({
      kind: 'lahir',
      text: `Tanggal lahir di NIK terbaca ${day} ${monthName(month)} '${String(year2).padStart(2, '0')}, beda dari yang Kakak tulis. Coba periksa keduanya, dan jangan tertukar dengan nomor KK. Kalau di KTP memang begitu, tidak apa-apa.`,
    })
  if (sex && sex !== parts.sex)
    doubts.push({
      kind: 'kelamin',
      text: `Menurut NIK-nya, pemilik KTP ini ${parts.sex === 'P' ? 'perempuan' : 'laki-laki'}. Coba periksa NIK dan jenis kelaminnya lagi, ya, Kak. Kalau di KTP memang begitu, tidak apa-apa.`,
    })
  const unknown = unknownArea(parts, areas)
  if (unknown) doubts.push({ kind: 'wilayah', text: unknown })
  return doubts
}

/** Old codes of divided regencies are no longer on the list, so this is never more than a doubt. */
function unknownArea(parts: NikParts, areas: NikFacts['areas']): string | undefined {
  const ends =
    'Coba periksa lagi angkanya. Kalau di KTP memang begitu, tidak apa-apa: sebagian kode lama sudah diganti.'
  if (lacks(areas.provinces, parts.provinceCode))
    return `Dua angka pertama NIK (${parts.provinceCode}) bukan kode provinsi yang saya kenal, Kak. ${ends}`
  if (lacks(areas.regencies, parts.regencyCode))
    return `Empat angka pertama NIK (${parts.regencyCode.replaceAll('.', '')}) bukan kode kabupaten atau kota yang saya kenal, Kak. ${ends}`
  if (lacks(areas.districts, parts.districtCode))
    return `Enam angka pertama NIK (${parts.districtCode.replaceAll('.', '')}) bukan kode kecamatan yang saya kenal, Kak. ${ends}`
  return undefined
}

/** The codes of a list, made once and forgotten with it: a form asks at every step. */
const codes = new WeakMap<Codes, ReadonlySet<string>>()

function lacks(list: Codes, code: string): boolean {
  const known = codes.get(list) ?? new Set(list.map((area) => area.code))
  codes.set(list, known)
  return !known.has(code)
}
