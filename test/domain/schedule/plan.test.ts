import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysBetween } from '../../../src/domain/civil-date.ts'
import {
  awakeAt,
  dayFor,
  overAt,
  planReminders,
  stepsOf,
  type Told,
  verdictOn,
  WAKING,
} from '../../../src/domain/schedule/plan.ts'
import { civilIn, instantIn, ZONE_IDS, type Zone } from '../../../src/domain/zone.ts'

const RULE = { days: [30, 7, 3, 1, 0], hour: '09:00', morning: '07:00' }
const GAP_MS = 3 * 60 * 60 * 1000
const MINUTE = 60_000

const zone = fc.constantFrom(...ZONE_IDS)
const day = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2032-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const clock = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minute) => new Date(minute * MINUTE).toISOString().slice(11, 16))
const date = fc.record({ day, zone, time: fc.option(clock, { nil: undefined }) })
const minutesBefore = fc.integer({ min: -2 * 24 * 60, max: 50 * 24 * 60 })
const known = (of: { day: string; zone: Zone }, minutes: number) =>
  new Date(instantIn(of.zone, of.day, '12:00').getTime() - minutes * MINUTE)
const seen = (date: { day: string; zone: Zone; time?: string | undefined }, in_: Zone, now: string, told?: Told) =>
  planReminders(date, RULE, in_, new Date(now), told).map(({ step, dueAt }) => `${step} ${dueAt.toISOString()}`)

describe('the plan of reminders', () => {
  it('counts back from the day, in the zone of the person', () => {
    const test = { day: '2027-03-25', time: '09:00', zone: 'Asia/Jakarta' as const }
    expect(seen(test, 'Asia/Makassar', '2026-12-01T00:00:00Z')).toEqual([
      'H-30 2027-02-23T01:00:00.000Z',
      'H-7 2027-03-18T01:00:00.000Z',
      'H-3 2027-03-22T01:00:00.000Z',
      'H-1 2027-03-24T01:00:00.000Z',
      'H 2027-03-24T23:00:00.000Z',
    ])
  })

  it('crosses the end of a year, and knows leap days', () => {
    const at = (day: string) =>
      stepsOf({ day, zone: 'Asia/Jakarta' }, RULE, 'Asia/Jakarta').map(
        ({ dueAt }) => civilIn('Asia/Jakarta', dueAt).day,
      )
    expect(at('2027-01-05')).toEqual(['2026-12-06', '2026-12-29', '2027-01-02', '2027-01-04', '2027-01-05'])
    expect(at('2028-03-01')).toEqual(['2028-01-31', '2028-02-23', '2028-02-27', '2028-02-29', '2028-03-01'])
    expect(at('2027-03-01')).toEqual(['2027-01-30', '2027-02-22', '2027-02-26', '2027-02-28', '2027-03-01'])
  })

  it('is about another day where a clock already shows it', () => {
    const flight = { day: '2027-01-01', time: '00:30', zone: 'Asia/Tokyo' as const }
    expect(dayFor(flight, 'Asia/Jakarta')).toBe('2026-12-31')
    expect(dayFor(flight, 'Asia/Jayapura')).toBe('2027-01-01')
    expect(dayFor({ ...flight, time: undefined }, 'Asia/Jakarta')).toBe('2027-01-01')
  })

  it('says at once what still makes sense of a date that is made known late', () => {
    const test = { day: '2027-03-25', time: '09:00', zone: 'Asia/Makassar' as const }
    // three days' notice, at 14.00: at once, then H-1 and the morning
    expect(seen(test, 'Asia/Makassar', '2027-03-22T06:00:00Z')).toEqual([
      'H-3 2027-03-22T06:00:00.000Z',
      'H-1 2027-03-24T01:00:00.000Z',
      'H 2027-03-24T23:00:00.000Z',
    ])
    // at 22.00 of the day before the next step: the next one says it
    expect(seen(test, 'Asia/Makassar', '2027-03-23T14:00:00Z')).toEqual([
      'H-1 2027-03-24T01:00:00.000Z',
      'H 2027-03-24T23:00:00.000Z',
    ])
    expect(seen(test, 'Asia/Makassar', '2027-03-25T00:30:00Z')).toEqual(['H 2027-03-25T00:30:00.000Z'])
    expect(seen(test, 'Asia/Makassar', '2027-03-25T01:30:00Z')).toEqual([])
  })

  it('leaves out a morning that would come too late to help', () => {
    const flight = { day: '2027-03-25', time: '07:30', zone: 'Asia/Makassar' as const }
    expect(stepsOf(flight, RULE, 'Asia/Makassar').map(({ step }) => step)).toEqual(['H-30', 'H-7', 'H-3', 'H-1'])
  })

  it('tells of a change first, and then goes on with what is far enough from it', () => {
    const test = { day: '2027-03-25', zone: 'Asia/Makassar' as const }
    expect(seen(test, 'Asia/Makassar', '2027-03-24T00:00:00Z', 'changed')).toEqual([
      'ubah 2027-03-24T00:00:00.000Z',
      'H 2027-03-24T23:00:00.000Z',
    ])
    expect(seen(test, 'Asia/Makassar', '2027-03-22T06:00:00Z', 'same')).toEqual([
      'H-1 2027-03-24T01:00:00.000Z',
      'H 2027-03-24T23:00:00.000Z',
    ])
  })

  it('never wakes anybody, says nothing twice, and never two things at a time', () => {
    fc.assert(
      fc.property(
        date,
        zone,
        minutesBefore,
        fc.constantFrom<Told>('nothing', 'same', 'changed'),
        (of, at, minutes, told) => {
          const now = known(of, minutes)
          const plan = planReminders(of, RULE, at, now, told)
          for (const { dueAt } of plan) {
            const { time } = civilIn(at, dueAt)
            expect(time >= WAKING.from && time < WAKING.until).toBe(true)
            expect(dueAt >= now).toBe(true)
          }
          expect(new Set(plan.map(({ step }) => step)).size).toBe(plan.length)
          plan.slice(1).forEach(({ dueAt }, i) => {
            expect(dueAt.getTime() - plan[i]!.dueAt.getTime()).toBeGreaterThanOrEqual(GAP_MS)
          })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('says so many days before as it is called, by the calendar of the person', () => {
    fc.assert(
      fc.property(date, zone, (of, at) => {
        for (const { step, dueAt } of stepsOf(of, RULE, at))
          expect(daysBetween(civilIn(at, dueAt).day, dayFor(of, at))).toBe(step === 'H' ? 0 : Number(step.slice(2)))
      }),
      { numRuns: 2000 },
    )
  })

  it('misses nobody: whoever can still be told by day is told', () => {
    fc.assert(
      fc.property(date, zone, minutesBefore, (of, at, minutes) => {
        const now = known(of, minutes)
        const first = stepsOf(of, RULE, at)[0]!.dueAt
        const plan = planReminders(of, RULE, at, now)
        if (now < first || awakeAt(at, now) < overAt(of, at)) expect(plan.length).toBeGreaterThan(0)
        if (now >= overAt(of, at)) expect(plan).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('comes to the same steps whenever it is made, but for those that have passed', () => {
    fc.assert(
      fc.property(date, zone, minutesBefore, fc.nat(60), (of, at, minutes, later) => {
        const now = known(of, minutes)
        const then = new Date(now.getTime() + later * MINUTE)
        const early = planReminders(of, RULE, at, now, 'same')
        const late = planReminders(of, RULE, at, then, 'same')
        expect(late).toEqual(early.filter(({ dueAt }) => dueAt > then))
      }),
    )
  })
})

describe('what is late', () => {
  const zone = 'Asia/Makassar' as const
  const dueAt = new Date('2027-03-18T01:00:00Z') // 09.00
  const over = new Date('2027-03-25T01:00:00Z')
  const at = (now: string, rest: object = {}) => verdictOn({ dueAt, over, isLast: true, zone, ...rest }, new Date(now))

  it('is said all the same, but not at night', () => {
    expect(at('2027-03-18T01:00:00Z')).toBe('send')
    expect(at('2027-03-18T04:00:00Z')).toBe('send')
    expect(at('2027-03-18T15:00:00Z')).toEqual(new Date('2027-03-18T23:00:00Z'))
    expect(at('2027-03-21T02:00:00Z')).toBe('send')
  })

  it('is missed once it is of no use, and counted once', () => {
    expect(at('2027-03-25T01:00:00Z')).toBe('missed')
    expect(at('2027-03-25T01:00:00Z', { isLast: false })).toBe('covered')
  })

  it('is left to what says it better', () => {
    expect(at('2027-03-22T02:00:00Z', { isLast: false })).toBe('covered')
    expect(at('2027-03-21T23:30:00Z', { next: new Date('2027-03-22T01:00:00Z') })).toBe('covered')
    expect(at('2027-03-18T01:30:00Z', { next: new Date('2027-03-18T02:00:00Z') })).toBe('send')
  })
})
