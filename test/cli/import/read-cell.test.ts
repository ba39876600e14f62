import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readBirthCell,
  readEducation,
  readNameCell,
  readNikCell,
  readPhoneCell,
  readSexCell,
  splitBirth,
} from '../../../src/cli/import/read-cell.ts'
import type { Reading } from '../../../src/domain/reading.ts'

const TODAY = '2026-11-25'
const value = <T>(read: Reading<T>) => (read.ok ? read.value : undefined)

describe('a cell of the spreadsheet', () => {
  it.each([
    ["'6371015708990001", '6371015708990001'],
    ['6371 0157 0899 0001', '6371015708990001'],
    ['NIK: 6371015708990001', '6371015708990001'],
    [6371015708990001, '6371015708990001'], // a program that keeps 53 bits
  ])('holds the NIK %s', (cell, nik) => {
    expect(readNikCell(cell)).toEqual({ ok: true, value: nik })
  })

  it.each([
    '3.2E+15',
    '3,2E+15',
    '6,37102E+15',
    '6.37101570899E+15',
    6371015708990000,
    6371015708990120,
    '6371015708990000',
  ])('has lost a digit of the NIK %s to Excel', (cell) => {
    const read = readNikCell(cell)
    expect(read.ok ? '' : read.error).toContain('rusak oleh Excel')
  })

  it.each([
    ['17/08/1999', '1999-08-17'],
    ['17-8-99', '1999-08-17'],
    ['17 Agustus 1999', '1999-08-17'],
    ['1999-08-17', '1999-08-17'],
    ['1999-08-17 00:00:00', '1999-08-17'],
    ['17/08/1999 0:00', '1999-08-17'],
    [36389, '1999-08-17'],
    ['36389', '1999-08-17'],
    [36389.5, '1999-08-17'],
    ['17 Agt 1999', '1999-08-17'],
    ['30/02/1999', undefined],
    ['besok', undefined],
    ['', undefined],
    [1999, undefined],
    ['01/01/2015', undefined],
  ])('holds the birth date %s', (cell, date) => {
    expect(value(readBirthCell(cell, TODAY))).toBe(date)
  })

  it('counts days as Excel does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25_000 }), (n) => {
        const day = new Date(Date.UTC(1930, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
        expect(value(readBirthCell(10_959 + n, TODAY))).toBe(day) // 1 January 1930 is day 10959
      }),
    )
  })

  it('holds a place with a date', () => {
    for (const written of ['Banjarmasin, 17 Agustus 1999', 'Banjarmasin/17-08-1999', 'BANJARMASIN , 17/08/1999']) {
      const { place, date } = splitBirth(written)
      expect([place.toLowerCase(), value(readBirthCell(date, TODAY))]).toEqual(['banjarmasin', '1999-08-17'])
    }
    expect(splitBirth(36389)).toEqual({ place: '', date: 36389 })
    expect(splitBirth('Kuala Kapuas')).toEqual({ place: 'Kuala Kapuas', date: '' })
  })

  it.each([
    ['0812-3456-7890', '+6281234567890'],
    [81234567890, '+6281234567890'],
    ["'081234567890", '+6281234567890'],
    ['+62 812 3456 7890', '+6281234567890'],
    ['081234567890 / 085212345678', '+6281234567890'],
    ['081234567890, 085212345678', '+6281234567890'],
    ['belum ada', undefined],
  ])('holds the number %s', (cell, phone) => {
    expect(value(readPhoneCell(cell))).toBe(phone)
  })

  it.each([
    ['D-III Keperawatan', 'D3', 'keperawatan'],
    ['D.III Kebidanan', 'D3', 'kebidanan'],
    ['S1 Keperawatan + Ners', 'Ners', 'keperawatan'],
    ['S-1', 'S1', undefined],
    ['SMK Keperawatan', 'SMK', 'keperawatan'],
    ['SMKN 3', 'SMK', undefined],
    ['SLTA', 'SMA', undefined],
    ['SMA/MA', 'SMA', undefined],
    ['Diploma IV', 'D4', undefined],
    ['lulus', undefined, undefined],
  ])('holds the schooling %s', (cell, level, field) => {
    expect(readEducation(cell)).toEqual({ level, field })
  })

  it('holds a sex and a name', () => {
    expect(['L', 'Laki-laki', 'p', 'Perempuan', 'Wanita', '?'].map((cell) => value(readSexCell(cell)))).toEqual([
      'L',
      'L',
      'P',
      'P',
      'P',
      undefined,
    ])
    expect(value(readNameCell('SITI AMINAH, A.Md.Kep'))).toBe('Siti Aminah, A.Md.Kep')
    expect(value(readNameCell('12'))).toBeUndefined()
  })

  it('is never repeated when it cannot be read', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (odd) => {
        const cell = `Zx${odd}qW7`
        for (const read of [
          readNikCell(cell),
          readBirthCell(cell, TODAY),
          readPhoneCell(cell),
          readSexCell(cell),
          readNameCell(cell),
        ])
          if (!read.ok) expect(read.error).not.toMatch(/Zx|qW7/)
      }),
    )
  })
})
