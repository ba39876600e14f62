import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saysNone } from '../../src/domain/none-words.ts'
import { readCm, readCount, readKg, readYear, wholeNumber } from '../../src/domain/numbers.ts'

const ONES = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']
/** The grammar-book way to say 1 to 999. */
function spell(n: number): string {
  if (n >= 100) return `${n < 200 ? 'seratus' : `${ONES[Math.floor(n / 100)]} ratus`} ${spell(n % 100)}`.trim()
  if (n >= 20) return `${ONES[Math.floor(n / 10)]} puluh ${ONES[n % 10]}`.trim()
  if (n >= 12) return `${ONES[n - 10]} belas`
  return n === 11 ? 'sebelas' : n === 10 ? 'sepuluh' : ONES[n]!
}

describe('wholeNumber', () => {
  it.each<[string, number | undefined]>([
    ['2', 2],
    ['2.', 2],
    ['no 2', 2],
    ['No. 2', 2],
    ['nomor dua', 2],
    ['ke dua', 2],
    ['ke-2', 2],
    ['kedua', 2],
    ['yang kedua kak', 2],
    ['pertama', 1],
    ['lapan', 8],
    ['sepuluh', 10],
    ['kesebelas', 11],
    ['duabelas', 12],
    ['dua puluh lima', 25],
    ['seratus dua puluh', 120],
    ['2️⃣', 2],
    ['２', 2],
    ['nol', 0],
    ['999', 999],
    ['1000', undefined],
    ['1.5', undefined],
    ['dua tiga', undefined],
    ['dua puluh tiga belas', undefined],
    ['keluarga', undefined],
    ['dua orang', undefined],
    ['satunya', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('%j is %s', (text, number) => {
    expect(wholeNumber(text)).toBe(number)
  })

  it('reads every number from 1 to 999 in words, digits and as an ordinal', () => {
    for (let n = 1; n <= 999; n++) {
      expect([n, wholeNumber(spell(n)), wholeNumber(String(n)), wholeNumber(`ke-${n}`)]).toEqual([n, n, n, n])
      if (n > 1) expect([n, wholeNumber(`ke${spell(n)}`)]).toEqual([n, n])
    }
  })
})

describe('saysNone', () => {
  it.each([
    'belum',
    'belum ada',
    'Belum ada kak',
    'saya tidak punya',
    'nggak ada',
    'ga pernah',
    'tidak ada sama sekali',
    '-',
    'nihil',
    'kada ada',
  ])('%j', (text) => {
    expect(saysNone(text)).toBe(true)
  })
  it.each(['tidak tahu', 'nggak mau', 'belum yakin', 'ada', '', 'ada tapi belum jadi', 'tidak ada yang tahu', '2'])(
    'not %j',
    (text) => {
      expect(saysNone(text)).toBe(false)
    },
  )
})

describe('readCount', () => {
  const rule = { min: 0, max: 20, what: 'jumlah anak' }
  it.each<[string | number, number]>([
    ['2', 2],
    ['dua orang', 2],
    ['anak saya 2', 2],
    ['belum ada', 0],
    ['tidak punya anak', 0],
    ['0', 0],
    [3, 3],
  ])('reads %j', (given, value) => {
    expect(readCount(given, rule)).toEqual({ ok: true, value })
  })
  it.each([
    ['2 laki 1 perempuan', 'lebih dari satu angka'],
    ['nggak tau', 'Tulis jumlah anak dengan angka'],
    ['1,5', 'Tulis jumlah anak dengan angka'],
    ['21', 'Jumlah anak antara 0 dan 20, Kak. Yang terbaca 21.'],
  ])('refuses %j: %s', (text, part) => {
    expect(readCount(text, rule)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })
  it('names what it asks for in the middle of a sentence', () => {
    for (const [what, said] of [
      ['Jumlah anak', 'Tulis jumlah anak'],
      ['IPK', 'Tulis IPK'],
    ] as const)
      expect(readCount('x', { ...rule, what })).toMatchObject({ ok: false, error: expect.stringContaining(said) })
  })
  it('takes no "belum ada" where there must be one', () => {
    expect(readCount('belum ada', { ...rule, min: 1 }).ok).toBe(false)
  })
  it('accepts its own result', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), (n) => {
        for (const given of [n, String(n)]) expect(readCount(given, rule)).toEqual({ ok: true, value: n })
      }),
    )
  })
})

describe('readYear', () => {
  const rule = { min: 1980, max: 2026 }
  it.each<[string | number, number]>([
    ['2019', 2019],
    ['tahun 2019', 2019],
    ["'19", 2019],
    ['85', 1985],
    [1999, 1999],
  ])('reads %j', (given, value) => {
    expect(readYear(given, rule)).toEqual({ ok: true, value })
  })
  it.each([
    ['2018/2019', 'lebih dari satu'],
    ['1979', 'antara 1980 dan 2026'],
    ['2027', 'antara 1980 dan 2026'],
    ['belum lulus', 'empat angka'],
    ['201', 'empat angka'],
  ])('refuses %j: %s', (text, part) => {
    expect(readYear(text, rule)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })
  it('takes two digits only where one century fits', () => {
    expect(readYear('50', { min: 1940, max: 2060 }).ok).toBe(false)
  })
  it('accepts its own result', () => {
    fc.assert(
      fc.property(
        fc.integer(rule),
        (year) => void expect(readYear(String(year), rule)).toEqual({ ok: true, value: year }),
      ),
    )
  })
})

describe('readCm and readKg', () => {
  it.each<[string | number, number]>([
    ['160', 160],
    ['160 cm', 160],
    ['160cm', 160],
    ['1,6 m', 160],
    ['1.60', 160],
    ['1 meter 60', 160],
    ['1m60', 160],
    ['tinggi saya 158 cm', 158],
    ['160 cm 55 kg', 160],
    ['seratus enam puluh', 160],
    ['159,5', 159.5],
    [159.5, 159.5],
  ])('%j is %d cm', (given, value) => {
    expect(readCm(given)).toEqual({ ok: true, value })
  })
  it.each<[string | number, number]>([
    ['55', 55],
    ['55kg', 55],
    ['55,5 kilo', 55.5],
    ['160 cm 55 kg', 55],
    ['lima puluh lima', 55],
  ])('%j is %d kg', (given, value) => {
    expect(readKg(given)).toEqual({ ok: true, value })
  })
  it.each(['16', '300', '165/55', 'tinggi', '', '55 kg'])('%j is no height', (text) => {
    expect(readCm(text)).toMatchObject({ ok: false, error: expect.stringContaining('Kak') })
  })
  it.each(['20', '300', '165/55', 'berat', '', '160 cm'])('%j is no weight', (text) => {
    expect(readKg(text)).toMatchObject({ ok: false, error: expect.stringContaining('Kak') })
  })
  it('accept their own result', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 2300 }), fc.integer({ min: 250, max: 2000 }), (mm, hg) => {
        for (const [read, value] of [
          [readCm, mm / 10],
          [readKg, hg / 10],
        ] as const) {
          expect(read(value)).toEqual({ ok: true, value })
          expect(read(String(value))).toEqual({ ok: true, value })
          expect(read(String(value).replace('.', ','))).toEqual({ ok: true, value })
        }
      }),
    )
  })
})

it('all survive any text', () => {
  const readers = [
    readCm,
    readKg,
    (text: string) => readCount(text, { min: 0, max: 9, what: 'jumlah' }),
    (text: string) => readYear(text, { min: 1980, max: 2026 }),
  ]
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...readers), (text, read) => {
      const once = read(text)
      if (once.ok) expect(read(String(once.value))).toEqual(once)
      else expect(once.error).toContain('Kak')
    }),
  )
})
