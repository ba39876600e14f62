/** Any words whatever reach a person as they are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHtml } from '../../src/bots/telegram/html.ts'
import { outbound } from '../../src/bots/telegram/outbound.ts'
import { plainText, quote, type Span, spans } from '../../src/domain/markup.ts'
import { split } from '../../src/domain/split.ts'
import { parseHtml } from './fake/html.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '/', 'b', 'i', '*', '_', '\\', '"', ' ', '\n', 'lt;', '#60;', '😀', 'é'),
    maxLength: 60,
  }),
)
const half = /\p{Surrogate}/gu

describe('HTML', () => {
  it('says exactly the words of the spans, whatever they are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseHtml(toHtml(spans(text))).text).toBe(plainText(text).replace(half, '\uFFFD'))
        expect(parseHtml(toHtml(spans(`Halo *${quote(text)}*, ya?`))).text).toBe(`Halo ${quoted(text)}, ya?`)
      }),
      { numRuns: 2000 },
    )
  })

  it('says bold what is bold and italic what is italic', () => {
    const { text, entities } = parseHtml(toHtml(spans('Ketik *ya & <tidak>* atau _nanti_')))
    expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ['bold', 'ya & <tidak>'],
      ['italic', 'nanti'],
    ])
  })

  it('mends half a surrogate pair, which Telegram would refuse', () => {
    expect(toHtml(spans(`a\uD83Db`))).toBe('a\uFFFDb')
  })
})

/** What `*…*` round a quoted text says: the words, and the stars too where they are no markup. */
const quoted = (text: string) => plainText(`*${quote(text)}*`).replace(half, '\uFFFD')

describe('splitting', () => {
  const style = fc.constantFrom<Span['style']>('plain', 'plain', 'plain', 'bold', 'italic')
  const word = fc.string({
    unit: fc.constantFrom('a', 'é', '😀', '.', '!', ' ', ' ', '\n', '\n\n', 'kata '),
    minLength: 1,
    maxLength: 40,
  })
  const anySpans = fc.array(fc.record({ text: word, style }), { minLength: 1, maxLength: 12 })
  const limits = fc.integer({ min: 2, max: 60 })

  it('loses nothing but white space at a cut, keeps the order, and keeps to the limit', () => {
    fc.assert(
      fc.property(anySpans, limits, (words, limit) => {
        const parts = split(words, limit).map(textOf)
        expect(Math.max(0, ...parts.map((part) => part.length))).toBeLessThanOrEqual(limit)
        let rest = textOf(words)
        for (const part of parts) {
          const gap = rest.indexOf(part)
          expect(rest.slice(0, gap).trim()).toBe('')
          expect(gap).toBeGreaterThanOrEqual(0)
          rest = rest.slice(gap + part.length)
        }
        expect(rest.trim()).toBe('')
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps the style of every letter, and never cuts a letter in two', () => {
    fc.assert(
      fc.property(anySpans, limits, (words, limit) => {
        expect(letters(split(words, limit).flat())).toEqual(letters(words))
      }),
      { numRuns: 2000 },
    )
  })

  it('tears a bold or italic passage only when that alone is too long', () => {
    fc.assert(
      fc.property(anySpans, limits, (words, limit) => {
        const passages = (of: readonly Span[]) =>
          of.filter(({ text, style }) => style !== 'plain' && text.trim() !== '')
        const whole = passages(words).filter(({ text }) => text.length <= limit)
        const shown = passages(split(words, limit).flat()).map(({ text }) => text.trim())
        for (const { text } of whole) expect(shown).toContain(text.trim())
      }),
      { numRuns: 2000 },
    )
  })

  it('prefers the end of a paragraph to that of a sentence, and that to a space', () => {
    const cut = (text: string, limit: number) => split([{ text, style: 'plain' }], limit).map(textOf)
    expect(cut('Satu. Dua.\n\nTiga empat. Lima enam', 24)).toEqual(['Satu. Dua.', 'Tiga empat. Lima enam'])
    expect(cut('Satu dua tiga. Empat lima enam', 24)).toEqual(['Satu dua tiga.', 'Empat lima enam'])
    expect(cut('satu dua tiga empat lima enam', 24)).toEqual(['satu dua tiga empat lima', 'enam'])
    expect(cut('satuduatigaempatlimaenam', 10)).toEqual(['satuduatig', 'aempatlima', 'enam'])
    expect(cut('😀😀😀', 3)).toEqual(['😀', '😀', '😀'])
  })

  it('of long replies makes only messages that Telegram takes', () => {
    const long = fc.array(anyText.map(quote), { minLength: 60, maxLength: 400 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(long, (text) => {
        fc.pre(plainText(text).trim() !== '')
        for (const { payload } of outbound({ text }, '7')) {
          const shown = parseHtml('text' in payload ? payload.text : '')
          expect(shown.text.length).toBeLessThanOrEqual(4096)
          expect(shown.text.trim()).not.toBe('')
        }
      }),
      { numRuns: 100 },
    )
  })
})

const textOf = (words: readonly Span[]) => words.map(({ text }) => text).join('')
const letters = (words: readonly Span[]) =>
  words.flatMap(({ text, style }) => [...text].filter((char) => /\S/.test(char)).map((char) => `${style} ${char}`))
