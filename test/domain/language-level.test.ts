import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  JAPANESE_LEVELS,
  japaneseName,
  readEpsTopik,
  readJapanese,
  readTopik,
} from '../../src/domain/language-level.ts'

describe('readJapanese', () => {
  it.each([
    ['N4', 'N4'],
    ['jlpt n4', 'N4'],
    ['n 4', 'N4'],
    ['N-5', 'N5'],
    ['JLPT 3', 'N3'],
    ['level 4', 'N4'],
    ['4', 'N4'],
    ['jlpt N3 lulus desember 2023', 'N3'],
    ['saya punya sertifikat N4', 'N4'],
    ['masih N5', 'N5'],
    ['lulus JFT A2', 'JFT-A2'],
    ['JFT-Basic', 'JFT-A2'],
    ['NAT N5', 'NAT-5Q'],
    ['NAT-TEST 4Q', 'NAT-4Q'],
    ['N5 dan JFT', 'JFT-A2'],
    ['N5, N4 masih belajar', 'N5'],
    ['N5 sudah lulus tapi N4 gagal', 'N5'],
    ['belum ada', 'none'],
    ['belum', 'none'],
    ['tidak punya', 'none'],
  ])('reads %j as %s', (text, value) => {
    expect(readJapanese(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['belum lulus N4', 'yang sudah lulus'],
    ['sedang belajar N5', 'yang sudah lulus'],
    ['N4 nunggu hasil', 'yang sudah lulus'],
    ['JFT basic A1', 'tingkat A2'],
    ['bisa sedikit', 'belum terbaca'],
    ['N6', 'belum terbaca'],
    ['nggak tau', 'belum terbaca'],
    ['', 'belum terbaca'],
  ])('refuses %j: %s', (text, part) => {
    expect(readJapanese(text)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })

  it.each(JAPANESE_LEVELS)('accepts its own result %s, also as it is shown', (level) => {
    expect(readJapanese(level)).toEqual({ ok: true, value: level })
    expect(readJapanese(japaneseName(level))).toEqual({ ok: true, value: level })
  })

  it('never counts what is only being learnt', () => {
    const level = fc.constantFrom('N5', 'N4', 'JFT', 'NAT 5Q')
    const learning = fc.constantFrom('sedang belajar', 'belum lulus', 'gagal', 'mau ujian', 'persiapan', 'target')
    fc.assert(
      fc.property(learning, level, (words, name) => void expect(readJapanese(`${words} ${name}`).ok).toBe(false)),
    )
  })
})

describe('readEpsTopik', () => {
  it.each<[string | number, number | 'none']>([
    ['180', 180],
    ['skor saya 180', 180],
    ['180/200', 180],
    ['180 dari 200', 180],
    ['EPS-TOPIK 0', 0],
    ['eps topik 200', 200],
    ['belum ada', 'none'],
    ['belum pernah ikut tes', 'none'],
  ])('reads %j', (given, value) => {
    expect(readEpsTopik(given)).toEqual({ ok: true, value })
  })
  it.each([
    ['201', 'paling tinggi 200'],
    ['TOPIK 2', 'TOPIK umum'],
    ['topik level 3', 'TOPIK umum'],
    ['TOPIK II', 'TOPIK umum'],
    ['95,5', 'belum terbaca'],
    ['100 dan 180', 'belum terbaca'],
    ['target 180', 'belum terbaca'],
    ['nggak tau', 'belum terbaca'],
  ])('refuses %j: %s', (text, part) => {
    expect(readEpsTopik(text)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })
  it('accepts its own result', () => {
    for (const value of ['none', ...Array.from({ length: 201 }, (_, score) => score)] as const)
      expect([readEpsTopik(value), readEpsTopik(String(value))]).toEqual([
        { ok: true, value },
        { ok: true, value },
      ])
  })
})

describe('readTopik', () => {
  it.each<[string, number | 'none']>([
    ['2', 2],
    ['level 2', 2],
    ['TOPIK II level 3', 3],
    ['belum ada', 'none'],
  ])('reads %j', (text, value) => {
    expect(readTopik(text)).toEqual({ ok: true, value })
  })
  it.each(['0', '7', 'belum lulus 2', '2 atau 3', 'lumayan', ''])('refuses %j', (text) => {
    expect(readTopik(text)).toMatchObject({ ok: false, error: expect.stringContaining('Kak') })
  })
  it.each(['none', 1, 2, 3, 4, 5, 6] as const)('accepts its own result %s', (value) => {
    expect([readTopik(value), readTopik(String(value))]).toEqual([
      { ok: true, value },
      { ok: true, value },
    ])
  })
})
