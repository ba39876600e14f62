import { describe, expect, it } from 'vitest'
import { addMonths, monthsBetween, nextYearly } from '../../src/domain/civil-date.ts'

describe('days of the calendar', () => {
  it.each([
    ['2000-05-31', '2001-05-30', 11],
    ['2000-05-31', '2001-05-31', 12],
    ['2000-02-29', '2001-02-28', 11],
    ['2000-02-29', '2001-03-01', 12],
    ['2026-11-24', '2026-11-24', 0],
    ['2026-12-24', '2026-11-24', -1],
  ])('from %s to %s are %i whole months', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months)
  })

  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-11-24', 0, '2026-11-24'],
    ['2026-11-24', 1, '2026-12-24'],
    ['2026-11-24', 14, '2028-01-24'],
  ])('%s and %i months more are %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to)
  })

  it.each([
    ['2026-05-30', '2026-05-31'],
    ['2026-05-31', '2026-05-31'],
    ['2026-06-01', '2027-05-31'],
  ])('after %s, 31 May comes on %s', (today, next) => {
    expect(nextYearly('05-31', today)).toBe(next)
  })
})
