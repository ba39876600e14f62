/** Rows of a list of licensed organisations, as ministries publish them. Pure. */
import { civilDate } from '../domain/civil-date.ts'
import { type CsvRow, readCsv } from '../domain/csv.ts'
import { type Licensed, type ListKind, nameWords } from '../domain/licensed.ts'

export type Refused = { line: number; why: string }
export type ListRows = { taken: Licensed[]; refused: Refused[]; noted: Refused[] }

/** Column → how its heading may be written, in small letters without punctuation. */
const COLUMNS = {
  name: /^(?:nama(?: perusahaan| pt| lpk| lembaga| so| p3mi| organisasi)?|perusahaan|lembaga)$/,
  licence: /^(?:izin|ijin|no izin|nomor izin|sip3mi|no sip3mi|nomor sip3mi|no sk|nomor sk|sk)$/,
  phones: /^(?:telepon|no telepon|nomor telepon|telp|no telp|hp|no hp|nomor hp|kontak|whatsapp|wa|no wa)$/,
  accounts: /^(?:rekening|no rekening|nomor rekening)$/,
  holders: /^(?:atas nama|pemilik rekening|nama rekening|rekening atas nama)$/,
  state: /^(?:status|status izin|keterangan)$/,
  validUntil: /^(?:berlaku sampai|masa berlaku|berlaku s d|berlaku hingga|berakhir|tanggal berakhir)$/,
} satisfies Record<string, RegExp>
type Column = keyof typeof COLUMNS

/** The heading has no column with names: the file cannot be a list. */
export class ListError extends Error {
  override name = 'ListError'
}

/** Reads a whole file. Throws ListError. `noted`: rows that were taken without a part that could not be read. */
export function listRows(text: string, kind: ListKind): ListRows {
  const [head, ...rows] = readCsv(text)
  const columns = (head?.cells ?? []).map(columnOf)
  if (!columns.includes('name')) throw new ListError('baris pertama harus berisi judul kolom, dan salah satunya "nama"')
  const result: ListRows = { taken: [], refused: [], noted: [] }
  const seen = new Map<string, number>()
  for (const row of rows) take(row, columns, kind, seen, result)
  return result
}

function columnOf(heading: string): Column | undefined {
  const plain = heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  return (Object.keys(COLUMNS) as Column[]).find((column) => COLUMNS[column].test(plain))
}

function take(
  { line, cells }: CsvRow,
  columns: (Column | undefined)[],
  kind: ListKind,
  seen: Map<string, number>,
  result: ListRows,
): void {
  const refuse = (why: string) => void result.refused.push({ line, why })
  if (cells.length > columns.length) return refuse(`ada ${cells.length} kolom, padahal judulnya ${columns.length}`)
  const cell = (column: Column) => cells[columns.indexOf(column)] ?? ''
  const name = cell('name').replace(/\s+/g, ' ')
  if (name === '') return refuse('namanya kosong')
  if (nameWords(name).join('').length < 3) return refuse(`nama "${name}" terlalu pendek untuk dicocokkan`)
  const date = cell('validUntil')
  const validUntil = date === '' ? undefined : readCivilDate(date)
  if (date !== '' && validUntil === undefined)
    return refuse(`tanggal "${date}" tidak terbaca; tulis YYYY-MM-DD atau DD/MM/YYYY`)
  const key = `${nameWords(name).join('')} ${cell('licence')}`
  const before = seen.get(key)
  if (before !== undefined) return refuse(`sama dengan baris ${before}`)
  seen.set(key, line)
  const phones = parts(cell('phones')).map((written) => ({ written, read: listPhone(written) }))
  for (const { written, read } of phones)
    if (read === undefined)
      result.noted.push({ line, why: `nomor "${written}" tidak terbaca; namanya tetap dimasukkan` })
  result.taken.push({
    kind,
    name,
    licence: cell('licence'),
    phones: [...new Set(phones.flatMap(({ read }) => read ?? []))],
    accounts: parts(cell('accounts'))
      .map((account) => account.replace(/\D/g, ''))
      .filter((digits) => digits.length >= 6),
    holders: parts(cell('holders')),
    state: cell('state'),
    validUntil,
  })
}

const parts = (cell: string) => cell.split(/\s*(?:[;/|,]|\bdan\b)\s*/).filter(Boolean)

/** Also numbers of offices ("021-8298 777"), and of other countries where they are written with + or 00; as E.164. */
function listPhone(written: string): string | undefined {
  const number = written
    .replace(/^[^\d+]*/, '')
    .replace(/[\s().-]/g, '')
    .replace(/^00(?=[1-9])/, '+')
  const digits = number.replace(/^\+/, '')
  if (!/^\d{8,15}$/.test(digits)) return undefined
  if (number.startsWith('+') && !digits.startsWith('0')) return `+${digits}`
  return digits.startsWith('0') ? `+62${digits.slice(1)}` : digits.startsWith('62') ? `+${digits}` : `+62${digits}`
}

/** "2027-03-31", "31/03/2027", "31-3-2027" → YYYY-MM-DD. */
export function readCivilDate(written: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(written)
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written)
  const [year, month, day] = iso ? iso.slice(1) : local ? [local[3], local[2], local[1]] : []
  if (!year || !month || !day) return undefined
  return civilDate(Number(year), Number(month), Number(day))
}
