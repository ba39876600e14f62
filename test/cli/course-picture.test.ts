import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { coursePicture, pngOf } from '../../src/cli/course-picture.ts'
import { clockWords, ticksOf } from '../../src/cli/course-ticks.ts'
import { type AnnouncementFound, tallyOf } from '../../src/domain/announcement.ts'

const ZONE = 'Asia/Makassar'
const BEGAN = new Date('2026-11-24T02:10:03Z')
const after = (seconds: number) => new Date(BEGAN.getTime() + seconds * 1000)

const FOUND: AnnouncementFound = {
  id: 12,
  state: 'selesai',
  segment: {},
  corrects: null,
  startsAt: BEGAN,
  recipients: 5000,
  by: 'x',
  body: { text: 'rahasia' },
  tally: tallyOf([
    { state: 'sent', reason: null, count: 4812 },
    { state: 'skipped', reason: 'person left', count: 150 },
    { state: 'failed', reason: 'message refused: <too long>', count: 38 },
  ]),
  excluded: { berhenti: 21 },
}
const COURSE = { seconds: 60, steps: [0, 60, 120].map((s) => ({ at: after(s), sent: 1604, others: 0 })) }

const said = (svg: string) => [...parseHTML(svg).document.querySelectorAll('text')].map((text) => text.textContent)

describe('the picture of an announcement’s course', () => {
  const svg = coursePicture(FOUND, COURSE, ZONE)

  it('says sums that add up, in Indonesian, and none of its words', () => {
    expect(said(svg)).toEqual(
      expect.arrayContaining([
        'Pengumuman 12: terkirim ke 4.812 dari 5.000 penerima',
        'Mulai 24 November 2026, 10.10 WITA; yang terakhir pukul 10.12',
        '4.812 terkirim + 38 gagal + 150 dilewati = 5.000 penerima',
        'Bukan penerima: minta berhenti dikabari 21.',
      ]),
    )
    expect(svg).not.toContain('rahasia')
  })

  it('becomes a PNG with letters in it, whatever fonts the machine has', () => {
    const png = pngOf(svg)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    const wordless = pngOf(svg.replace(/<text.*?<\/text>/gs, ''))
    expect(png.length).toBeGreaterThan(wordless.length * 1.5)
  })

  it('is none before anything was sent', () => {
    expect(() => coursePicture(FOUND, { seconds: 1, steps: [] }, ZONE)).toThrow(RangeError)
  })

  it.each([
    [3, ['10.10.03', '10.10.04', '10.10.05', '10.10.06']],
    [170, ['10.10.30', '10.11.00', '10.11.30', '10.12.00', '10.12.30']],
    [6 * 3600, ['11.00', '12.00', '13.00', '14.00', '15.00', '16.00']],
    [5 * 86_400, ['25 Nov', '26 Nov', '27 Nov', '28 Nov', '29 Nov']],
  ])('has few ticks over %i seconds', (seconds, expected) => {
    const ticks = ticksOf(BEGAN, after(seconds))
    expect(ticks.map((at) => clockWords(ZONE, at, ticks))).toEqual(expected)
  })
})
