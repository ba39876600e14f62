import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../../src/domain/eligibility/candidate.ts'
import { cheapest, soonest } from '../../../src/domain/eligibility/compare.ts'
import { judge } from '../../../src/domain/eligibility/judge.ts'
import { stage } from '../../theatre.ts'

const { schemes } = stage.knowledge

function best(person: Candidate, today: string) {
  const judgements = schemes.map((scheme) => judge(scheme, person, today))
  return { cheapest: cheapest(schemes, judgements), soonest: soonest(schemes, judgements, today) }
}

const body = { tattoo: false, piercing: false, colourBlind: false, formerEpa: false }
const nurse: Candidate = {
  ...body,
  birthDate: '1998-03-10',
  sex: 'P',
  educationLevel: 'D3',
  field: 'keperawatan',
  str: true,
  experienceMonths: 40,
  japanese: 'N5',
}

describe('the cheapest and the soonest way', () => {
  it('of a nurse are a government scheme, and Germany, whose course takes seven months', () => {
    expect(best(nurse, '2026-11-24')).toEqual({
      cheapest: { id: 'gtog-jepang-nurse', value: 1_632_000 },
      soonest: { id: 'gtog-jerman', value: 7 },
    })
  })

  it('count the time that what is missing takes', () => {
    const kaigo: Candidate = {
      birthDate: '1990-01-01',
      japanese: 'N5',
      kaigoSkillTest: false,
      kaigoLanguageTest: false,
    }
    expect(best(kaigo, '2026-11-24').soonest).toEqual({ id: 'ssw-kaigo', value: 9 })
    expect(best({ ...kaigo, japanese: 'N4' }, '2026-11-24').soonest).toEqual({ id: 'ssw-kaigo', value: 5 })
  })

  it('count from the day on which a yearly scheme closes', () => {
    const careworker: Candidate = { ...nurse, str: false, experienceMonths: 0, kaigoSkillTest: true }
    const only = schemes.filter(({ id }) => id === 'gtog-jepang-careworker')
    const months = (today: string) => soonest(only, [judge(only[0]!, careworker, today)], today)?.value
    expect(months('2026-11-30')).toBe(6 + 12)
    expect(months('2027-05-31')).toBe(12)
    expect(months('2027-06-30')).toBe(11 + 12)
  })

  it('are none where nothing is left', () => {
    const only = schemes.filter(({ id }) => id === 'gtog-jerman')
    const judgements = only.map((scheme) => judge(scheme, { birthDate: '1970-01-01' }, '2026-11-24'))
    expect([cheapest(only, judgements), soonest(only, judgements, '2026-11-24')]).toEqual([undefined, undefined])
  })
})
