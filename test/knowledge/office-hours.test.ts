import { expect, it } from 'vitest'
import { Office } from '../../src/knowledge/office-shape.ts'
import { stage } from '../theatre.ts'

const { office } = stage.knowledge
const problems = (change: object) =>
  Office.safeParse({ ...office, ...change }).error?.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  ) ?? []
const span = (days: string[], from: string, until: string) => ({ days, from, until })

it('takes office hours with a break, and refuses what cannot be hours, saying why', () => {
  expect(problems({ opening: [span(['senin'], '08:00', '12:00'), span(['senin'], '13:00', '16:00')] })).toEqual([])
  expect(problems({ opening: [span(['senin'], '16:00', '08:00')] })).toEqual(['opening.0: from harus sebelum until'])
  expect(problems({ opening: [span(['senin', 'rabu'], '08:00', '12:00'), span(['rabu'], '11:59', '16:00')] })).toEqual([
    'opening.1: bertumpuk dengan jam di atasnya',
  ])
  expect(problems({ opening: [span(['senin'], '08:00', '24:00')] })).toEqual(["opening.0.until: jam ditulis '08:00'"])
  expect(problems({ opening: [] })).toHaveLength(1)
  expect(problems({ holidays: ['25-12-2026'] })).toEqual(['holidays.0: tanggal libur ditulis YYYY-MM-DD'])
  expect(problems({ ticketReminders: { staffAfter: 0 } })).toHaveLength(1)
  expect(Office.parse({ ...office, ticketReminders: undefined }).ticketReminders).toEqual({
    staffAfter: 30,
    adminsAfter: 120,
    urgentEvery: 10,
    urgentTimes: 3,
  })
})
