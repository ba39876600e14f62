/** What *cek syarat* and the registration know of each other, and what both say about who somebody is. */

import { type Candidate, EDUCATIONS, FIELDS, JAPANESE } from '../../domain/eligibility/candidate.ts'
import { NONE } from '../../domain/none-words.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import { draftAnswers } from '../form/walk.ts'

/** Questions that both ask, under one name. */
const SHARED = ['birthDate', 'sex', 'educationLevel', 'field', 'str', 'experienceMonths', 'japanese']
const shared = (answers: Answers): Answers =>
  Object.fromEntries(SHARED.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])))

/** Everything a person wrote into the registration, sent or not; what is newer counts. */
const registered = ({ person, keptForms }: Place): Answers => ({
  ...person.registrations[0]?.answers,
  ...draftAnswers(keptForms.daftar),
})

/** For *cek syarat*: what the registration knows already. */
export function fromRegistration(place: Place): Answers {
  const known = registered(place)
  return { ...shared(known), ...defined({ past: pastOf(known), bodily: bodilyOf(known) }) }
}

/** Undefined where the registration does not say enough: a trainee's field and stage. */
function pastOf({ abroad, abroadScheme, abroadCountry }: Answers): string | undefined {
  if (abroad === 'belum') return 'belum'
  if (abroadScheme === 'epa' || (abroadScheme === 'ssw' && abroadCountry === 'Jepang')) return String(abroadScheme)
  return abroadCountry !== undefined && abroadCountry !== 'Jepang' ? 'lain' : undefined
}

/** The registration does not ask about piercing, so only women have said everything there. */
function bodilyOf({ sex, tattoo, sight }: Answers): string[] | undefined {
  if (sex !== 'P' || tattoo === undefined || sight === undefined || sight === 'tidak-tahu') return undefined
  const found = [
    ...(tattoo === 'tidak' ? [] : ['tattoo']),
    ...(sight === 'buta-warna' ? ['colour'] : []),
    ...(sight === 'kacamata' ? ['glasses'] : []),
  ]
  return found.length > 0 ? found : [NONE]
}

/** For the registration: what *cek syarat* knows already. */
export function fromCheck({ keptForms }: Place): Answers {
  if (!('cek-syarat' in keptForms)) return {}
  const known = draftAnswers(keptForms['cek-syarat'])
  return { ...shared(known), ...ABROAD.get(String(known.past)), ...bodyOf(known) }
}

const IN_JAPAN = { abroadCountry: 'Jepang' }
const ABROAD = new Map<string, Answers>([
  ['belum', { abroad: 'belum' }],
  ['magang-kaigo', { abroad: 'magang', ...IN_JAPAN, abroadScheme: 'magang' }],
  ['magang-lain', { abroad: 'magang', ...IN_JAPAN, abroadScheme: 'magang' }],
  ['magang-awal', { abroad: 'magang', ...IN_JAPAN, abroadScheme: 'magang' }],
  ['epa', { abroad: 'kerja', ...IN_JAPAN, abroadScheme: 'epa' }],
  ['ssw', { abroad: 'kerja', ...IN_JAPAN, abroadScheme: 'ssw' }],
])

/** Whether a tattoo was removed, the registration asks itself. */
function bodyOf({ bodily }: Answers): Answers {
  if (!Array.isArray(bodily)) return {}
  const sight = bodily.includes('colour') ? 'buta-warna' : bodily.includes('glasses') ? 'kacamata' : 'normal'
  return { sight, ...(bodily.includes('tattoo') ? {} : { tattoo: 'tidak' }) }
}

/** Who somebody is, by their answers to *cek syarat* and what else the registration knows. */
export function candidateOf(answers: Answers, place: Place): Candidate {
  const { heightCm, weightKg, marital } = registered(place)
  return defined({
    birthDate: answers.birthDate as string | undefined,
    sex: sexOf(answers),
    educationLevel: EDUCATIONS.find((level) => level === answers.educationLevel),
    field: FIELDS.find((field) => field === answers.field),
    str: answers.str === undefined ? undefined : answers.str === 'ya',
    experienceMonths: answers.experienceMonths as number | undefined,
    japanese: JAPANESE.find((level) => level === answers.japanese),
    ...heldBy(answers),
    ...bodyIn(answers),
    ...pastIn(answers),
    heightCm: heightCm as number | undefined,
    weightKg: weightKg as number | undefined,
    married: marital === undefined ? undefined : marital === 'nikah',
  })
}

function sexOf({ sex, bodily }: Answers): Candidate['sex'] {
  if (sex === 'L' || sex === 'P') return sex
  return Array.isArray(bodily) && bodily.includes('piercing') ? 'L' : undefined
}

/** Who was asked and did not name it has not got it. */
function heldBy({ held, field }: Answers): Partial<Candidate> {
  if (!Array.isArray(held)) return {}
  return {
    kaigoSkillTest: held.includes('kaigo-skill'),
    kaigoLanguageTest: held.includes('kaigo-language'),
    skillTest: held.includes('skill'),
    epsTopik: held.includes('eps'),
    careworkerCertificate: held.includes('careworker'),
    ...(field === 'keperawatan' ? {} : { technicalTraining: held.includes('technical') }),
  }
}

function bodyIn({ bodily }: Answers): Partial<Candidate> {
  if (!Array.isArray(bodily)) return {}
  return {
    tattoo: bodily.includes('tattoo'),
    piercing: bodily.includes('piercing'),
    colourBlind: bodily.includes('colour'),
    glasses: bodily.includes('glasses'),
  }
}

/** A traineeship in Japan, by what was chosen; where it ended early, its field changes nothing. */
const TITP = new Map<unknown, Candidate['formerTitp']>([
  ['magang-kaigo', { field: 'kaigo', completed: true }],
  ['magang-lain', { field: 'lain', completed: true }],
  ['magang-awal', { completed: false }],
])

function pastIn({ past }: Answers): Partial<Candidate> {
  return typeof past === 'string' ? { formerEpa: past === 'epa', formerTitp: TITP.get(past) ?? false } : {}
}

/** Without what is not known. */
function defined<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
