import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readName } from '../../src/domain/person-name.ts'

describe('readName', () => {
  it.each([
    ['siti aminah', 'Siti Aminah'],
    ['SITI AMINAH', 'Siti Aminah'],
    ['  Siti   Aminah ', 'Siti Aminah'],
    ['suparno', 'Suparno'],
    ['McDonald Siregar', 'McDonald Siregar'],
    ['MUHAMMAD ALI BIN UMAR', 'Muhammad Ali bin Umar'],
    ['siti binti ahmad', 'Siti binti Ahmad'],
    ['bin umar', 'Bin Umar'],
    ['ahmad rizki iii', 'Ahmad Rizki III'],
    ["nur'aini", "Nur'aini"],
    ['Nur’aini', "Nur'aini"],
    ["MAU'IZAH", "Mau'izah"],
    ["ya'qub", "Ya'qub"],
    ['al-banjari', 'Al-Banjari'],
    ['m. rizky', 'M. Rizky'],
    ['i made ari', 'I Made Ari'],
    ['siti aminah, s.kep., ners', 'Siti Aminah, S.Kep., Ners'],
    ['SITI AMINAH ,SKM', 'Siti Aminah, SKM'],
    ['SITI AMINAH, A.Md.Kep', 'Siti Aminah, A.Md.Kep'],
    ['Désirée', 'Désirée'],
    ['nama saya siti aminah', 'Siti Aminah'],
    ['Nama lengkap: Siti Aminah', 'Siti Aminah'],
    ['Siti Aminah.', 'Siti Aminah'],
    ['Siti Aminah kak', 'Siti Aminah'],
    ['ＳＩＴＩ', 'Siti'],
  ])('reads %j as %j', (text, value) => {
    expect(readName(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'terlalu pendek'],
    ['s', 'terlalu pendek'],
    ['Siti 99', 'tidak memakai angka'],
    ['6371015708019903', 'tidak memakai angka'],
    ['siti@gmail.com', 'alamat email'],
    ['nggak tau', 'belum terbaca'],
    ['mau daftar kak', 'belum terbaca'],
    ['siapa namamu', 'belum terbaca'],
    ['Siti?', 'belum terbaca'],
    ['nanti', 'belum terbaca'],
    ['saya', 'belum terbaca'],
    ['山田花子', 'huruf biasa'],
    ['Siti 😊', 'tanda yang tidak biasa'],
    ['Siti_Aminah', 'tanda yang tidak biasa'],
    ['a'.repeat(81), 'terlalu panjang'],
  ])('refuses %j: %s', (text, part) => {
    expect(readName(text)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })

  it('takes the longest name that is allowed', () => {
    expect(readName(`Siti ${'a'.repeat(75)}`).ok).toBe(true)
  })

  it('accepts its own result', () => {
    const word = fc.stringMatching(/^[A-Za-zé]{1,9}['.-]?[A-Za-z]{0,5}[.,]?$/)
    const names = fc.array(fc.oneof(word, fc.constantFrom('bin', 'II', 'S.Kep', 'ST,', 'nama', 'saya', 'kak')), {
      minLength: 1,
      maxLength: 6,
    })
    const cased = fc.constantFrom(
      (s: string) => s,
      (s: string) => s.toLowerCase(),
      (s: string) => s.toUpperCase(),
    )
    let read = 0
    fc.assert(
      fc.property(names, cased, (parts, change) => {
        const once = readName(change(parts.join(' ')))
        if (!once.ok) return
        read++
        expect(readName(once.value)).toEqual(once)
        expect(once.value).toMatch(/^[\p{L} '.,-]{2,80}$/u)
      }),
      { numRuns: 1000 },
    )
    expect(read).toBeGreaterThan(700)
  })

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = readName(text)
        if (once.ok) expect(readName(once.value)).toEqual(once)
        else expect(once.error).toContain('Kak')
      }),
    )
  })
})
