import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, quote, spans } from '../../src/domain/markup.ts'

const anyText = fc.string({ unit: 'grapheme' })
const fullOfMarks = fc
  .array(fc.constantFrom('*', '_', '\\', 'a', ' ', '\n', '9', 'é', '😀'), { maxLength: 25 })
  .map((parts) => parts.join(''))
const anything = fc.oneof(anyText, fullOfMarks)
const line = anything.map((text) => text.replace(/\n/g, ' ').trim()).filter((text) => text !== '')

describe('markup', () => {
  it('shows what a person wrote exactly as they wrote it', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(plainText(quote(text))).toBe(text)
      }),
    )
  })

  it('never lets what a person wrote become markup', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(spans(quote(text)).every(({ style }) => style === 'plain')).toBe(true)
      }),
    )
  })

  it('keeps it apart from the marks around it', () => {
    fc.assert(
      fc.property(line, line, (one, other) => {
        const found = spans(`Nama: *${quote(one)}* dan _${quote(other)}_.`)
        expect(found).toContainEqual({ text: one, style: 'bold' })
        expect(found).toContainEqual({ text: other, style: 'italic' })
        expect(plainText(`*${quote(one)}*\n${quote(other)}`)).toBe(`${one}\n${other}`)
      }),
    )
  })

  it('loses nothing but the marks of a text', () => {
    fc.assert(
      fc.property(fullOfMarks, (text) => {
        const letters = (words: string) => words.replace(/[\\*_]/g, '')
        expect(letters(plainText(text))).toBe(letters(text))
      }),
    )
  })

  it.each([
    [
      '*tebal* biasa _miring_',
      [
        ['tebal', 'bold'],
        [' biasa ', 'plain'],
        ['miring', 'italic'],
      ],
    ],
    ['2*3*4', [['2*3*4', 'plain']]],
    ['nama_file_saya', [['nama_file_saya', 'plain']]],
    ['* bukan tebal *', [['* bukan tebal *', 'plain']]],
    ['*tidak\nselesai*', [['*tidak\nselesai*', 'plain']]],
    ['\\*bintang\\*', [['*bintang*', 'plain']]],
    ['**', [['**', 'plain']]],
    ['ujung\\', [['ujung\\', 'plain']]],
  ])('reads %j', (text, expected) =>
    expect(spans(text).map(({ text: words, style }) => [words, style])).toEqual(expected),
  )
})
