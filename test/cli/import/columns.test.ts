import { describe, expect, it } from 'vitest'
import { columnOf, readHead } from '../../../src/cli/import/columns.ts'

describe('headings of a spreadsheet', () => {
  it.each([
    ['Nama Lengkap', 'fullName'],
    ['NAMA LENGKAP (sesuai KTP)', 'fullName'],
    ['Nama Lenkap', 'fullName'],
    ['N I K', undefined],
    ['NIK', 'nik'],
    ['No. KTP', 'nik'],
    ['Nomer KTP', 'nik'],
    ['Tempat/Tanggal Lahir', 'birth'],
    ['TTL', 'birth'],
    ['Tempat, Tgl. Lahir', 'birth'],
    ['Tangal Lahir', 'birthDate'],
    ['Tgl Lahir', 'birthDate'],
    ['Tempat Lahir', 'birthPlace'],
    ['L/P', 'sex'],
    ['Jenis Kelamin (L/P)', 'sex'],
    ['Angkatan', 'batch'],
    ['Angkatan ke-', 'batch'],
    ['Skema', 'schemes'],
    ['No. HP/WA', 'phone'],
    ['Nomor WhatsApp', 'phone'],
    ['Kab/Kota', 'regency'],
    ['Propinsi', 'province'],
    ['Pendidikan Terakhir', 'educationLevel'],
    ['Asal Sekolah', 'school'],
    ['Thn. Lulus', 'graduated'],
    ['No', undefined],
    ['No.', undefined],
    ['Umur', undefined],
    ['Keterangan', undefined],
    ['', undefined],
  ])('%s → %s', (heading, column) => {
    expect(columnOf(heading)).toBe(column)
  })

  it('are told from a title and from a person', () => {
    expect(readHead(['DATA ALUMNI', '', ''])).toBeUndefined()
    expect(readHead(['Nama', '', ''])).toBeUndefined()
    expect(readHead(['Siti Aminah', '6371015708990001'])).toBeUndefined()
    const head = readHead(['No', 'Nama', 'NIK', 'Hobi', 'No KTP'])!
    expect([...head.columns]).toEqual([
      ['fullName', 1],
      ['nik', 2],
    ])
    expect([head.ignored, head.twice]).toEqual([['No', 'Hobi'], ['No KTP']])
  })
})
