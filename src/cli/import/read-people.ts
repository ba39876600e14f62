/** All rows of a spreadsheet as records, and what is wrong with the others. Pure. */
import { type Head, readHead } from './columns.ts'
import { lineOf } from './read-cell.ts'
import { type Around, type PersonRecord, type Problem, readRow } from './record.ts'
import type { SheetRow } from './sheet.ts'

export type ReadPeople = {
  taken: PersonRecord[]
  refused: Problem[]
  noted: Problem[]
  /** Headings that mean nothing to us, or that name a column a second time. */
  ignored: string[]
}

/** Titles may stand above the headings, but not more than these rows. */
const HEAD_WITHIN = 15

/** The file has no headings that we know. */
export class HeadError extends Error {
  override name = 'HeadError'
}

/** Throws HeadError. */
export function readPeople(rows: readonly SheetRow[], around: Omit<Around, 'columns'>): ReadPeople {
  const { head, at } = findHead(rows)
  const result: ReadPeople = { taken: [], refused: [], noted: [], ignored: [...head.ignored, ...head.twice] }
  for (const row of rows.slice(at + 1)) {
    const { record, refused, noted } = readRow(row, { ...around, columns: head.columns })
    if (refused) result.refused.push(refused)
    if (record) result.taken.push(record)
    result.noted.push(...noted)
  }
  return result
}

function findHead(rows: readonly SheetRow[]): { head: Head; at: number } {
  for (const [at, { cells }] of rows.slice(0, HEAD_WITHIN).entries()) {
    const head = readHead(cells.map(lineOf))
    if (head) return { head, at }
  }
  throw new HeadError(
    `tidak ada baris judul: ${HEAD_WITHIN} baris pertama tidak memuat kolom "nama" bersama kolom lain yang dikenal`,
  )
}
