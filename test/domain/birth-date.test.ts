import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageOn, type DateKind, readDate, readMonth } from '../../src/domain/birth-date.ts'
import { civilDate, daysIn } from '../../src/domain/civil-date.ts'
import { longDay } from '../../src/domain/day.ts'

const today = '2026-11-22'
const read = (text: string, kind: DateKind = 'birth') => readDate(text, { today, kind })
const day = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

describe('readDate', () => {
  it.each([
    '17-08-1999',
    '17/8/99',
    '17.8.1999',
    '17 8 1999',
    '17081999',
    '170899',
    '1708 1999',
    '17 agustus 1999',
    '17 agt 99',
    "17 agus '99",
    '17 agst 1999',
    '17agustus1999',
    'agustus 17 1999',
    'August 17, 1999',
    '17th August 1999',
    '1999-08-17',
    '1999 agustus 17',
    '1999/8/17',
    '19990817',
    '99-08-17',
    '8/17/1999',
    'tgl 17 bln 8 thn 1999',
    'bulan 8 tanggal 17 tahun 1999',
    'tahun 1999 bulan 8 tanggal 17',
    'tgl 17 bulan agustus tahun 1999',
    'Banjarmasin, 17 Agustus 1999',
    'selasa 17 agustus 1999',
    'saya lahir 17-8-1999 kak',
    '17 Agutus 1999',
    '17 agustuss 1999',
    '１７－０８－１９９９',
  ])('reads %j', (text) => {
    expect(read(text)).toEqual({ ok: true, value: '1999-08-17' })
  })

  it('believes the words before the numbers', () => {
    expect(read('bln 8 tgl 7 thn 1999')).toEqual({ ok: true, value: '1999-08-07' })
    expect(read('tgl 7 bln 8 thn 1999')).toEqual({ ok: true, value: '1999-08-07' })
  })

  it.each([
    ['jan januari januwari january', 1],
    ['feb februari pebruari peb february februri', 2],
    ['mar maret mrt march', 3],
    ['apr april', 4],
    ['mei may', 5],
    ['jun juni june', 6],
    ['jul juli july', 7],
    ['agustus agust agt agst ags aug august', 8],
    ['sep sept september septmber', 9],
    ['okt oktober oct october', 10],
    ['nov nop november nopember', 11],
    ['des desember dec december desembr', 12],
  ])('knows the months %s', (words, month) => {
    for (const word of words.split(' '))
      expect([word, read(`3 ${word} 2001`)]).toEqual([word, { ok: true, value: civilDate(2001, month, 3) }])
  })

  it.each<[string, DateKind, string]>([
    ['17-8-05', 'birth', '2005-08-17'],
    ['17-8-15', 'birth', '2015-08-17'], // 11 years old, but 111 cannot be
    ['17-8-30', 'birth', '1930-08-17'],
    ['23-11-26', 'birth', '1926-11-23'], // a day more, and it would be 100 years and more
    ['22-11-26', 'past', '2026-11-22'],
    ['23-11-26', 'past', '1926-11-23'],
    ['22-11-26', 'future', '2026-11-22'],
    ['1-3-27', 'future', '2027-03-01'],
    ['29-2-00', 'birth', '2000-02-29'],
    ['1-3-46', 'any', '2046-03-01'],
    ['1-3-47', 'any', '1947-03-01'],
  ])('reads the two-digit year of %s (%s) as %s', (text, kind, value) => {
    expect(read(text, kind)).toEqual({ ok: true, value })
  })

  it.each<[string, DateKind, string]>([
    ['31 Februari 1999', 'birth', '31 Februari 1999 tidak ada, Kak: Februari 1999 hanya sampai tanggal 28.'],
    ['31-2-99', 'birth', '31 Februari 1999 tidak ada'],
    ['29-02-2001', 'birth', 'Februari 2001 hanya sampai tanggal 28'],
    ['31-4-2000', 'birth', 'April 2000 hanya sampai tanggal 30'],
    ['32-8-1999', 'birth', 'tanggal'],
    ['0-8-1999', 'birth', 'Tanggal 0 tidak ada'],
    ['17-13-1999', 'birth', 'Bulan 13 tidak ada'],
    ['17-8-2027', 'birth', 'belum terjadi'],
    ['17-8-1920', 'birth', 'lebih dari 100 tahun'],
    ['17-8-1420', 'birth', 'tahun Masehi'],
    ['17 agustus', 'birth', 'belum lengkap'],
    ['agustus 1999', 'birth', 'belum lengkap'],
    ['umur 23', 'birth', 'bukan umur'],
    ['23 tahun', 'birth', 'bukan umur'],
    ['1999', 'birth', 'bukan umur'],
    ['nggak tau', 'birth', 'belum terbaca'],
    ['', 'birth', 'belum terbaca'],
    ['17 xyz 1999', 'birth', 'belum terbaca'],
    ['17 mei juni 1999', 'birth', 'belum terbaca'],
    ['17-8-199', 'birth', 'belum terbaca'],
    ['23-11-2026', 'past', 'belum terjadi'],
    ['21-11-2026', 'future', 'sudah lewat'],
  ])('refuses %j (%s): %s', (text, kind, part) => {
    const result = read(text, kind)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.error.toLowerCase()).toContain(part.toLowerCase())
  })

  it('always shows a form that it reads itself', () => {
    for (const kind of ['birth', 'past', 'future', 'any'] as const) {
      const refusal = read('nggak tau', kind)
      if (refusal.ok) throw new Error('read a date where there is none')
      const examples = [...refusal.error.matchAll(/\*(.*?)\*/g)].map((match) => match[1]!)
      expect(examples).toHaveLength(2)
      for (const example of examples) expect(read(example, kind)).toMatchObject({ ok: true })
    }
  })

  it('reads every usual writing of every day, and its own result', () => {
    const writings: ((year: string, month: string, day: string, civil: string) => string)[] = [
      (year, month, day) => `${day}-${month}-${year}`,
      (year, month, day) => `${Number(day)}/${Number(month)}/${year}`,
      (year, month, day) => `${day}${month}${year}`,
      (_, __, ___, civil) => longDay(civil),
      (_, __, ___, civil) => longDay(civil).toUpperCase(),
      (_, __, ___, civil) => civil,
      (_, __, ___, civil) => civil.replaceAll('-', ''),
    ]
    fc.assert(
      fc.property(day('1930-01-01', '2026-11-22'), fc.constantFrom(...writings), (civil, write) => {
        const [year, month, dayOf] = civil.split('-') as [string, string, string]
        expect(read(write(year, month, dayOf, civil))).toEqual({ ok: true, value: civil })
      }),
    )
  })

  it('gives nothing but days that its kind allows, from any text', () => {
    const digits = fc.array(
      fc.constantFrom('17', '8', '31', '2', '99', '1999', '2026', '2030', ' ', '-', '/', 'mei', 'feb', 'tgl', "'"),
      { maxLength: 9 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          digits.map((parts) => parts.join('')),
          fc.string(),
        ),
        fc.constantFrom<DateKind>('birth', 'past', 'future', 'any'),
        (text, kind) => {
          const result = read(text, kind)
          if (!result.ok) {
            expect(result.error).toContain('Kak')
            return
          }
          expect(new Date(result.value).toISOString().slice(0, 10)).toBe(result.value)
          if (kind === 'birth' || kind === 'past') expect(result.value <= today).toBe(true)
          if (kind === 'future') expect(result.value >= today).toBe(true)
          expect(read(result.value, kind)).toEqual(result)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('readMonth', () => {
  it.each([
    '3/2024',
    '03-2024',
    '032024',
    'maret 2024',
    'mar 2024',
    '2024-03',
    '2024 maret',
    'bulan 3 tahun 2024',
    '12 maret 2024',
    '12-03-2024',
  ])('reads %j', (text) => {
    expect(readMonth(text)).toEqual({ ok: true, value: '2024-03' })
  })
  it.each(['maret', '2024', 'maret 24', '3/24', '13/2024', 'nggak tau', ''])('asks again for %j', (text) => {
    expect(readMonth(text)).toMatchObject({ ok: false, error: expect.stringContaining('*03-2024*') })
  })
  it('accepts its own result, and says it in words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const value = `${year}-${String(month).padStart(2, '0')}`
        expect(readMonth(value)).toEqual({ ok: true, value })
        expect(readMonth(longDay(value))).toEqual({ ok: true, value })
      }),
    )
  })
})

describe('ageOn', () => {
  it.each([
    ['1999-08-17', '2026-08-16', 26],
    ['1999-08-17', '2026-08-17', 27],
    ['2000-02-29', '2025-02-28', 24],
    ['2000-02-29', '2025-03-01', 25],
    ['2026-11-22', '2026-11-22', 0],
  ])('someone born on %s is on %s aged %i', (birth, on, age) => {
    expect(ageOn(birth, on)).toBe(age)
  })
})

describe('the calendar', () => {
  it('agrees with Date on which days there are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, dayOf) => {
          const date = new Date(Date.UTC(year, month - 1, dayOf))
          const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOf
          expect(civilDate(year, month, dayOf)).toBe(exists ? date.toISOString().slice(0, 10) : undefined)
        },
      ),
    )
    expect([daysIn(1900, 2), daysIn(2000, 2), daysIn(2024, 2)]).toEqual([28, 29, 29])
  })
  it('is said in words', () => {
    expect(longDay('1999-08-07')).toBe('7 Agustus 1999')
  })
})
