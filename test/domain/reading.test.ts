import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../src/domain/markup.ts'
import { echo, fold } from '../../src/domain/reading.ts'

describe('fold', () => {
  it.each([
    ['０８１２', '0812'],
    ['‘99 – “ya”', '\'99 - "ya"'],
    ['2️⃣', '2'],
    ['\u202a+62 812\u202c', '+62 812'],
    ['2½ tahun', '2 1/2 tahun'],
    ['  a\u00a0 b\nc ', 'a b\nc'],
  ])('%j becomes %j', (text, plain) => {
    expect(fold(text)).toBe(plain)
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  })
})

describe('echo', () => {
  it('keeps a person’s marks from becoming markup, on one line', () => {
    expect(plainText(echo('*halo*\n_kak_'))).toBe('*halo* _kak_')
  })
  it('shortens', () => {
    expect(echo('a'.repeat(41))).toBe(`${'a'.repeat(40)}…`)
    expect(echo('a'.repeat(40))).toBe('a'.repeat(40))
  })
})
