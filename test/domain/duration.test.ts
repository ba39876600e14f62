import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMonths, readMonths } from '../../src/domain/duration.ts'

describe('readMonths', () => {
  it.each<[string | number, number]>([
    ['2 tahun 3 bulan', 27],
    ['2thn3bln', 27],
    ['dua tahun tiga bulan', 27],
    ['3 bulan 2 tahun', 27],
    ['1,5 th', 18],
    ['1.5 tahun', 18],
    ['satu setengah tahun', 18],
    ['1 1/2 tahun', 18],
    ['1½ tahun', 18],
    ['2 tahun setengah', 30],
    ['setengah tahun', 6],
    ['setahun', 12],
    ['setahun setengah', 18],
    ['sebulan', 1],
    ['18 bln', 18],
    ['sebelas bulan', 11],
    ['dua puluh lima bulan', 25],
    ['kurang lebih 2 tahun', 24],
    ['2 tahun lebih', 24],
    ['2 tahun di RS Ulin dan 6 bulan di klinik', 30],
    ['3 minggu', 0],
    ['52 minggu', 12],
    ['belum ada', 0],
    ['tidak punya pengalaman kerja', 0],
    ['-', 0],
    ['0', 0],
    ['0 tahun', 0],
    [27, 27],
    [0, 0],
  ])('%j is %i months', (given, value) => {
    expect(readMonths(given)).toEqual({ ok: true, value })
  })

  it.each([
    ['2', '2 tahun atau 2 bulan, Kak?'],
    ['hampir 2 tahun', 'yang pasti'],
    ['kurang dari setahun', 'yang pasti'],
    ['belum 1 tahun', 'yang pasti'],
    ['1 tahun di A, 2 tahun di B', 'lama seluruhnya'],
    ['2-3 tahun', 'lama seluruhnya'],
    ['2020-2023', 'lama seluruhnya'],
    ['sejak 2020', 'lama seluruhnya'],
    ['100 tahun', 'Yang terbaca 100 tahun'],
    ['nggak tau', 'belum terbaca'],
    ['fresh graduate', 'belum terbaca'],
    ['', 'belum terbaca'],
  ])('refuses %j: %s', (text, part) => {
    expect(readMonths(text)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })

  it('accepts its own result, as a number and in words', () => {
    for (let months = 0; months <= 600; months++) {
      expect(readMonths(months)).toEqual({ ok: true, value: months })
      expect(readMonths(formatMonths(months))).toEqual({ ok: true, value: months })
    }
  })

  it('gives whole months from any text', () => {
    const near = fc.array(
      fc.constantFrom('2', 'dua', 'tahun', 'bln', 'setengah', 'setahun', '1,5', 'belum', 'ada', '3', 'minggu', 'hari'),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          near.map((parts) => parts.join(' ')),
          fc.string(),
        ),
        (text) => {
          const once = readMonths(text)
          if (once.ok) {
            expect(Number.isInteger(once.value) && once.value >= 0 && once.value <= 600).toBe(true)
            expect(readMonths(formatMonths(once.value))).toEqual(once)
          } else expect(once.error).toContain('Kak')
        },
      ),
      { numRuns: 1000 },
    )
  })
})

it.each([
  [0, 'belum ada'],
  [1, '1 bulan'],
  [24, '2 tahun'],
  [27, '2 tahun 3 bulan'],
])('%i months are said as %s', (months, text) => {
  expect(formatMonths(months)).toBe(text)
})
