import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nudgesDue } from '../../src/domain/nudges.ts'
import { isOpen, type OfficeHours } from '../../src/domain/opening.ts'
import { instantIn } from '../../src/domain/zone.ts'

const HOURS: OfficeHours = {
  opening: [{ days: ['senin', 'selasa', 'rabu', 'kamis', 'jumat'], from: '08:00', until: '16:00' }],
  holidays: [],
  zone: 'Asia/Makassar',
}
const RULES = { staffAfter: 30, adminsAfter: 120, urgentEvery: 10, urgentTimes: 3 }
const at = (day: string, time: string) => instantIn('Asia/Makassar', day, time)
const steps = (since: Date, now: Date, urgentSince?: Date) =>
  nudgesDue(HOURS, RULES, { ticket: 1, since, urgentSince }, now).map(({ step }) => step)

describe('reminders of a ticket that nobody has', () => {
  it('come after half an hour, to admins after two, counted in office hours', () => {
    const since = at('2026-11-27', '15:40')
    expect(steps(since, at('2026-11-27', '15:59'))).toEqual([])
    expect(steps(since, at('2026-11-28', '10:00'))).toEqual([])
    expect(steps(since, at('2026-11-30', '08:09'))).toEqual([])
    expect(steps(since, at('2026-11-30', '08:10'))).toEqual(['petugas'])
    expect(steps(since, at('2026-11-30', '09:40'))).toEqual(['petugas', 'admin'])
    expect(steps(since, at('2026-11-30', '20:00'))).toEqual([])
  })

  it('come every ten minutes for an emergency, three times, at any hour', () => {
    const since = at('2026-11-28', '02:00')
    const after = (minutes: number) => new Date(since.getTime() + minutes * 60_000)
    expect([9, 10, 25, 30, 600].map((minutes) => steps(since, after(minutes), since).length)).toEqual([0, 1, 2, 3, 3])
  })

  it('never take a step back while the office is open, and say nothing outside of it but emergencies', () => {
    const minutes = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(minutes, minutes, fc.boolean(), (a, b, urgent) => {
        const since = at('2026-11-27', '10:00')
        const [first, second] = [Math.min(a, b), Math.max(a, b)].map((m) => new Date(since.getTime() + m * 60_000))
        const [one, two] = [first!, second!].map((now) => steps(since, now, urgent ? since : undefined))
        if (urgent || (isOpen(HOURS, first!) && isOpen(HOURS, second!))) expect(two!.slice(0, one!.length)).toEqual(one)
        if (!urgent && !isOpen(HOURS, second!)) expect(two).toEqual([])
      }),
    )
  })
})
