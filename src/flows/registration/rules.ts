/** Small parts that the registration's questions share. */
import type { Consent } from '../../domain/person.ts'
import type { Option } from '../../domain/pick.ts'
import { fold, type Reading, refused } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import type { SCHEME_ASKS } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'
import type { Question } from '../form/question.ts'
import { nothingSaid } from '../nothing-said.ts'

/** Choices written "id: label", or "id: label | another word, one more". */
export const options = (...lines: string[]): Option[] =>
  lines.map((line) => {
    const [, id, label, also] = /^([^:]+): ([^|]+?)(?: \| (.+))?$/.exec(line)!
    return { id: id!, label: label!, ...(also && { also: also.split(', ') }) }
  })

/** Free words of a sensible length. `what` names them in the error: "Nama sekolah". */
export const line =
  (what: string, example: string, { min = 2, max = 120 } = {}) =>
  (text: string, _: Answers, place: Place): Reading<string> => {
    const said = fold(text).replace(/\s+/g, ' ')
    if (QUESTION.test(said))
      return refused(`Itu sepertinya pertanyaan, Kak. ${what} belum saya catat. Contoh: *${example}*.`)
    if (ODD.test(said) || /\p{L}/u.test(said.replace(/\p{Script=Latin}/gu, '')))
      return refused(`Tulis dengan huruf dan angka biasa ya, Kak. Contoh: *${example}*.`)
    if (said.length < min || !/[\p{L}\p{N}]/u.test(said) || nothingSaid(said, place))
      return refused(`${what} belum terbaca, Kak. Contoh: *${example}*.`)
    if (said.length > max)
      return refused(`Terlalu panjang, Kak: paling banyak ${max} huruf. Tulis intinya saja, misalnya *${example}*.`)
    return { ok: true, value: said }
  }

/** Nobody needs these in an address or the name of a school. */
const ODD = /[<>{}[\]\\|^~=;*_]|\p{Extended_Pictographic}/u
const QUESTION =
  /\?|^(?:kak |min )?(?:apa|apakah|berapa|brp|bagaimana|gimana|gmn|kapan|siapa|kenapa|mengapa|knp)(?:\s|$)/i

/** Has the person agreed to this text, now or in this form? */
export function agreed(kind: Consent['kind'], answers: Answers, place: Place): boolean {
  const version = consentVersion(kind, place)
  const given = place.person.consents.some((consent) => consent.kind === kind && consent.version === version)
  return given || answers[ASKED_IN[kind]] === version
}

/** The questions that ask for them. */
const ASKED_IN = {
  registrasi: 'consent',
  kesehatan: 'healthConsent',
  'cek-syarat': 'checkConsent',
  'cek-syarat-badan': 'checkBodyConsent',
  kerja: 'workConsent',
  mentor: 'mentorConsent',
  dokumen: 'documentConsent',
}

/** The question that asks for a consent; who has given it is not asked again. */
export const consentQuestion = (kind: Consent['kind'], own: Partial<Question> & Pick<Question, 'label'>): Question => ({
  id: ASKED_IN[kind],
  strict: true,
  ask: (_, place) => consentText(kind, place),
  when: (_, place) => !agreed(kind, {}, place),
  choices: (_, place) => consentChoices(kind, place),
  effects: (value, place) =>
    value === consentVersion(kind, place)
      ? [{ kind: 'recordConsent', consent: kind, version: String(value), text: consentText(kind, place) }]
      : [],
  ...own,
})

/** Was it given to a text that has changed since? */
export const isOutdated = ({ kind, version }: Consent, place: Place): boolean => version !== consentVersion(kind, place)

export const consentVersion = (kind: Consent['kind'], { knowledge }: Place): string =>
  knowledge.consents.find((consent) => consent.kind === kind)!.version

/** The text of a consent with the office's own names in it. */
export function consentText(kind: Consent['kind'], { knowledge }: Place): string {
  const { office, consents } = knowledge
  const values: Record<string, string> = {
    office: office.name,
    botName: office.botName,
    dpContact: `${office.dataProtection.name}, ${office.dataProtection.contact}`,
    registrationDays: String(office.retention.registrationDays),
    alumniDays: String(office.retention.alumniDays),
    documentDays: String(office.retention.documentDays),
    draftDays: String(office.retention.draftDays),
  }
  const { text } = consents.find((consent) => consent.kind === kind)!
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

const chosenSchemes = (answers: Answers, { knowledge }: Place) =>
  knowledge.schemes.filter((scheme) => (answers.schemes as string[] | undefined)?.includes(scheme.id))

/** The answers to a consent's question; the first one's id is the version that was shown. */
const consentChoices = (kind: Consent['kind'], place: Place): Option[] => [
  {
    id: consentVersion(kind, place),
    label: 'Setuju',
    also: ['ya', 'oke', 'saya setuju', 'ya setuju', 'oke setuju', 'saya bersedia', 'boleh', 'sangat setuju'],
  },
  { id: 'tidak', label: 'Tidak', also: ['tidak setuju', 'tidak mau', 'jangan', 'tidak dulu', 'keberatan', 'belum'] },
]

/** True when one of the chosen schemes needs this. Someone who is still undecided is asked nothing of the kind. */
export const schemeAsks = (field: (typeof SCHEME_ASKS)[number]) => (answers: Answers, place: Place) =>
  chosenSchemes(answers, place).some((scheme) => scheme.registration.asks.includes(field))

export const isNurse = (answers: Answers): boolean => answers.field === 'keperawatan'
