/** A person's contract abroad, as the spreadsheet has it. Pure. */
import { type Country, readCountry, type Work } from '../../domain/work.ts'
import type { Column } from './columns.ts'
import { lineOf, readDayCell } from './read-cell.ts'
import type { Note } from './record.ts'
import type { Cell } from './sheet.ts'

const WITHOUT = 'barisnya tetap dimasukkan tanpa ini'

/** undefined: none of these cells says anything. A cell that cannot be read is noted, and says nothing. */
export function workOf(cell: (column: Column) => Cell, today: string, note: Note): Partial<Work> | undefined {
  const day = (column: Column): string | undefined => {
    if (cell(column) === '') return undefined
    const read = readDayCell(cell(column), today)
    if (!read.ok) note(column, `${read.error}; ${WITHOUT}`)
    return read.ok ? read.value : undefined
  }
  const written = lineOf(cell('country'))
  const country: Country | undefined = written === '' ? undefined : (readCountry(written) ?? 'lain')
  const place = lineOf(cell('workPlace')).slice(0, 60) || undefined
  const [start, end, left] = [day('workStart'), day('workEnd'), day('leftJapan')]
  const isMuddled = start !== undefined && end !== undefined && end <= start
  if (isMuddled) note('workEnd', `tidak sesudah mulai kontraknya; ${WITHOUT}`)
  const said = { country, place, start, end: isMuddled ? undefined : end, left }
  const told = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return Object.keys(told).length > 0 ? told : undefined
}
