import { describe, expect, it } from 'vitest'
import { columnOf } from '../../../src/cli/import/columns.ts'
import { readRow } from '../../../src/cli/import/record.ts'
import type { Cell } from '../../../src/cli/import/sheet.ts'

const HEAD = ['Nama', 'Tgl Lahir', 'Negara', 'Prefektur', 'Mulai Kontrak', 'Akhir Kontrak', 'Tanggal Keluar Jepang']
const read = (...cells: Cell[]) =>
  readRow(
    { line: 2, cells: ['Siti Aminah', '17/08/1999', ...cells] },
    {
      columns: new Map(HEAD.map((heading, i) => [columnOf(heading)!, i])),
      today: '2026-11-25',
      findSchemes: () => undefined,
      findStage: () => undefined,
      findPlace: () => ({ place: {}, unknown: [] }),
    },
  )

describe('the columns of a contract', () => {
  it('are read as a country and days, also as numbers of Excel', () => {
    expect(read('Jepang', 'Aichi', 45748, '31 Maret 2027', '').record?.work).toEqual({
      country: 'jepang',
      place: 'Aichi',
      start: '2025-04-01',
      end: '2027-03-31',
    })
    expect(read('Arab Saudi', '', '', '', '').record?.work).toEqual({ country: 'lain' })
  })

  it('that are empty say nothing', () => {
    expect(read('', '', '', '', '').record?.work).toBeUndefined()
  })

  it('that cannot be read, or end before they begin, are noted and left out', () => {
    const { record, noted } = read('', '', '01/04/2025', '31/03/2025', 'entah')
    expect(record?.work).toEqual({ start: '2025-04-01' })
    expect(noted.map(({ column }) => column).sort()).toEqual(['akhir kontrak', 'keluar Jepang'])
  })
})
