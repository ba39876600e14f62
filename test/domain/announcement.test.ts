import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announcementReply, expectedSeconds, problemsOf, tallyOf, variablesIn } from '../../src/domain/announcement.ts'
import { plainText } from '../../src/domain/markup.ts'

const STATES = ['queued', 'sending', 'sent', 'failed', 'skipped', 'unknown']

describe('the ledger', () => {
  it('always adds up, whatever is in it', () => {
    const line = fc.record({
      state: fc.constantFrom(...STATES),
      reason: fc.option(fc.constantFrom('berhenti', 'person left: blocked', 'timeout')),
      count: fc.nat(100_000),
    })
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { recipients, sent, failed, skipped, unknown, waiting, reasons } = tallyOf(lines)
        expect(recipients).toBe(sent + failed + skipped + unknown + waiting)
        expect(recipients).toBe(lines.reduce((sum, { count }) => sum + count, 0))
        expect(Object.values(reasons).reduce((sum, count) => sum + count, 0)).toBe(failed + skipped + unknown)
      }),
    )
  })
})

describe('the words of an announcement', () => {
  const NOBODY = { nama: undefined, nomor: undefined }

  it('name everybody by their own name, and those without one kindly', () => {
    const say = (text: string, nama?: string) => plainText(announcementReply({ text }, { ...NOBODY, nama }).text)
    expect(say('Halo {nama}!', 'Siti _A*')).toMatch(/^Halo Siti _A\*!/)
    expect(say('Halo { Nama }!')).toMatch(/^Halo Kakak!/)
  })

  it('leave nothing of a person’s name as markup or as a variable', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('*', '_', '\\', '{', '}', 'n', 'a', 'm'), maxLength: 12 }),
        (nama) => {
          const { text } = announcementReply({ text: '{nama}|' }, { nama, nomor: 'X' })
          expect(plainText(text).split('|')[0]).toBe(nama)
        },
      ),
    )
  })

  it('say how to end it, and come aside', () => {
    expect(announcementReply({ text: 'Halo' }, NOBODY)).toMatchObject({
      text: expect.stringContaining('*berhenti*'),
      aside: true,
    })
  })

  it('are held back where something is wrong with them', () => {
    const wrong = (text: string, registered = true) => problemsOf({ text }, registered).join(' ')
    expect(wrong('Halo {nama}, nomor {nomor}. https://bp2mi.go.id/info.')).toBe('')
    expect(wrong('  ')).toContain('kosong')
    expect(wrong('x'.repeat(3801))).toContain('3801')
    expect(wrong('Halo {nma}')).toContain('{nma}')
    expect(wrong('Halo {}')).toContain('{}')
    expect(wrong('Halo {nama')).toContain('kurung')
    expect(wrong('{nomor}', false)).toContain('{nomor}')
    expect(wrong('lihat https://bp2mi')).toContain('https://bp2mi')
    expect(wrong('lihat http://')).toContain('http://')
  })

  it('lists each variable once', () => {
    expect(variablesIn('{nama} {Nama} {nomor}')).toEqual(['nama', 'nomor'])
  })
})

describe('how long it takes', () => {
  const slow = { perDay: 100, secondsBetween: [30, 90], from: 8, until: 20 } as const
  const seconds = (lines: { line: string; slow: boolean; count: number }[]) =>
    expectedSeconds(lines, { ...slow, secondsBetween: [...slow.secondsBetween] })

  it('is the time of the slowest line', () => {
    expect(seconds([])).toBe(0)
    expect(seconds([{ line: 'telegram/42', slow: false, count: 5000 }])).toBe(173)
    const whatsapp = { line: 'whatsapp/9', slow: true, count: 50 }
    expect(seconds([{ line: 'telegram/42', slow: false, count: 5000 }, whatsapp])).toBe(3000)
  })

  it('counts the days of a number that may send so many a day', () => {
    expect(seconds([{ line: 'whatsapp/9', slow: true, count: 250 }])).toBe(2 * 86_400 + 50 * 60)
  })
})
