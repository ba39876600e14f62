/** A record with the batch that it names, or that the command names for the whole file. Pure. */
import type { Country } from '../../domain/work.ts'
import type { Incoming } from '../../store/import-people.ts'
import { COLUMN_NAMES } from './columns.ts'
import { type BatchName, findBatch } from './find-batch.ts'
import type { PersonRecord, Problem } from './record.ts'

/** `scheme`, `batch`: of everybody whose row says nothing else. */
export type Defaults = {
  scheme: string | undefined
  batch: BatchName | undefined
  /** Where a scheme leads. */
  countryOf: (scheme: string) => Country | undefined
}

export function placeRecord(
  record: PersonRecord,
  batches: readonly BatchName[],
  { scheme, batch, countryOf }: Defaults,
): { incoming: Incoming } | { refused: Problem } {
  const said = record.schemes.length > 0 ? record.schemes : scheme === undefined ? [] : [scheme]
  const found = record.batch === undefined ? batch : findBatch(record.batch, said, batches)
  const refuse = (why: string) => ({ refused: { line: record.line, column: COLUMN_NAMES.batch, why } })
  if (record.batch !== undefined && !found)
    return refuse('angkatan ini belum ada, atau namanya dipakai beberapa skema; lihat `langkah batches list`')
  if (found && said.length > 0 && !said.includes(found.scheme)) return refuse('angkatan ini dari skema yang lain')
  const schemes = said.length > 0 ? said : found ? [found.scheme] : []
  const { nik, fullName, birthDate, stage, answers } = record
  const country = record.work?.country ?? schemes.map(countryOf).find((found) => found !== undefined)
  const work = record.work && { ...record.work, ...(country && { country }) }
  const told = schemes.length > 0 ? { ...answers, schemes } : answers
  return { incoming: { nik, fullName, birthDate, schemes, batch: found?.id, stage, work, answers: told } }
}
