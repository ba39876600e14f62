import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schoolName } from '../../src/domain/school.ts'

describe('the name of a school', () => {
  it.each([
    ['SMK Negeri 1 Banjarmasin', 'smkn1 banjarmasin', 'SMKN 1 BANJARMASIN'],
    ['SMK N 1 Banjarmasin', 'SMKN. 1 - Banjarmasin', 'SMKN 1 BANJARMASIN'],
    ['Poltekes Kemenkes Banjarmasin', 'POLTEKKES  KEMENKES BANJARMASIN', 'POLTEKKES KEMENKES BANJARMASIN'],
    ['Madrasah Aliyah Negeri 2 Banjarmasin', 'MAN 2 Banjarmasin', 'MAN 2 BANJARMASIN'],
  ])('is one for %s and %s', (one, other, name) => {
    expect([schoolName(one), schoolName(other)]).toEqual([name, name])
  })

  it('stays apart where the number does', () => {
    expect(schoolName('SMKN 1 Banjarmasin')).not.toBe(schoolName('SMKN 2 Banjarmasin'))
    expect([schoolName(' - '), schoolName('123')]).toEqual(['', ''])
  })

  it('stays as it is when it is read again', () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        expect(schoolName(schoolName(written))).toBe(schoolName(written))
      }),
    )
  })
})
