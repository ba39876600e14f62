/** The drawer is a process of the build, as it runs in the office. */
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { AnnouncementFound } from '../src/domain/announcement.ts'

const { drawApart } = (await import('../dist/draw-apart.js' as string)) as typeof import('../src/draw-apart.ts')

const at = new Date('2026-11-25T02:00:00Z')
const found = {
  id: 3,
  startsAt: at,
  excluded: { berhenti: 2 },
  tally: { recipients: 5, sent: 4, failed: 1, skipped: 0, unknown: 0, waiting: 0, reasons: { 'memblokir bot': 1 } },
} as unknown as AnnouncementFound

it('draws a course in a process of its own', async () => {
  const png = await drawApart({
    found,
    course: { seconds: 1, steps: [{ at, sent: 4, others: 1 }] },
    zone: 'Asia/Makassar',
  })
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1800, height: 960 })
})

it('says so when nothing could be drawn', async () => {
  await expect(drawApart({ found, course: { seconds: 1, steps: [] }, zone: 'Asia/Makassar' })).rejects.toThrow(
    'the drawer ended with 1',
  )
})
