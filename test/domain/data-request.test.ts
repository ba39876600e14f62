import { describe, expect, it } from 'vitest'
import { deadline, hoursLeft, isUrgent, receiptNumber, remindersDue } from '../../src/domain/data-request.ts'

const OPENED = new Date('2026-11-24T02:00:00Z')
const later = (hours: number) => new Date(OPENED.getTime() + hours * 3_600_000)

describe('the clock of a request', () => {
  it.each([
    [0, 72, false],
    [1.5, 70, false],
    [47.9, 24, true],
    [48, 24, true],
    [72, 0, true],
    [72.5, -1, true],
    [100, -28, true],
  ])('after %s hours has %s left (urgent: %s)', (hours, left, urgent) => {
    expect(hoursLeft(OPENED, later(hours))).toBe(left)
    expect(isUrgent(OPENED, later(hours))).toBe(urgent)
  })

  it('has a receipt that is told from a registration', () => {
    expect(receiptNumber('2026-11-24', '48217359')).toBe('HAK-2026-48217359')
  })
})

describe('reminders of a request', () => {
  it('come due after 48 and after 66 hours, before the law’s end', () => {
    expect([47, 48, 65, 66, 80].map((hours) => remindersDue(OPENED, later(hours)))).toEqual([
      [],
      ['jam-48'],
      ['jam-48'],
      ['jam-48', 'jam-66'],
      ['jam-48', 'jam-66'],
    ])
    expect(deadline(OPENED)).toEqual(later(72))
  })
})
