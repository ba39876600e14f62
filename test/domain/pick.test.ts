import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLabel, matching, mentioned, type Option, pick, pickMany, spokenNumber } from '../../src/domain/pick.ts'

const options = (...labels: string[]): Option[] => labels.map((label, i) => ({ id: `c${i + 1}`, label }))
const picked = (choices: Option[], text: string) => pick(choices, text)?.label
const MARITAL = options('Belum menikah', 'Menikah', 'Cerai hidup', 'Cerai mati')
const SCHEMES = options(
  'G to G Jepang: careworker',
  'SSW kaigo (perawat lansia)',
  'Magang lewat LPK/SO',
  'G to G Korea (EPS)',
)
const ERASE = options('Ya, hapus isian', 'Jeda saja', 'Tidak, lanjutkan')
const JLPT = options('Belum ada', 'JLPT N5 atau setara', 'JLPT N4', 'JLPT N3', 'JLPT N2 atau N1', 'JFT-Basic A2')

describe('spokenNumber', () => {
  it.each([
    ['2', 2],
    [' 2. ', 2],
    ['no 2', 2],
    ['nomor dua', 2],
    ['yang kedua', 2],
    ['ke-2', 2],
    ['pilih no. 12', 12],
    ['dua belas', 12],
    ['pertama aja kak', 1],
    ['yang 3 deh', 3],
  ])('reads %j', (text, number) => expect(spokenNumber(text)).toBe(number))

  it.each(['2 tahun', '081234567890', '100', '1/2', 'dua puluh', 'satu dua', '', '2a', 'n5', '-'])(
    'finds no number of a choice in %j',
    (text) => expect(spokenNumber(text)).toBeUndefined(),
  )
})

describe('pick', () => {
  it.each([
    [MARITAL, 'belum menikah', 'Belum menikah'],
    [MARITAL, 'MENIKAH', 'Menikah'],
    [MARITAL, 'cerai mti', 'Cerai mati'],
    [MARITAL, 'hidup', 'Cerai hidup'],
    [MARITAL, 'belum', 'Belum menikah'],
    [SCHEMES, 'kaigo', 'SSW kaigo (perawat lansia)'],
    [SCHEMES, 'ssw kaigo', 'SSW kaigo (perawat lansia)'],
    [SCHEMES, 'no 4', 'G to G Korea (EPS)'],
    [ERASE, 'ya', 'Ya, hapus isian'],
    [ERASE, 'tidak', 'Tidak, lanjutkan'],
    [ERASE, 'ya hapus isian', 'Ya, hapus isian'],
    [JLPT, 'n4', 'JLPT N4'],
    [JLPT, 'N 4', 'JLPT N4'],
    [JLPT, 'n2', 'JLPT N2 atau N1'],
  ])('finds in %o what %j means: %j', (choices, text, label) => expect(picked(choices, text)).toBe(label))

  /** Every one of these was once taken for the answer beside it. */
  it.each([
    [JLPT, 'ada'],
    [MARITAL, 'cerai'],
    [MARITAL, 'tidak menikah'],
    [MARITAL, 'sudah menikah'],
    [ERASE, 'hapus'],
    [ERASE, 'hapus isian'],
    [ERASE, 'ya jangan'],
    [SCHEMES, 'lewat'],
    [SCHEMES, 'g to g'],
    [SCHEMES, '5'],
    [SCHEMES, '0'],
    [SCHEMES, ''],
    [SCHEMES, '?!'],
    [options('Belum punya NIK'), 'punya'],
    [options('Ya, tarik izin', 'Tidak jadi'), 'tarik izin'],
    [options('Sudah mengizinkan', 'Belum'), 'tidak mengizinkan'],
    [JLPT, 'jlpt n6'],
    [JLPT, 'jlpt n1'],
  ])('does not guess in %o what %j means', (choices, text) => expect(picked(choices, text)).toBeUndefined())

  it('knows other words for a choice', () => {
    const choices: Option[] = [
      { id: 'lajang', label: 'Belum menikah', also: ['single', 'jomblo'] },
      { id: 'nikah', label: 'Menikah' },
    ]
    expect(picked(choices, 'jomblo')).toBe('Belum menikah')
    expect(picked(choices, 'jombl')).toBe('Belum menikah')
  })

  const anyChoices = fc.uniqueArray(fc.stringMatching(/^[a-z]{5,12}( [a-z]{5,12})?$/), { minLength: 1, maxLength: 9 })

  it('always finds a choice by its own label and by its number, however it is written', () => {
    fc.assert(
      fc.property(anyChoices, fc.nat(), (labels, n) => {
        const choices = options(...labels)
        const choice = choices[n % choices.length]!
        const number = choices.indexOf(choice) + 1
        for (const text of [
          choice.label,
          choice.label.toUpperCase(),
          ` ${choice.label}!`,
          `${number}`,
          `no. ${number}`,
        ])
          expect(pick(choices, text)).toBe(choice)
        expect(isLabel(choice, choice.label)).toBe(true)
      }),
    )
  })

  it('only ever gives back a choice that was offered, and never throws', () => {
    fc.assert(
      fc.property(anyChoices, fc.string({ unit: 'grapheme', maxLength: 200 }), (labels, text) => {
        const choices = options(...labels)
        for (const found of [
          ...matching(choices, text),
          ...mentioned(choices, text),
          ...(pickMany(choices, text) ?? []),
        ])
          expect(choices).toContain(found)
      }),
    )
  })
})

describe('mentioned', () => {
  it('finds a label in a longer answer, but not where a word turns it round', () => {
    expect(mentioned(MARITAL, 'saya sudah menikah kak').map(({ label }) => label)).toEqual(['Menikah'])
    expect(mentioned(MARITAL, 'saya tidak menikah')).toEqual([])
    expect(mentioned(options('D3', 'S1'), 'S1 keperawatan').map(({ label }) => label)).toEqual(['S1'])
    expect(mentioned(options('D3', 'S1'), 'd3 lalu s1')).toHaveLength(2)
  })
})

describe('pickMany', () => {
  const found = (text: string) => pickMany(SCHEMES, text)?.map(({ id }) => id)

  it.each([
    ['1, 3 dan 4', ['c1', 'c3', 'c4']],
    ['1 3', ['c1', 'c3']],
    ['1&2', ['c1', 'c2']],
    ['no 2 sama no 4', ['c2', 'c4']],
    ['kaigo dan korea', ['c2', 'c4']],
    ['kaigo korea', ['c2', 'c4']],
    ['2, 2', ['c2']],
    ['2', ['c2']],
    ['1,\n3', ['c1', 'c3']],
  ])('reads %j', (text, ids) => expect(found(text)).toEqual(ids))

  it.each(['1 dan 9', 'kaigo dan bulan', '', ',', 'jepang dan sekitarnya', '13'])('reads no list in %j', (text) =>
    expect(found(text)).toBeUndefined(),
  )
})
