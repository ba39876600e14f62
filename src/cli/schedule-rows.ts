/** Dates in a file that staff fill in: a spreadsheet saved as CSV, or YAML as in content/schedule. Pure. */
import { CORE_SCHEMA, load } from 'js-yaml'
import { readCsv } from '../domain/csv.ts'
import { plainText } from '../domain/markup.ts'
import { type EntryRule, type Part, partOf, readEntry } from '../domain/schedule/read-entry.ts'
import { DateEntry } from '../domain/schedule/scheduled-date.ts'

type Refused = { line: number; why: string }
export type DateRows = { taken: { line: number; entry: DateEntry }[]; refused: Refused[] }

/** The file is no list of dates at all. */
export class ScheduleFileError extends Error {
  override name = 'ScheduleFileError'
}

/** `line` of YAML is the number of the entry. Throws ScheduleFileError. */
export function dateRows(text: string, rule: EntryRule, format: 'csv' | 'yaml'): DateRows {
  const rows = format === 'csv' ? csvRows(text, rule) : yamlRows(text, rule)
  const seen = new Map<string, number>()
  const taken: DateRows['taken'] = []
  for (const row of rows.taken) {
    const key = row.entry.id ?? `${row.entry.batch ?? row.entry.scheme} ${row.entry.kind}`
    const before = seen.get(key)
    if (before === undefined) taken.push(row)
    else
      rows.refused.push({ line: row.line, why: `sama dengan baris ${before}; beri kode yang berbeda di kolom "kode"` })
    seen.set(key, before ?? row.line)
  }
  return { taken, refused: rows.refused.sort((a, b) => a.line - b.line) }
}

function csvRows(text: string, rule: EntryRule): DateRows {
  const [head, ...rows] = readCsv(text)
  const columns = (head?.cells ?? []).map(partOf)
  for (const part of ['kind', 'day', 'source'] as const)
    if (!columns.includes(part)) throw new ScheduleFileError(`judul kolom "${NEEDED[part]}" tidak ada di baris pertama`)
  const result: DateRows = { taken: [], refused: [] }
  for (const { line, cells } of rows) {
    if (cells.length > columns.length) {
      result.refused.push({ line, why: `ada ${cells.length} kolom, padahal judulnya ${columns.length}` })
      continue
    }
    const written = cells.flatMap((cell, i): [Part, string][] =>
      columns[i] && cell !== '' ? [[columns[i], cell]] : [],
    )
    const read = readEntry(new Map(written), rule)
    if (read.ok) result.taken.push({ line, entry: read.value })
    else result.refused.push({ line, why: plainText(read.error) })
  }
  return result
}

const NEEDED = { kind: 'jenis', day: 'tanggal', source: 'sumber' }

function yamlRows(text: string, rule: EntryRule): DateRows {
  const list: unknown = load(text, { schema: CORE_SCHEMA })
  if (!Array.isArray(list))
    throw new ScheduleFileError('isinya harus berupa daftar tanggal, seperti di content/schedule')
  const result: DateRows = { taken: [], refused: [] }
  list.forEach((item, i) => {
    const read = DateEntry.safeParse(item)
    const why = read.success ? problemOf(read.data, rule) : problemIn(read.error.issues[0]!)
    if (read.success && why === undefined) result.taken.push({ line: i + 1, entry: read.data })
    else result.refused.push({ line: i + 1, why: why! })
  })
  return result
}

const problemIn = ({ path, message }: { path: PropertyKey[]; message: string }) => `${path.join('.')}: ${message}`

function problemOf({ scheme, batch }: DateEntry, { schemes }: EntryRule): string | undefined {
  if (scheme === undefined && batch === undefined) return 'tulis scheme atau batch'
  if (scheme !== undefined && !schemes.some(({ id }) => id === scheme)) return `program "${scheme}" tidak ada`
  return undefined
}
