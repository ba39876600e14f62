/** Small parts that the registration's questions share. */
import type { Choice } from '../../domain/chat.ts'
import { echo, fold, type Reading, refused } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import type { SCHEME_ASKS } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'

export const YES_NO: Choice[] = [
  { id: 'ya', label: 'Ya' },
  { id: 'tidak', label: 'Tidak' },
]

/** Choices written "id: label". */
export const options = (...lines: string[]): Choice[] =>
  lines.map((line) => ({ id: line.slice(0, line.indexOf(': ')), label: line.slice(line.indexOf(': ') + 2) }))

/** Free words of a sensible length. `what` names them in the error: "Nama sekolah". */
export const line =
  (what: string, example: string, { min = 2, max = 120 } = {}) =>
  (text: string): Reading<string> => {
    const said = fold(text).replace(/\s+/g, ' ')
    if (said.length < min || !/[\p{L}\p{N}]/u.test(said))
      return refused(`${what} belum lengkap, Kak. Contoh: *${example}*.`)
    if (said.length > max)
      return refused(`Terlalu panjang, Kak: paling banyak ${max} huruf. Tulis intinya saja, misalnya *${example}*.`)
    return { ok: true, value: said }
  }

/** Has the person agreed to this text, now or in this form? */
export function agreed(kind: 'registrasi' | 'kesehatan', answers: Answers, place: Place): boolean {
  const version = consentVersion(kind, place)
  const given = place.person.consents.some((consent) => consent.kind === kind && consent.version === version)
  return given || answers[kind === 'registrasi' ? 'consent' : 'healthConsent'] === version
}

export const consentVersion = (kind: 'registrasi' | 'kesehatan', { knowledge }: Place): string =>
  knowledge.consents.find((consent) => consent.kind === kind)!.version

/** The text of a consent with the office's own names in it. */
export function consentText(kind: 'registrasi' | 'kesehatan', { knowledge }: Place): string {
  const { office, consents } = knowledge
  const values: Record<string, string> = {
    office: office.name,
    botName: office.botName,
    dpContact: `${office.dataProtection.name}, ${office.dataProtection.contact}`,
    registrationDays: String(office.retention.registrationDays),
  }
  const { text } = consents.find((consent) => consent.kind === kind)!
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

export const chosenSchemes = (answers: Answers, { knowledge }: Place) =>
  knowledge.schemes.filter((scheme) => (answers.schemes as string[] | undefined)?.includes(scheme.id))

/** True when one of the chosen schemes needs this. Someone who is still undecided is asked nothing of the kind. */
export const schemeAsks = (field: (typeof SCHEME_ASKS)[number]) => (answers: Answers, place: Place) =>
  chosenSchemes(answers, place).some((scheme) => scheme.registration.asks.includes(field))

export const isNurse = (answers: Answers): boolean => answers.field === 'keperawatan'

/** "Tulis …, bukan …" for an answer that is no such thing. */
export const notUnderstood = (text: string, example: string): Reading<never> =>
  refused(`"${echo(text)}" belum saya kenali, Kak. Contoh: *${example}*.`)
