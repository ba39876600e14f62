/** Which answers count, written down once more by hand, so that the form's own conditions are not their own judge. */
import { expect } from 'vitest'
import { nikDoubts } from '../../src/domain/nik.ts'
import { stage } from '../theatre.ts'
import type { Chatter } from './chatter.ts'

type Sent = Record<string, unknown>

const WITH_FIELD = ['SMK', 'D3', 'D4', 'S1', 'Ners', 'S2']

/** The last registration that was sent has exactly the answers its own answers call for. */
export function expectOnlyWhatCounts({ sent, person }: Chatter): void {
  const { answers } = sent.at(-1)!
  const agreed = person.consents.some(({ kind }) => kind === 'kesehatan')
  for (const [answer, counts] of Object.entries(rules(answers, agreed)))
    expect(answer in answers, `${answer} ${counts ? 'is missing' : 'was sent'}`).toBe(counts)
  expect(person.consents.some(({ kind }) => kind === 'registrasi')).toBe(true)
  for (const [answer, value] of Object.entries(answers)) expect(value, answer).not.toBeUndefined()
}

function rules(answers: Sent, agreed: boolean): Record<string, boolean> {
  const asks = (what: string) =>
    stage.knowledge.schemes.some(
      ({ id, registration }) =>
        (answers.schemes as string[]).includes(id) && (registration.asks as string[]).includes(what),
    )
  const isNurse = WITH_FIELD.includes(String(answers.educationLevel)) && answers.field === 'keperawatan'
  const asNurse = isNurse && asks('experience')
  const abroad = answers.abroad !== 'belum'
  const worked = Number(answers.experienceMonths ?? answers.workMonths) > 0
  return {
    ...Object.fromEntries(ALWAYS.map((answer) => [answer, true])),
    nikCheck: hasDoubts(answers),
    children: answers.marital !== 'lajang',
    field: WITH_FIELD.includes(String(answers.educationLevel)),
    str: isNurse && asks('str'),
    strNumber: isNurse && asks('str') && answers.str === 'ya',
    experienceMonths: asNurse,
    workMonths: !asNurse,
    work: worked,
    abroadCountry: abroad,
    abroadScheme: abroad,
    abroadMonths: abroad,
    abroadEnd: abroad,
    japanese: asks('japanese'),
    japaneseYear: asks('japanese') && answers.japanese !== 'none',
    korean: asks('korean'),
    koreanYear: asks('korean') && answers.korean !== 'none',
    certificates: asks('certificates'),
    passportYear: answers.passport === 'ya',
    heightCm: asks('body') && agreed,
    weightKg: asks('body') && agreed,
    tattoo: asks('tattoo') && agreed,
    sight: asks('sight') && agreed,
  }
}

const ALWAYS = [
  ...['schemes', 'howHeard', 'birthDate', 'fullName', 'nik', 'sex', 'birthPlace', 'marital', 'phone', 'email'],
  ...['province', 'regency', 'district', 'address', 'kinName', 'kinRelation', 'kinPhone', 'kinAgrees'],
  ...['educationLevel', 'school', 'graduated', 'abroad', 'passport'],
]

function hasDoubts({ nik, birthDate, sex }: Sent): boolean {
  if (nik === 'belum') return false
  const facts = { birthDate: String(birthDate), sex: sex as 'L' | 'P', areas: stage.knowledge.areas }
  return nikDoubts(String(nik), facts).length > 0
}
