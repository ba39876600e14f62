import { describe, expect, it } from 'vitest'
import { listRows, readCivilDate } from '../../src/cli/list-rows.ts'

describe('a row of a list', () => {
  it.each([
    ['0812-3456-7890', '+6281234567890'],
    ['(021) 8298 777', '+62218298777'],
    ['+62 812 3456 7890', '+6281234567890'],
    ['6281234567890', '+6281234567890'],
    ['81234567890', '+6281234567890'],
    ['+81 3-3581-4111', '+81335814111'],
    ['0081 3 3581 4111', '+81335814111'],
    ['Telp. +886-2-2381-8888', '+886223818888'],
  ])('has a phone of its own country: %s', (written, phone) => {
    expect(listRows(`nama,telepon\nPT Maju Jaya,${written}\n`, 'p3mi').taken[0]!.phones).toEqual([phone])
  })

  it.each([
    ['2027-03-31', '2027-03-31'],
    ['31/3/2027', '2027-03-31'],
    ['29-02-2028', '2028-02-29'],
    ['29-02-2027', undefined],
    ['31/31/2027', undefined],
    ['segera', undefined],
  ])('has a day of the calendar: %s', (written, day) => {
    expect(readCivilDate(written)).toBe(day)
  })
})
