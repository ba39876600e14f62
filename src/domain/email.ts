/** E-mail addresses, kept in lower case. */
import { distance } from 'fastest-levenshtein'
import { accepted, echo, fold, type Reading, refused } from './reading.ts'

const EMAIL = /^[a-z0-9](?:[a-z0-9_%+-]|\.(?!\.))*(?<!\.)@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/
const FAMILIAR = [
  'gmail.com',
  'yahoo.com',
  'yahoo.co.id',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'ymail.com',
  'rocketmail.com',
]
/** Real ones that look like a slip of a familiar one. */
const REAL = new Set([
  ...FAMILIAR,
  'mail.com',
  'email.com',
  'gmx.com',
  'hotmail.co.id',
  'yahoo.co.jp',
  'yahoo.co.uk',
  'yahoo.co.kr',
])
const LABELS =
  /^(?:(?:e-?mail|surel|alamat|gmail|saya|aku|ulun|ini|itu|yaitu|adalah|nya|emailnya|emailku|kak|min|ya|pakai|pake)\b[\s:=]*)+/
const SAMPLE = '*siti.aminah@gmail.com*'

/** Reads one address. A likely slip (gmail,com) is refused with the address that was probably meant. */
export function readEmail(text: string): Reading<string> {
  const written = fold(text)
    .toLowerCase()
    .replace(/\s*(?:@|\(at\)|\[at\])\s*/g, '@')
    .replace(/^<|^mailto:|[>.,;!)]+$/g, '')
    .replace(/[\s,;.]+(?:kak|kakak|min|ya|itu)+$/, '')
  const words = withoutLabels(written)
  if (EMAIL.test(words) && words.length <= 254) return isSlip(words) ? meant(mend(words)) : accepted(words)
  const mended = mend(words)
  if (EMAIL.test(mended) && words.length <= 100) return meant(mended)
  const many = (written.match(/@/g) ?? []).length > 1
  if (many) return refused(`Tulis satu alamat email saja ya, Kak, misalnya ${SAMPLE}.`)
  return refused(`Alamat emailnya belum lengkap, Kak. Tulis seperti ${SAMPLE}.`)
}

const meant = (email: string) => refused(`Maksud Kakak ${echo(email)}? Kalau benar, tulis lagi seperti itu, ya.`)

/** "email saya: siti@gmail.com" → "siti@gmail.com"; other words stay, for they may belong to the address. */
function withoutLabels(written: string): string {
  const bare = written.replace(LABELS, '')
  return bare.startsWith('@') ? written : bare
}

/** The address with the usual slips put right. */
function mend(written: string): string {
  const joined = written.replace(/[\s]*[,.;][\s]*/g, '.').replace(/\.{2,}/g, '.')
  const domain = FAMILIAR.find((name) => joined.endsWith(` ${name}`) && !joined.includes('@'))
  const whole = (domain ? joined.replace(` ${domain}`, `@${domain}`) : joined).replaceAll(' ', '')
  const at = whole.lastIndexOf('@')
  return at < 0 ? whole : `${whole.slice(0, at + 1)}${likelyDomain(whole.slice(at + 1))}`
}

const isSlip = (email: string) => {
  const domain = email.slice(email.indexOf('@') + 1)
  return likelyDomain(domain) !== domain
}

/** "gmial.com", "gmail.co", "gmail.com.com", "gmailcom" → "gmail.com". */
function likelyDomain(domain: string): string {
  if (REAL.has(domain)) return domain
  const doubled = domain.replace(/\.(com|id)\.\1$/, '.$1')
  const limit = (name: string) => (name === 'gmail.com' ? 2 : 1)
  return FAMILIAR.find((name) => distance(name, doubled) <= limit(name) || isSwap(name, doubled)) ?? doubled
}

/** Two neighbouring letters changed places. */
function isSwap(name: string, written: string): boolean {
  if (name.length !== written.length) return false
  const at = [...name].findIndex((letter, i) => letter !== written[i])
  return at >= 0 && name === written.slice(0, at) + written.charAt(at + 1) + written.charAt(at) + written.slice(at + 2)
}
