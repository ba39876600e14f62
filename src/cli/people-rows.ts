/** Registrations as rows for people to read: masked unless revealed. Pure. */
import type { Answers } from '../domain/registration.ts'
import type { Areas } from '../knowledge/shapes.ts'
import type { StoredRegistration } from '../store/each-registration.ts'

export type Row = Record<string, string>

/** Fields that identify a person or say something of their body; a reason is needed to see them. */
const SEALED = new Set([
  'nik',
  'strNumber',
  'address',
  'phone',
  'email',
  'kinName',
  'kinPhone',
  'heightCm',
  'weightKg',
  'tattoo',
  'sight',
])

const ANSWERS = [
  'howHeard',
  'fullName',
  'nik',
  'birthDate',
  'sex',
  'birthPlace',
  'marital',
  'children',
  'phone',
  'email',
  'province',
  'regency',
  'district',
  'address',
  'kinName',
  'kinRelation',
  'kinPhone',
  'kinAgrees',
  'educationLevel',
  'field',
  'school',
  'graduated',
  'str',
  'strNumber',
  'experienceMonths',
  'workMonths',
  'work',
  'abroad',
  'abroadCountry',
  'abroadScheme',
  'abroadMonths',
  'abroadEnd',
  'japanese',
  'japaneseYear',
  'korean',
  'koreanYear',
  'certificates',
  'passport',
  'passportYear',
  'heightCm',
  'weightKg',
  'tattoo',
  'sight',
  'nikCheck',
] as const

/** The columns of an export, in their order. */
export const EXPORT_COLUMNS = ['number', 'stage', 'submittedAt', 'personId', 'schemes', 'batch', 'imported', ...ANSWERS]

export function exportRow(registration: StoredRegistration, areas: Areas, reveal: boolean): Row {
  const { number, stage, submittedAt, personId, answers, schemes, batch, imported } = registration
  const shown = ANSWERS.map((column): [string, string] => [
    column,
    reveal ? value(answers, column, areas) : masked(answers, column, areas),
  ])
  return {
    number,
    stage,
    submittedAt: submittedAt.toISOString(),
    personId,
    schemes: schemes.join(' '),
    batch: batch ?? '',
    imported: imported ? 'ya' : '',
    ...Object.fromEntries(shown),
  }
}

function value(answers: Answers, column: string, areas: Areas): string {
  const given = answers[column]
  if (given === null || given === undefined) return ''
  if (column === 'province') return areas.provinces.find((a) => a.code === given)?.name ?? String(given)
  if (column === 'regency') return areas.regencies.find((a) => a.code === given)?.name ?? String(given)
  if (column === 'district') return areas.districts.find((a) => a.code === given)?.name ?? String(given)
  return Array.isArray(given) ? given.join(' ') : String(given)
}

/** The year of birth and the last two digits of numbers stay, enough to tell people apart. */
function masked(answers: Answers, column: string, areas: Areas): string {
  const plain = value(answers, column, areas)
  if (column === 'birthDate') return plain.slice(0, 4)
  if (!SEALED.has(column) || plain === '') return plain
  return /\d{2}$/.test(plain) && plain.length > 6 ? `***${plain.slice(-2)}` : '***'
}
