import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekday } from '../../src/domain/civil-date.ts'
import {
  closesAt,
  hoursWords,
  isOpen,
  momentWords,
  type OfficeHours,
  openMinutes,
  opensNext,
  roughly,
  usualMinutes,
  WEEKDAY_IDS,
} from '../../src/domain/opening.ts'
import { civilIn, instantIn, ZONE_IDS } from '../../src/domain/zone.ts'

const MINUTE = 60_000
const WEEK: OfficeHours = {
  opening: [{ days: ['senin', 'selasa', 'rabu', 'kamis', 'jumat'], from: '08:00', until: '16:00' }],
  holidays: [],
  zone: 'Asia/Makassar',
}
const at = (day: string, time: string, zone: OfficeHours['zone'] = 'Asia/Makassar') => instantIn(zone, day, time)

const time = fc.integer({ min: 0, max: 23 * 60 + 59 })
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
/** One span a day, or two with a break, on any days of the week, with some holidays. */
const anyHours: fc.Arbitrary<OfficeHours> = fc
  .record({
    days: fc.subarray([...WEEKDAY_IDS], { minLength: 1 }),
    times: fc.uniqueArray(time, { minLength: 4, maxLength: 4 }),
    holidays: fc.subarray(['2026-12-25', '2026-12-28', '2027-01-01', '2027-01-04', '2027-02-28', '2027-03-01']),
    broken: fc.boolean(),
    zone: fc.constantFrom(...ZONE_IDS),
  })
  .map(({ days, times, holidays, broken, zone }) => {
    const [a, b, c, d] = times.sort((x, y) => x - y).map(clock) as [string, string, string, string]
    const opening = broken
      ? [
          { days, from: c, until: d },
          { days, from: a, until: b },
        ]
      : [{ days, from: a, until: d }]
    return { opening, holidays, zone }
  })
const anyMoment = fc.date({
  min: new Date('2026-12-20T00:00:00Z'),
  max: new Date('2027-03-10T00:00:00Z'),
  noInvalidDate: true,
})

describe('office hours', () => {
  it('are those of the office’s own clock and days', () => {
    const friday = '2026-11-27'
    expect(
      [at(friday, '07:59'), at(friday, '08:00'), at(friday, '15:59'), at(friday, '16:00')].map((t) => isOpen(WEEK, t)),
    ).toEqual([false, true, true, false])
    expect(closesAt(WEEK, at(friday, '09:00'))).toEqual(at(friday, '16:00'))
    expect(opensNext(WEEK, at(friday, '16:00'))).toEqual(at('2026-11-30', '08:00'))
    expect(opensNext(WEEK, at(friday, '09:00'))).toBeUndefined()
    expect(isOpen({ ...WEEK, zone: 'Asia/Jayapura' }, at(friday, '15:30'))).toBe(false)
    const closed = { ...WEEK, holidays: ['2026-11-30'] }
    expect(opensNext(closed, at(friday, '16:00'))).toEqual(at('2026-12-01', '08:00'))
  })

  it('open next at a moment that is open, with none open in between, and after which it is that office’s time', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, now) => {
        const next = opensNext(hours, now)
        if (next === undefined) return void expect(isOpen(hours, now)).toBe(true)
        expect(next.getTime()).toBeGreaterThan(now.getTime())
        expect(isOpen(hours, next)).toBe(true)
        expect(isOpen(hours, new Date(next.getTime() - 1))).toBe(false)
        expect(openMinutes(hours, now, next)).toBe(0)
        const { day, time } = civilIn(hours.zone, next)
        expect(hours.holidays).not.toContain(day)
        const spans = hours.opening.filter(({ days }) => days.includes(weekday(day).toLowerCase() as 'senin'))
        expect(spans.map(({ from }) => from)).toContain(time)
      }),
    )
  })

  it('count the minutes that are open, however a stretch is cut', () => {
    const day = fc.integer({ min: 0, max: 5 * 24 * 60 })
    fc.assert(
      fc.property(anyHours, anyMoment, day, day, (hours, from, a, b) => {
        const start = new Date(Math.floor(from.getTime() / MINUTE) * MINUTE)
        const later = (minutes: number) => new Date(start.getTime() + minutes * MINUTE)
        const [near, far] = [Math.min(a, b), Math.max(a, b)]
        const whole = openMinutes(hours, start, later(far))
        expect(openMinutes(hours, start, later(near)) + openMinutes(hours, later(near), later(far))).toBe(whole)
        expect(openMinutes(hours, later(far), start)).toBe(0)
      }),
    )
    fc.assert(
      fc.property(anyHours, anyMoment, fc.integer({ min: 1, max: 36 * 60 }), (hours, from, length) => {
        const start = new Date(Math.floor(from.getTime() / MINUTE) * MINUTE)
        let open = 0
        for (let i = 0; i < length; i++) if (isOpen(hours, new Date(start.getTime() + i * MINUTE))) open++
        expect(openMinutes(hours, start, new Date(start.getTime() + length * MINUTE))).toBe(open)
      }),
      { numRuns: 15 },
    )
  })

  it('stay shut where every day is a holiday', () => {
    const never = { ...WEEK, opening: [{ days: ['senin' as const], from: '08:00', until: '09:00' }] }
    const mondays = Array.from(
      { length: 70 },
      (_, i) => civilIn('Asia/Makassar', new Date(at('2026-11-23', '12:00').getTime() + i * 7 * 24 * 60 * MINUTE)).day,
    )
    expect(opensNext({ ...never, holidays: mondays }, at('2026-11-24', '08:00'))).toBeUndefined()
  })
})

describe('how long an answer takes', () => {
  const answer = (opened: Date, answered: Date) => ({ opened, answered })
  const quick = answer(at('2026-11-24', '09:00'), at('2026-11-24', '09:20'))

  it('is the middle of at least five, in office hours', () => {
    expect(usualMinutes(WEEK, [quick, quick, quick, quick])).toBeUndefined()
    const overWeekend = answer(at('2026-11-27', '15:50'), at('2026-11-30', '08:20'))
    const slow = answer(at('2026-11-24', '08:00'), at('2026-11-26', '16:00'))
    expect(usualMinutes(WEEK, [slow, overWeekend, quick, slow, quick])).toBe(30)
    expect(usualMinutes(WEEK, [slow, overWeekend, quick, quick, quick, slow])).toBe(25)
  })

  it('is said roughly, rather more than less', () => {
    expect([0, 5, 6, 21, 55, 56, 61, 480, 481].map(roughly)).toEqual([
      'beberapa menit',
      'beberapa menit',
      'sekitar 10 menit',
      'sekitar 25 menit',
      'sekitar 55 menit',
      'sekitar 1 jam kerja',
      'sekitar 2 jam kerja',
      'sekitar 8 jam kerja',
      'sekitar 2 hari kerja',
    ])
  })
})

describe('in words', () => {
  it('says when it opens, as people say it', () => {
    const words = (day: string, now: Date) => momentWords('Asia/Makassar', at(day, '08:00'), now)
    const friday = at('2026-11-27', '18:00')
    expect(words('2026-11-30', friday)).toBe('Senin, 08.00 WITA')
    expect(words('2026-11-28', friday)).toBe('besok, Sabtu, 08.00 WITA')
    expect(words('2026-11-27', at('2026-11-27', '06:00'))).toBe('hari ini, 08.00 WITA')
    expect(words('2026-12-04', friday)).toBe('Jumat, 4 Desember 2026, 08.00 WITA')
  })

  it('says the week', () => {
    expect(hoursWords(WEEK)).toBe('Senin–Jumat 08.00–16.00 WITA')
    const odd = {
      zone: 'Asia/Jakarta' as const,
      opening: [
        { days: ['rabu' as const, 'senin' as const], from: '08:00', until: '12:00' },
        { days: ['sabtu' as const], from: '09:30', until: '11:00' },
      ],
    }
    expect(hoursWords(odd)).toBe('Senin, Rabu 08.00–12.00, Sabtu 09.30–11.00 WIB')
  })
})
