/**
 * Mobile numbers, kept as E.164 ("+6281234567890").
 *
 * Indonesian and Japanese numbers are told apart by how they begin: an Indonesian mobile number is 08 and then 1 to 9
 * but never 4 (10 to 13 digits in all); a Japanese one is 070, 080 or 090 and eight more digits (11 in all). No number
 * is both, for 080 is a service number in Indonesia. A number without 0 and without + is taken only where one country
 * alone fits: 81 90 1234 5678 may be Japanese or an Indonesian 0819…, so we ask. Numbers of other countries need their
 * country code. Shapes as in Google's libphonenumber.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { accepted, fold, type Reading, refused } from './reading.ts'

const INDONESIAN = /^8[1-35-9]\d{7,10}$/
const JAPANESE = /^[789]0\d{8}$/
/** Countries whose code is understood without + before it; other codes look too much like the start of a number. */
const KNOWN_CODES = ['62', '81', '82', '886', '49', '60', '65']

const SAMPLE = '*0812-3456-7890*'
const ASK_CODE = `Nomor dari negara mana, Kak? Tulis dengan kode negaranya, misalnya *+62 812-3456-7890* (Indonesia), *+81 90-1234-5678* (Jepang), atau *+82 10-1234-5678* (Korea).`

/** Reads the one mobile number in a text, also from a wa.me link. */
export function readPhone(text: string): Reading<string> {
  const clear = plainDigits(text)
  // Half a number is worse than none: "0812345678go" is not 0812345678.
  if (/\d{4}[a-z]/i.test(clear))
    return refused(`Ada huruf di dalam nomornya, Kak. Tulis angkanya saja, misalnya ${SAMPLE}.`)
  const written = [...new Set(numbersIn(clear))]
  if (written.length === 0) return refused(`Nomor HP-nya belum terbaca, Kak. Tulis misalnya ${SAMPLE}.`)
  const readings = written.map(readOne)
  const found = new Set(readings.map((reading) => (reading.ok ? reading.value : reading.error)))
  return found.size === 1
    ? readings[0]!
    : refused('Kakak menulis lebih dari satu nomor. Tulis satu nomor saja dulu, ya, Kak.')
}

/** For people to read: Indonesian numbers as they are dialled at home ("0812-3456-7890"), others with their country code. */
export function formatPhone(e164: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return e164
  return number.country === 'ID' ? number.formatNational() : number.formatInternational()
}

/** Links become numbers, and letters that stand for digits become those digits. */
function plainDigits(text: string): string {
  return fold(text)
    .replace(/(?:wa\.me\/|[?&]phone=)\+?(?=\d)/gi, ' +')
    .replace(/(?<![a-z])o(?=\d)|(?<=\d)o(?![a-z])/gi, '0')
    .replace(/(?<=\d)[lI|](?=\d)/g, '1')
}

/** The numbers in a text as digits, with + where the country code is given. */
function numbersIn(clear: string): string[] {
  const runs = (clear.match(/\+?\d[\d ().-]*/g) ?? []).map((run) => run.replace(/[^+\d]/g, '').replace(/^00/, '+'))
  const long = runs.filter((run) => run.length >= 7)
  return long.length > 0 ? long : runs.filter((run) => run.length >= 3)
}

function readOne(number: string): Reading<string> {
  if (number.startsWith('+')) return number[1] === '0' ? readLocal(number.slice(1)) : checked(number)
  return number.startsWith('0') ? readLocal(number) : readBare(number)
}

/** A number as it is dialled at home, with its leading 0. */
function readLocal(number: string): Reading<string> {
  const rest = number.slice(1)
  if (INDONESIAN.test(rest)) return checked(`+62${rest}`)
  if (JAPANESE.test(rest)) return checked(`+81${rest}`)
  if (/^8[1-9]/.test(rest)) return refused(wrongLength(number))
  if (/^0?[2-7]/.test(rest) && number.length >= 9)
    return refused(`Itu sepertinya nomor telepon rumah atau kantor, Kak. Saya perlu nomor HP, misalnya ${SAMPLE}.`)
  return refused(number.length < 9 ? wrongLength(number) : ASK_CODE)
}

/** A number without 0 or + before it. */
function readBare(number: string): Reading<string> {
  const homes = KNOWN_CODES.filter((code) => number.startsWith(code))
    .map((code) => checked(`+${code}${number.slice(code.length).replace(/^0/, '')}`))
    .concat(INDONESIAN.test(number) ? [checked(`+62${number}`)] : [])
    .filter((reading) => reading.ok)
  if (homes.length === 1) return homes[0]!
  return refused(homes.length === 0 && (number.length < 9 || number.startsWith('62')) ? wrongLength(number) : ASK_CODE)
}

/** Takes a number with its country code if it can be dialled; of Indonesia and Japan mobile numbers only. */
function checked(number: string): Reading<string> {
  const parsed = parsePhoneNumberFromString(number)
  const national = parsed?.nationalNumber ?? ''
  if (parsed?.countryCallingCode === '62' && !INDONESIAN.test(national))
    return refused(
      /^8/.test(national)
        ? wrongLength(`0${national}`)
        : `Itu sepertinya bukan nomor HP, Kak. Tulis misalnya ${SAMPLE}.`,
    )
  if (parsed?.countryCallingCode === '81' && !JAPANESE.test(national))
    return refused('Nomor HP Jepang ada 11 angka, Kak, misalnya *090-1234-5678*. Coba periksa lagi, ya.')
  if (!parsed?.isValid())
    return refused(`Nomor itu sepertinya kurang atau lebih angkanya, Kak. Coba periksa lagi, misalnya ${SAMPLE}.`)
  return accepted(parsed.number)
}

const wrongLength = (number: string) =>
  `Nomor HP ada 10 sampai 13 angka, Kak. Yang Kakak tulis ${number.replace(/\D/g, '').length}. Contohnya ${SAMPLE}.`
