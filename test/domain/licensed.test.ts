import { describe, expect, it } from 'vitest'
import { isExpired, judgeName, type Licensed, nameKeys } from '../../src/domain/licensed.ts'

const entry = (name: string, more: Partial<Licensed> = {}): Licensed => ({
  kind: 'p3mi',
  name,
  licence: '',
  phones: [],
  accounts: [],
  holders: [],
  state: '',
  validUntil: undefined,
  ...more,
})
const LIST = [entry('PT. Maju Jaya Abadi'), entry('PT Bina Tenaga Mandiri'), entry('PT Sinar Jaya')]
const judge = (said: string) => {
  const { how, entry: found } = judgeName(said, LIST)
  return [how, found?.name]
}

describe('a name beside the lists', () => {
  it.each<[string, string, string | undefined]>([
    ['PT Maju Jaya Abadi', 'sama', 'PT. Maju Jaya Abadi'],
    ['pt maju jaya abadi', 'sama', 'PT. Maju Jaya Abadi'],
    ['PT MAJU JAYA ABADI Tbk', 'sama', 'PT. Maju Jaya Abadi'],
    ['PT Majujaya Abadi', 'sama', 'PT. Maju Jaya Abadi'],
    ['PT Maju Jaya Abady', 'sama', 'PT. Maju Jaya Abadi'],
    ['pt maju jaya abadi sekarang buka', 'sama', 'PT. Maju Jaya Abadi'],
    ['PT Maju Jaya Abadi Cabang Banjarmasin', 'sama', 'PT. Maju Jaya Abadi'],
    ['PT Maju Jaya Abadi Sentosa', 'mirip', 'PT. Maju Jaya Abadi'],
    ['PT Maju Jaya Sentosa', 'mirip', 'PT. Maju Jaya Abadi'],
    ['PT Bina Tenaga Mandir', 'sama', 'PT Bina Tenaga Mandiri'],
    ['PT Entah Siapa', 'tidak-ada', undefined],
    ['PT Mandiri', 'tidak-ada', undefined],
  ])('%s is %s', (said, how, name) => expect(judge(said)).toEqual([how, name]))

  it('is found by keys that one slip does not spoil', () => {
    const shared = (one: string, other: string) => nameKeys(one).some((key) => nameKeys(other).includes(key))
    expect(shared('PT Maju Jaya Abadi', 'pt maju jya abadi')).toBe(true)
    expect(shared('PT Sinar Jaya', 'PT Sianr Jaya')).toBe(true)
    expect(shared('PT Maju', 'PT Sinar')).toBe(false)
    expect(nameKeys('PT Indonesia')).not.toEqual([])
  })

  it('has a licence that is over when the list says so, or its day has passed', () => {
    expect(isExpired(entry('A', { state: 'Dicabut' }), '2026-11-24')).toBe(true)
    expect(isExpired(entry('A', { state: 'Skorsing' }), '2026-11-24')).toBe(true)
    expect(isExpired(entry('A', { state: 'Aktif' }), '2026-11-24')).toBe(false)
    expect(isExpired(entry('A', { validUntil: '2026-11-23' }), '2026-11-24')).toBe(true)
    expect(isExpired(entry('A', { validUntil: '2026-11-24' }), '2026-11-24')).toBe(false)
  })
})
