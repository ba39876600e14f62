import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { personKey } from '../../src/domain/person-key.ts'

const DAY = '1999-08-17'

describe('what a person is found by', () => {
  it.each([
    ['Siti Aminah', 'SITI AMINAH, A.Md.Kep'],
    ['Siti Aminah', 'St. Aminnah'],
    ['Muhammad Rizki', 'M. Rizki'],
    ['Mochammad Rizki', 'Moh Rizki'],
    ["Ma'rifah", 'Marifah'],
    ['Abd. Rahman', 'Abdul Rahman'],
    ['Ahmad Fauzi bin Hasan', 'Akhmad Fauzi Hasan'],
    ['Nur Hasanah', 'Nurhasanah'],
  ])('is the same for %s and %s', (one, other) => {
    expect(personKey(one, DAY)).toBe(personKey(other, DAY))
  })

  it.each([
    ['Siti Aminah', 'Siti Rahmah'],
    ['Maulida', 'Muhammad'],
    ['Murni', 'Muharni'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(personKey(one, DAY)).not.toBe(personKey(other, DAY))
  })

  it('tells birth dates apart, whatever the name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(personKey(name, DAY)).not.toBe(personKey(name, '1999-08-18'))
      }),
    )
  })
})
