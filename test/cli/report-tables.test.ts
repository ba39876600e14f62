import { describe, expect, it } from 'vitest'
import { type Counted, makeReport } from '../../src/cli/report-tables.ts'

const areas = {
  provinces: [],
  regencies: [
    { code: '63.71', name: 'Kota Banjarmasin' },
    { code: '63.72', name: 'Kota Banjarbaru' },
  ],
  districts: [],
}
const schemes = [{ id: 'ssw-kaigo', short: 'SSW kaigo' }]
const batches = new Map([['epa-2019', 'EPA 2019']])

const person = (regency: string, school: string, sex: string): Counted => ({
  stage: 'siap-berangkat',
  batch: 'epa-2019',
  schemes: ['ssw-kaigo', 'belum-tahu'],
  answers: { regency, school, sex, educationLevel: 'SMK' },
})

function reported(people: Counted[]) {
  const { count, report } = makeReport({ areas, schemes, batches })
  for (const one of people) count(one)
  const { total, tables } = report()
  return {
    total,
    ...Object.fromEntries(tables.map(({ by, rows }) => [by, rows?.map(({ label, count }) => `${label}: ${count}`)])),
  }
}

describe('the report', () => {
  it('counts by school, place, scheme, schooling, sex, stage and batch', () => {
    const many = [
      ...Array.from({ length: 12 }, () => person('63.71', 'SMK Negeri 1 Banjarmasin', 'P')),
      ...Array.from({ length: 7 }, () => person('63.72', 'smkn1 banjarmasin', 'P')),
      ...Array.from({ length: 3 }, () => person('', '', 'L')),
    ]
    expect(reported(many)).toEqual({
      total: 22,
      school: ['(tidak diisi): <5', 'SMKN 1 BANJARMASIN: ≥5'],
      regency: ['(tidak diisi): <5', 'Kota Banjarbaru: ≥5', 'Kota Banjarmasin: 12'],
      scheme: ['Belum tahu, mau dibantu: 22', 'SSW kaigo: 22'],
      education: ['SMK: 22'],
      sex: ['Laki-laki: <5', 'Perempuan: ≥5'],
      stage: ['siap berangkat: 22'],
      batch: ['EPA 2019 (epa-2019): 22'],
    })
  })

  it('says nothing of so few that they could be named', () => {
    expect(reported([person('63.71', 'SMKN 1', 'P')])).toMatchObject({
      total: '<5',
      regency: undefined,
      scheme: undefined,
      sex: undefined,
    })
    expect(reported([])).toMatchObject({ total: 0, regency: [] })
  })
})
