/** Nobody reads a long message on a small screen. Only consent, the review and one's own data may be longer. */
import { describe, expect, it } from 'vitest'
import { pageParts } from '../../src/flows/scheme-page.ts'
import { SCHEME_PAGE_IDS } from '../../src/flows/schemes.ts'
import { stage } from '../theatre.ts'
import { Chatter } from './chatter.ts'

/** Letters with sources; what somebody asked for with *selengkapnya* may be longer. */
const SCREEN = 1_250
const MORE = 2_000

const { schemes, guide, answers } = stage.knowledge
const PAGES = schemes.flatMap((scheme) => SCHEME_PAGE_IDS.map((page) => ({ scheme, page })))

function lengthOf(tap: string): number {
  const { replies } = new Chatter().taps(tap)
  expect(replies, tap).toHaveLength(1)
  return replies[0]!.text.length
}

describe('no message is too long to read:', () => {
  it.each(PAGES)('$scheme.id, $page', ({ scheme, page }) => {
    const parts = pageParts(stage.knowledge, scheme, page)
    parts.forEach((_, i) => {
      expect(lengthOf(`skema:${scheme.id}/${page}/${i + 1}`)).toBeLessThanOrEqual(SCREEN)
    })
  })

  it('every part of a page can be reached, and says all facts exactly once', () => {
    for (const { scheme, page } of PAGES) {
      const chatter = new Chatter()
      const seen = [chatter.taps(`skema:${scheme.id}/${page}`).replies[0]!.text]
      while (chatter.last.choices?.some(({ label }) => label === 'Lanjut membaca'))
        seen.push(chatter.says('lanjut').replies[0]!.text)
      const lines = seen.join('\n').split('\n')
      for (const { text } of scheme.pages[page])
        expect(
          lines.filter((line) => line.startsWith(`• ${text}`)),
          text,
        ).toHaveLength(1)
    }
  })

  it.each(schemes)('$id', ({ id }) => expect(lengthOf(`skema:${id}`)).toBeLessThanOrEqual(SCREEN))

  it.each(guide)('panduan $id', ({ id }) => expect(lengthOf(`panduan:${id}`)).toBeLessThanOrEqual(SCREEN))

  it.each(answers)('$topic', ({ topic, more }) => {
    expect(lengthOf(`tanya:t=${topic}`)).toBeLessThanOrEqual(SCREEN)
    if (more) expect(lengthOf(`tanya:m=${topic}`)).toBeLessThanOrEqual(MORE)
  })

  it.each(['menu', 'bantuan', 'skema', 'panduan', 'jadwal', 'status', 'petugas', 'saya disekap'])('%s', (word) => {
    for (const { text } of new Chatter().says(word).replies) expect(text.length).toBeLessThanOrEqual(1_000)
  })
})
