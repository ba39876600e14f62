/** A row of the office's spreadsheet becomes a person's record, or is refused with a reason that names nobody. Pure. */
import { readEmail } from '../../domain/email.ts'
import { nikParts } from '../../domain/nik.ts'
import type { Reading } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Work } from '../../domain/work.ts'
import { COLUMN_NAMES, type Column } from './columns.ts'
import type { FindPlace } from './find-place.ts'
import {
  lineOf,
  readBirthCell,
  readEducation,
  readNameCell,
  readNikCell,
  readPhoneCell,
  readSexCell,
  readYearCell,
  splitBirth,
} from './read-cell.ts'
import type { Cell, SheetRow } from './sheet.ts'
import { workOf } from './work-cells.ts'

/** One person as the spreadsheet has them. `batch` as it is written there; undefined: it does not say. */
export type PersonRecord = {
  line: number
  nik: string | undefined
  fullName: string
  birthDate: string | undefined
  schemes: string[]
  batch: string | undefined
  stage: Stage | undefined
  /** Their contract abroad; without a country, that of the scheme is meant. undefined: nothing of it is said. */
  work: Partial<Work> | undefined
  answers: Answers
}

export type Problem = { line: number; column: string; why: string }

/** `refused`: the row is not taken. `noted`: it is, without these cells. Neither: it is empty. */
export type ReadRow = { record?: PersonRecord; refused?: Problem; noted: Problem[] }

export type Around = {
  columns: ReadonlyMap<Column, number>
  today: string
  /** Ids of schemes; undefined: not known. */
  findSchemes(written: string): string[] | undefined
  findStage(written: string): Stage | undefined
  findPlace: FindPlace
}

/** Words that stand for an empty cell. */
const NOTHING = /^(?:-+|–|—|\.|n\/?a|null|tidak ada|belum ada|kosong)$/i

export function readRow({ line, cells }: SheetRow, around: Around): ReadRow {
  const cell = (column: Column): Cell => {
    const at = around.columns.get(column)
    const value = at === undefined ? '' : (cells[at] ?? '')
    return typeof value === 'string' && NOTHING.test(value.trim()) ? '' : value
  }
  if ([...around.columns.keys()].every((column) => cell(column) === '')) return { noted: [] }
  const problem = (column: Column, why: string): Problem => ({ line, column: COLUMN_NAMES[column], why })
  const refuse = (column: Column, why: string): ReadRow => ({ refused: problem(column, why), noted: [] })

  const name = readNameCell(cell('fullName'))
  if (!name.ok) return refuse('fullName', name.error)
  const nik = optional(cell('nik'), readNikCell)
  if (nik && !nik.ok) return refuse('nik', nik.error)
  const birth = birthOf(cell)
  const born = optional(birth.date, (date) => readBirthCell(date, around.today))
  if (born && !born.ok) return refuse(birth.column, born.error)
  if (!nik && !born)
    return refuse('nik', 'tanpa NIK dan tanpa tanggal lahir; isi salah satunya, supaya orangnya bisa dikenali lagi')
  const schemes = optional(lineOf(cell('schemes')), around.findSchemes)
  if (lineOf(cell('schemes')) !== '' && !schemes)
    return refuse('schemes', 'skema tidak dikenal, atau bisa berarti beberapa; tulis id-nya, misalnya ssw-kaigo')
  const stage = optional(lineOf(cell('stage')), around.findStage)
  if (lineOf(cell('stage')) !== '' && !stage)
    return refuse('stage', 'tahap tidak dikenal; tulis misalnya alumni atau terdaftar')

  const noted: Problem[] = []
  const record: PersonRecord = {
    line,
    nik: nik?.value,
    fullName: name.value,
    birthDate: born?.value,
    schemes: schemes ?? [],
    batch: lineOf(cell('batch')) || undefined,
    stage: stage,
    work: undefined,
    answers: {},
  }
  const note: Note = (column, why) => void noted.push(problem(column, why))
  record.work = workOf(cell, around.today, note)
  record.answers = answersOf(record, cell, birth.place, around, note)
  return { record, noted }
}

export type Note = (column: Column, why: string) => void

/** A birth date of its own column goes before one that stands together with the place. */
function birthOf(cell: (column: Column) => Cell): { column: 'birthDate' | 'birth'; place: string; date: Cell } {
  const both = splitBirth(cell('birth'))
  const place = lineOf(cell('birthPlace')) || both.place
  const own = cell('birthDate')
  return own === '' ? { column: 'birth', place, date: both.date } : { column: 'birthDate', place, date: own }
}

/** The answers as the registration form keeps them; a cell that is empty or cannot be read says nothing. */
function answersOf(
  record: PersonRecord,
  cell: (column: Column) => Cell,
  birthPlace: string,
  around: Around,
  note: Note,
): Answers {
  const { nik, birthDate } = record
  const take = <T>(column: Column, read: (cell: Cell) => Reading<T>): T | undefined => {
    const reading = optional(cell(column), read)
    if (reading && !reading.ok) note(column, `${reading.error}; barisnya tetap dimasukkan tanpa ini`)
    return reading?.ok ? reading.value : undefined
  }
  const words = (column: Column) => lineOf(cell(column)).slice(0, 200) || undefined
  const place = around.findPlace({
    province: text(cell, 'province'),
    regency: text(cell, 'regency'),
    district: text(cell, 'district'),
  })
  for (const level of place.unknown)
    note(level, 'tidak ada di daftar wilayah resmi; barisnya tetap dimasukkan tanpa ini')
  const { level, field } = readEducation(cell('educationLevel'))
  if (words('educationLevel') && !level)
    note('educationLevel', 'jenjang tidak terbaca; barisnya tetap dimasukkan tanpa ini')
  const sex = take('sex', readSexCell) ?? (nik ? nikParts(nik).sex : undefined)
  if (nik && birthDate && !sameDay(nik, birthDate)) note('birthDate', 'tidak cocok dengan NIK-nya; periksa keduanya')
  if (nik && sex && sex !== nikParts(nik).sex) note('sex', 'tidak cocok dengan NIK-nya; periksa keduanya')
  return given({
    schemes: record.schemes.length > 0 ? record.schemes : undefined,
    fullName: record.fullName,
    nik,
    birthDate,
    sex,
    birthPlace: birthPlace || undefined,
    marital: maritalOf(text(cell, 'marital')),
    phone: take('phone', readPhoneCell),
    email: take('email', (email) => readEmailCell(email)),
    ...place.place,
    address: words('address'),
    kinName: take('kinName', readNameCell),
    kinPhone: take('kinPhone', readPhoneCell),
    educationLevel: level,
    field,
    school: words('school'),
    graduated: take('graduated', readYearCell),
  })
}

const text = (cell: (column: Column) => Cell, column: Column) => lineOf(cell(column))

/** Nothing where the cell is empty. */
function optional<C extends Cell, T>(cell: C, read: (cell: C) => T): T | undefined {
  return cell === '' ? undefined : read(cell)
}

const given = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))

function sameDay(nik: string, birthDate: string): boolean {
  const { day, month, year2 } = nikParts(nik).birth
  return birthDate.slice(2) === [year2, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}

function readEmailCell(cell: Cell): Reading<string> {
  const read = readEmail(lineOf(cell))
  return read.ok ? read : { ok: false, error: 'email tidak terbaca' }
}

function maritalOf(written: string): string | undefined {
  const said = written.toLowerCase()
  if (/mati|janda|duda/.test(said))
    return /hidup/.test(said) ? 'cerai-hidup' : /mati/.test(said) ? 'cerai-mati' : undefined
  if (/cerai/.test(said)) return 'cerai-hidup'
  if (/belum|lajang|bujang|single|tidak|^bk$/.test(said)) return 'lajang'
  return /kawin|nikah|^k$/.test(said) ? 'nikah' : undefined
}
