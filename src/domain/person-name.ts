/** A person's name as it stands on the identity card (KTP). */
import { accepted, echo, fold, type Reading, refused } from './reading.ts'

const SAMPLE = '*Siti Aminah*'
const LEAD =
  /^(?:(?:halo|hai|kak|kakak|min)[\s,]+)*(?:perkenalkan[\s,]+)?(?:nama(?: lengkap)?(?: saya| aku| ulun| ku)?|namaku|nama lengkapku|saya|aku|ulun)(?:\s+(?:adalah|ialah|yaitu))?(?:\s*[:=]\s*|\s+)/i
/** Nobody's name begins with these words (but Mau'izah and Ya'qub are names). */
const NO_START =
  /^(?:apa|apakah|apaan|kenapa|mengapa|napa|berapa|brp|bagaimana|gimana|gmn|kapan|dimana|siapa|tidak|tdk|nggak|ngga|enggak|gak|ga|gk|kagak|belum|blm|jangan|mau|ingin|pengen|handak|bisa|bolehkah|rahasia)(?![\p{L}'.-])/iu
/** Nobody's whole name is one of these. */
const NO_NAME =
  /^(?:saya|aku|ulun|kakak|bentar|sebentar|tunggu|nanti(?: dulu)?|lupa|lewati|lanjut|batal|kembali|halo|hai|ok|oke|iya|ya|terima kasih|makasih|assalamualaikum|nama|test|tes)$/i
const JOINING = new Set(['bin', 'binti', 'van', 'der', 'de'])

/**
 * Reads a name of 2 to 80 letters, dots, apostrophes, hyphens, and commas before titles. One word is enough. A name all
 * in small or all in capital letters gets a capital on each word; any other is kept as it was written.
 */
export function readName(text: string): Reading<string> {
  const written = fold(text).replace(/\s+/g, ' ')
  const name = unframe(written)
  const sample = `Tulis nama lengkap sesuai KTP, misalnya ${SAMPLE}.`
  if (/@/.test(name)) return refused(`Itu sepertinya alamat email, Kak. ${sample}`)
  if (/\d/.test(name)) return refused(`Nama tidak memakai angka, Kak. ${sample}`)
  if (name.includes('?') || NO_START.test(name) || NO_NAME.test(name))
    return refused(`Namanya belum terbaca, Kak. ${sample}`)
  if (/\p{L}/u.test(name.replace(/\p{Script=Latin}/gu, '')))
    return refused(`Tulis nama dengan huruf biasa, sama seperti di KTP, Kak. Misalnya ${SAMPLE}.`)
  const odd = /[^\p{L}\p{M} '.,-]/u.exec(name)
  if (odd) return refused(`Ada tanda yang tidak biasa di nama itu, Kak: ${echo(odd[0])} ${sample}`)
  const letters = name.match(/\p{L}/gu)?.length ?? 0
  if (letters < 2) return refused(`Namanya terlalu pendek, Kak. ${sample}`)
  if (name.length > 80)
    return refused(`Namanya terlalu panjang, Kak. Tulis namanya saja, paling banyak 80 huruf, misalnya ${SAMPLE}.`)
  return accepted(tidyCase(name))
}

/** Without "nama saya", and without marks that belong to the message and not to the name. */
function unframe(written: string): string {
  const bare = written
    .replace(LEAD, '')
    .replace(/[\s,]+(?:kak|kakak|min|ya kak)$/i, '')
    .replace(/^["'\s.,:-]+|["\s,:!-]+$/g, '')
    .replace(/\s*,[\s,]*/g, ', ')
    .replace(/\s+\./g, '.')
    .replace(/^([^,]*\p{L}{3})\.$/u, '$1')
  return bare === written ? bare : unframe(bare)
}

/** The name and each title after a comma have their own casing: "SITI AMINAH, A.Md.Kep". */
function tidyCase(name: string): string {
  const [given, ...titles] = name.split(', ')
  const isUniform = (part: string) => part === part.toLowerCase() || part === part.toUpperCase()
  const words = given!.split(' ')
  const cased = isUniform(given!)
    ? words.map((word, i) => caseOf(word.toLowerCase(), i > 0, i === words.length - 1))
    : words
  return [cased.join(' '), ...titles.map((title) => (isUniform(title) ? titleCase(title) : title))].join(', ')
}

/** Short titles are initials: "ST", "SKM". */
const titleCase = (title: string) => (/^\p{L}{1,3}$/u.test(title) ? title.toUpperCase() : capital(title.toLowerCase()))

function caseOf(word: string, inner: boolean, last: boolean): string {
  if (inner && JOINING.has(word) && !last) return word
  if (inner && last && /^(?:ii|iii|iv)$/.test(word)) return word.toUpperCase()
  return capital(word)
}

/** "al-banjari" → "Al-Banjari", "s.kep" → "S.Kep", "nur'aini" → "Nur'aini". */
const capital = (word: string) =>
  word.replace(/(^|[\s.-])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase())
