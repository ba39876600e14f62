import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NikFacts, nikDoubts, nikParts, readNik } from '../../src/domain/nik.ts'

const WOMAN = '6371015708019903'
const MAN = '6371011708019903'
const areas = {
  provinces: [{ code: '63' }],
  regencies: [{ code: '63.71' }],
  districts: [{ code: '63.71.01' }],
}

/** Any number that the structure allows; day 29 to 31 are left to the tables. */
const nik = fc
  .record({
    area: fc.tuple(fc.integer({ min: 11, max: 96 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })),
    day: fc.integer({ min: 1, max: 28 }),
    woman: fc.boolean(),
    month: fc.integer({ min: 1, max: 12 }),
    year2: fc.integer({ min: 0, max: 99 }),
    serial: fc.integer({ min: 1, max: 9999 }),
  })
  .map((n) => {
    const two = (value: number) => String(value).padStart(2, '0')
    const text = [...n.area, n.woman ? n.day + 40 : n.day, n.month, n.year2].map(two).join('')
    return { ...n, text: text + String(n.serial).padStart(4, '0') }
  })

describe('readNik', () => {
  it.each([
    WOMAN,
    '637101 570801 9903',
    '6371.0157.0801.9903',
    '63-71-01-57-08-01-9903',
    'NIK: 6371015708019903',
    'nik saya 6371015708019903 kak',
    'NIK6371015708019903',
    'no ktp 6371015708019903',
    '637lOI57O8019903',
    '６３７１０１５７０８０１９９０３',
    '6371015708019903, hp 081234567890',
  ])('reads %j', (text) => {
    expect(readNik(text)).toEqual({ ok: true, value: WOMAN })
  })

  it.each([
    ['123', 'NIK ada 16 angka, Kak. Yang Kakak tulis baru 3.'],
    ['637101570801990', 'NIK ada 16 angka, Kak. Yang Kakak tulis baru 15.'],
    ['63710157080199031', 'NIK ada 16 angka, Kak. Yang Kakak tulis 17, jadi ada yang lebih.'],
    ['nggak tau', 'NIK ada 16 angka, Kak, tertulis di bagian atas KTP. Contohnya 6371015708019903.'],
    [
      '637101570801990B',
      'NIK hanya terdiri dari angka, Kak. Yang Kakak tulis: 637101570801990B. Contohnya 6371015708019903.',
    ],
  ])('explains %j', (text, error) => {
    expect(readNik(text)).toEqual({ ok: false, error })
  })

  it.each([
    ['31 Februari', '6371013102019903'],
    ['30 February of a woman', '6371017002019903'],
    ['day 0', '6371010008019903'],
    ['day 40', '6371014008019903'],
    ['day 81', '6371018108019903'],
    ['month 13', '6371011713019903'],
    ['29 Februari outside a leap year', '6371012902019903'],
  ])('refuses %s, and says which digits', (_, text) => {
    expect(readNik(text)).toMatchObject({ ok: false, error: expect.stringContaining('ke-7 sampai ke-12') })
  })

  it.each([
    ['serial 0000', '6371011708010000'],
    ['regency 00', '6300011708019903'],
    ['district 00', '6371001708019903'],
  ])('refuses %s', (_, text) => {
    expect(readNik(text).ok).toBe(false)
  })

  it.each(['6371012902009903', '6371012902049903', '0071011708019903'])(
    'takes %s: a leap year, an unknown province',
    (text) => {
      expect(readNik(text)).toEqual({ ok: true, value: text })
    },
  )

  it('accepts every well-formed number in any grouping, and its own result', () => {
    fc.assert(
      fc.property(
        nik,
        fc.array(fc.constantFrom('', ' ', '.', '-', ' - '), { minLength: 15, maxLength: 15 }),
        ({ text }, gaps) => {
          const spaced = [...text].map((digit, i) => digit + (gaps[i] ?? '')).join('')
          expect(readNik(spaced)).toEqual({ ok: true, value: text })
          expect(readNik(text)).toEqual({ ok: true, value: text })
        },
      ),
    )
  })

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readNik(text)
        if (read.ok) expect(read.value).toMatch(/^\d{16}$/)
        else expect(read.error).toContain('Kak')
      }),
    )
  })
})

describe('nikParts', () => {
  it('reads a woman’s day as 40 more', () => {
    expect(nikParts(WOMAN)).toEqual({
      provinceCode: '63',
      regencyCode: '63.71',
      districtCode: '63.71.01',
      birth: { day: 17, month: 8, year2: 1 },
      sex: 'P',
    })
    expect(nikParts(MAN)).toMatchObject({ birth: { day: 17, month: 8, year2: 1 }, sex: 'L' })
  })

  it('gives back what the number was made of', () => {
    fc.assert(
      fc.property(nik, ({ text, day, month, year2, woman }) => {
        expect(nikParts(text)).toMatchObject({ birth: { day, month, year2 }, sex: woman ? 'P' : 'L' })
      }),
    )
  })
})

describe('nikDoubts', () => {
  const kinds = (number: string, facts: Partial<NikFacts>) =>
    nikDoubts(number, { areas, ...facts }).map((doubt) => doubt.kind)

  it.each<[string, Partial<NikFacts>, string[]]>([
    [WOMAN, {}, []],
    [WOMAN, { birthDate: '2001-08-17', sex: 'P' }, []],
    [WOMAN, { birthDate: '1901-08-17' }, []], // the number leaves the century open
    [WOMAN, { birthDate: '2001-08-18' }, ['lahir']],
    [WOMAN, { birthDate: '2001-07-17' }, ['lahir']],
    [WOMAN, { birthDate: '2002-08-17' }, ['lahir']],
    [WOMAN, { sex: 'L' }, ['kelamin']],
    [MAN, { birthDate: '1999-01-01', sex: 'P' }, ['lahir', 'kelamin']],
    ['0071011708019903', {}, ['wilayah']],
    ['6399011708019903', {}, ['wilayah']],
    ['6371991708019903', {}, ['wilayah']],
  ])('%s with %j: %j', (number, facts, expected) => {
    expect(kinds(number, facts)).toEqual(expected)
  })

  it('names the part that it does not know, and lets it be', () => {
    const [doubt] = nikDoubts('6399011708019903', { areas })
    expect(doubt!.text).toContain('Empat angka pertama NIK (6399)')
    expect(doubt!.text).toContain('tidak apa-apa')
  })
})
