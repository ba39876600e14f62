import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPhone, readPhone } from '../../src/domain/phone.ts'

const digits = (min: number, max = min) => fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`))
const indonesian = fc
  .tuple(fc.constantFrom('1', '2', '3', '5', '6', '7', '8', '9'), digits(7, 10))
  .map(([second, rest]) => `8${second}${rest}`)
const japanese = fc.tuple(fc.constantFrom('70', '80', '90'), digits(8)).map((parts) => parts.join(''))

describe('readPhone', () => {
  it.each([
    '0812-3456-7890',
    '0812 3456 7890',
    '(0812) 3456.7890',
    '6281234567890',
    '62 812 3456 7890',
    '6208123456 7890',
    '+62 (812) 3456-7890',
    '(+62) 812 3456 7890',
    '+62 0812 3456 7890',
    '81234567890',
    '0062 812 3456 7890',
    '０８１２３４５６７８９０',
    '\u202a+62 812‑3456‑7890\u202c',
    'o81234567890',
    '08l234567890',
    '0812345678 9O',
    'no hp saya 0812-3456-7890 kak',
    'wa.me/6281234567890',
    'https://wa.me/6281234567890?text=halo',
    'https://api.whatsapp.com/send?phone=6281234567890',
    'saya punya 2 hp: 081234567890',
    '0812-3456-7890 (WA juga 0812 3456 7890)',
  ])('reads %j as Indonesian', (text) => {
    expect(readPhone(text)).toEqual({ ok: true, value: '+6281234567890' })
  })

  it.each([
    ['090-1234-5678', '+819012345678'],
    ['08012345678', '+818012345678'],
    ['070 1234 5678', '+817012345678'],
    ['+81 90 1234 5678', '+819012345678'],
    ['+81 090 1234 5678', '+819012345678'],
    ['0081 90 1234 5678', '+819012345678'],
    ['+82 10-1234-5678', '+821012345678'],
    ['+886 912 345 678', '+886912345678'],
    ['+49 1511 2345678', '+4915112345678'],
    ['+60 12-345 6789', '+60123456789'],
    ['60123456789', '+60123456789'],
  ])('reads %j as %s', (text, value) => {
    expect(readPhone(text)).toEqual({ ok: true, value })
  })

  it.each([
    '819012345678', // Japan +81 90 1234 5678, or Indonesia 0819-0123-45678
    '821012345678', // Korea, or Indonesia 0821-0123-45678
    '886912345678', // Taiwan, or Indonesia 0886-9123-45678
    '0912345678', // Taiwan's own writing
    '010-1234-5678', // Korea's own writing
    '015112345678', // Germany's own writing
    '9012345678',
  ])('asks for the country of %j', (text) => {
    expect(readPhone(text)).toMatchObject({ ok: false, error: expect.stringContaining('negara mana') })
  })

  it.each([
    ['08123', 'Yang Kakak tulis 5.'],
    ['+62 812 345', 'Yang Kakak tulis 7.'],
    ['0812345678901234', 'Yang Kakak tulis 16.'],
    ['021-29244800', 'telepon rumah'],
    ['0511 3354321', 'telepon rumah'],
    ['+62 511 3354321', 'bukan nomor HP'],
    ['+81 3 1234 5678', 'Jepang ada 11 angka'],
    ['+82 10 1234', 'kurang atau lebih'],
    ['110', 'Yang Kakak tulis 3.'],
    ['0812345678go', 'Ada huruf'],
    ['0812-3456-7890 / 0813-1111-2222', 'lebih dari satu nomor'],
    ['nggak tau', 'belum terbaca'],
    ['', 'belum terbaca'],
  ])('refuses %j: %s', (text, part) => {
    expect(readPhone(text)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })

  it('takes every Indonesian number for Indonesian, however it is written', () => {
    fc.assert(
      fc.property(indonesian, fc.constantFrom('0', '+62', '+620', '0062', '62'), (national, lead) => {
        expect(readPhone(lead + national)).toEqual({ ok: true, value: `+62${national}` })
      }),
    )
  })

  it('takes every Japanese mobile number for Japanese', () => {
    fc.assert(
      fc.property(japanese, fc.constantFrom('0', '+81', '+810', '0081'), (national, lead) => {
        expect(readPhone(lead + national)).toEqual({ ok: true, value: `+81${national}` })
      }),
    )
  })

  it('never takes a number without 0 and + for one country when another fits too', () => {
    fc.assert(
      fc.property(japanese, (national) => {
        expect(readPhone(`81${national}`).ok).toBe(false)
      }),
    )
  })

  it('accepts its own result, and what it shows to people', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          indonesian.map((n) => `+62${n}`),
          japanese.map((n) => `+81${n}`),
          fc.constantFrom('+821012345678', '+886912345678', '+4915112345678'),
        ),
        (value) => {
          expect(readPhone(value)).toEqual({ ok: true, value })
          expect(readPhone(formatPhone(value))).toEqual({ ok: true, value })
        },
      ),
    )
  })

  it('gives E.164 or a kind sentence, from any text', () => {
    const near = fc.array(
      fc.constantFrom('0', '8', '1', '2', '62', '81', '90', '+', ' ', '-', '(', ')', 'o', 'wa.me/'),
      { maxLength: 18 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          near.map((parts) => parts.join('')),
          fc.string({ unit: 'grapheme' }),
        ),
        (text) => {
          const result = readPhone(text)
          if (result.ok) {
            expect(result.value).toMatch(/^\+\d{7,15}$/)
            expect(readPhone(result.value)).toEqual(result)
          } else expect(result.error).toContain('Kak')
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('formatPhone', () => {
  it.each([
    ['+6281234567890', '0812-3456-7890'],
    ['+819012345678', '+81 90 1234 5678'],
    ['rusak', 'rusak'],
  ])('shows %s as %s', (value, shown) => {
    expect(formatPhone(value)).toBe(shown)
  })
})
