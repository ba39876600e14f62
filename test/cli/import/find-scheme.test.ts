import { describe, expect, it } from 'vitest'
import { findBatch } from '../../../src/cli/import/find-batch.ts'
import { findSchemes } from '../../../src/cli/import/find-scheme.ts'

const SCHEMES = [
  { id: 'ssw-kaigo', name: 'SSW Kaigo', short: 'SSW kaigo (perawat lansia)', aliases: ['kaigo', 'g to g'] },
  { id: 'gtog-korea', name: 'G to G Korea (EPS)', short: 'G to G Korea', aliases: ['korea', 'eps', 'g to g'] },
]
const BATCHES = [
  { id: 'korea-2019', scheme: 'gtog-korea', name: 'Angkatan 2019' },
  { id: 'kaigo-2019', scheme: 'ssw-kaigo', name: 'Angkatan 2019' },
  { id: 'kaigo-2', scheme: 'ssw-kaigo', name: 'Batch 2' },
]

describe('what a cell means', () => {
  it.each([
    ['ssw-kaigo', ['ssw-kaigo']],
    ['SSW KAIGO', ['ssw-kaigo']],
    ['EPS', ['gtog-korea']],
    ['Korea, Kaigo', ['gtog-korea', 'ssw-kaigo']],
    ['ssw-kaigo gtog-korea', ['ssw-kaigo', 'gtog-korea']],
    ['g to g', undefined],
    ['ke bulan', undefined],
    ['Korea, bulan', undefined],
  ])('scheme %s', (written, ids) => {
    expect(findSchemes(written, SCHEMES)).toEqual(ids)
  })

  it.each([
    ['korea-2019', [], 'korea-2019'],
    ['2019', ['gtog-korea'], 'korea-2019'],
    ['angkatan ke-2019', ['ssw-kaigo'], 'kaigo-2019'],
    ['2019', [], undefined],
    ['Gelombang 2', [], 'kaigo-2'],
    ['angkatan', [], undefined],
    ['77', [], undefined],
  ])('batch %s', (written, schemes, id) => {
    expect(findBatch(written, schemes, BATCHES)?.id).toBe(id)
  })
})
