import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../src/domain/csv.ts'

const cells = (text: string) => readCsv(text).map((row) => row.cells)

describe('comma-separated text', () => {
  it('is read with commas, semicolons or tabs, whichever the head uses', () => {
    for (const separator of [',', ';', '\t'])
      expect(cells(`${['nama', 'telepon'].join(separator)}\r\n${['PT A', '021'].join(separator)}`)).toEqual([
        ['nama', 'telepon'],
        ['PT A', '021'],
      ])
  })

  it('takes a byte-order mark away, keeps empty cells, and leaves empty rows out', () => {
    expect(cells('\uFEFFa;b\n\n;\n1;\n')).toEqual([
      ['a', 'b'],
      ['1', ''],
    ])
  })

  it('tells the line of a row, also behind a cell of several lines', () => {
    expect(readCsv('a,b\n"x\ny",2\n3,4')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny', '2'] },
      { line: 4, cells: ['3', '4'] },
    ])
  })

  it('reads what any writer of quoted cells wrote', () => {
    const cell = fc.string().map((text) => text.replace(/\r/g, '').trim())
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(table, (rows) => {
        const text = [['a', 'b', 'c'], ...rows].map((row) =>
          row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','),
        )
        const filled = rows.filter((row) => row.some((one) => one !== ''))
        expect(cells(text.join('\n')).slice(1)).toEqual(filled)
      }),
    )
  })
})
