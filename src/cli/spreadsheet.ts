/** Files that Indonesian Excel opens well: CSV with a byte-order mark and semicolons, and workbooks. */
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'

/** `date`: a value written YYYY-MM-DD. `number`: one that is counted with; a NIK or a phone number is text. */
export type SheetColumn = { title: string; width: number; kind: 'text' | 'date' | 'number' }
export type Sheet = { name: string; columns: SheetColumn[]; rows: string[][] }

/**
 * What a spreadsheet would take for a formula is made plain text by an apostrophe (OWASP, "CSV Injection"; ASVS 1.2.10): by
 * its first character, also a full-width one, or one that the program skips. In workbooks too, for those are saved as CSV.
 */
const harmless = (cell: string): string => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(cell) ? `'${cell}` : cell)

/** Of longer numbers Excel keeps 15 digits; and it drops a 0 in front. */
const LONG_NUMBER = /^(?:\d{12,}|0\d+)$/

export function csvOf({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): string {
  const safe = (cell: string, i: number) =>
    columns[i]!.kind === 'text' && LONG_NUMBER.test(cell) ? `'${cell}` : harmless(cell)
  return stringify(
    rows.map((row) => row.map(safe)),
    { header: true, columns: columns.map(({ title }) => title), delimiter: ';', bom: true },
  )
}

/** Heads stay in sight, numbers are text where they are names, dates are dates. */
export async function workbookOf(sheets: Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
      data: [
        columns.map(({ title }) => ({
          value: title,
          type: String,
          fontWeight: 'bold' as const,
          backgroundColor: '#DDEBF7',
        })),
        ...rows.map((row) => row.map((cell, i) => cellOf(cell, columns[i]!))),
      ],
    })),
  ).toBuffer()
}

const DAY = /^\d{4}-\d\d-\d\d$/

function cellOf(cell: string, { kind }: SheetColumn) {
  if (cell === '') return null
  if (kind === 'date' && DAY.test(cell))
    return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' }
  if (kind === 'number' && /^\d{1,15}$/.test(cell)) return { value: Number(cell), type: Number }
  return { value: harmless(cell), type: String, format: '@' }
}

/** Only its owner may read it, also where a file of that name was there before; it is never seen half written. */
export function writePrivate(file: string, content: string | Buffer): void {
  const draft = `${file}.new`
  try {
    writeFileSync(draft, content, { mode: 0o600 })
    chmodSync(draft, 0o600)
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw Object.assign(error as Error, { path: file }) // which is what its user named
  }
}
