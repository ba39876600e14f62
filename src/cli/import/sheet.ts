/** Reads a spreadsheet file: CSV in the ways Excel writes it here, or the first sheet of an XLSX workbook. */
import { readFileSync, statSync } from 'node:fs'
import { readSheet } from 'read-excel-file/node'
import { readCsv } from '../../domain/csv.ts'

/** What a cell holds; a date of a workbook is written YYYY-MM-DD. */
export type Cell = string | number
export type SheetRow = { line: number; cells: Cell[] }

/** The file is no spreadsheet that we read. The message is for the office. */
export class SheetError extends Error {
  override name = 'SheetError'
}

const MB = 1024 * 1024
/** A list of 10,000 people takes about one. */
const LARGEST_FILE = 30 * MB
/** What a workbook may become when it is unpacked: a file made to fill the memory says so itself, or is no workbook. */
const LARGEST_UNPACKED = 400 * MB

/** All rows that are not empty, with the number the spreadsheet shows beside them. Throws SheetError. */
export async function readSheetFile(file: string): Promise<SheetRow[]> {
  if (statSync(file).size > LARGEST_FILE)
    throw new SheetError('berkasnya lebih dari 30 MB; pecah menjadi beberapa berkas')
  const bytes = readFileSync(file)
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return workbook(bytes)
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new SheetError('ini berkas Excel lama (.xls) atau berkata sandi; simpan ulang sebagai .xlsx tanpa kata sandi')
  const text = decoded(bytes)
  if (text.includes('\0')) throw new SheetError('ini bukan CSV dan bukan XLSX')
  return readCsv(text)
}

/** What bytes 80 to 9F mean on Windows; Node's own decoder of this name takes them for control characters (20.x). */
const CP1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** UTF-16 where Excel's "Unicode text" says so, UTF-8 where it can be, else the code page of Windows. */
function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes)
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (char) => CP1252[char.charCodeAt(0) - 0x80]!)
  }
}

async function workbook(bytes: Buffer): Promise<SheetRow[]> {
  if (unpackedSize(bytes) > LARGEST_UNPACKED)
    throw new SheetError('isi berkasnya terlalu besar; pecah menjadi beberapa berkas')
  const rows = await readSheet(bytes).catch(() => {
    throw new SheetError('berkas XLSX-nya rusak atau bukan buku kerja Excel; buka lalu simpan ulang sebagai .xlsx')
  })
  return rows
    .map((row, i) => ({ line: i + 1, cells: row.map(cellOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return value
  return value === null || value === undefined ? '' : String(value).trim()
}

/** What the archive's own list says its files make together (APPNOTE 4.3.12: the size is 24 bytes into each entry). */
function unpackedSize(archive: Buffer): number {
  let size = 0
  for (let at = archive.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; ) {
    if (at + 46 > archive.length) break
    size += archive.readUInt32LE(at + 24)
    at = archive.indexOf('PK\x01\x02', at + 46, 'latin1')
  }
  return size
}
