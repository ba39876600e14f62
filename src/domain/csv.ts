/** Reads comma-separated text as spreadsheets write it (RFC 4180), also with semicolons or tabs. Pure. */

/** One row with the number of the line it begins on. */
export type CsvRow = { line: number; cells: string[] }

/** A heading may stand below a title; not further down than this line. */
const HEAD_WITHIN = 15

/** All rows that are not empty. The separator is the one that any of the first lines uses most. */
export function readCsv(text: string): CsvRow[] {
  const clean = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
  const head = clean.split('\n', HEAD_WITHIN)
  const most = (separator: string) => Math.max(...head.map((line) => count(line, separator)))
  const separator = [';', '\t', ','].reduce((best, one) => (most(one) > most(best) ? one : best), ',')
  const rows: CsvRow[] = []
  let line = 1
  for (let at = 0; at < clean.length; ) {
    const { cells, end } = readRow(clean, at, separator)
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells })
    line += count(clean.slice(at, end), '\n')
    at = end
  }
  return rows
}

const count = (text: string, char: string) => text.split(char).length - 1

function readRow(text: string, from: number, separator: string): { cells: string[]; end: number } {
  const cells: string[] = []
  for (let at = from; ; ) {
    const { cell, end } = text[at] === '"' ? quoted(text, at) : bare(text, at, separator)
    cells.push(cell.trim())
    if (text[end] === separator) at = end + 1
    else return { cells, end: end + 1 }
  }
}

function bare(text: string, from: number, separator: string): { cell: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end++
  return { cell: text.slice(from, end), end }
}

/** A quotation mark inside is doubled. What stands behind the closing one up to the separator is dropped. */
function quoted(text: string, from: number): { cell: string; end: number } {
  let end = from + 1
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1
  return { cell: text.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 }
}
