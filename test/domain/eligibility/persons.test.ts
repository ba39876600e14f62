import { describe, expect, it } from 'vitest'
import { Candidate } from '../../../src/domain/eligibility/candidate.ts'
import { type Judgement, judge } from '../../../src/domain/eligibility/judge.ts'
import { stage } from '../../theatre.ts'
import { PEOPLE, TODAY } from './persons.ts'

const { schemes } = stage.knowledge

/** "belum bahasa": the verdict and the rules that decided it. */
function said({ verdict, reasons }: Judgement): string {
  const deciding = reasons.filter(({ is }) => is === verdict).map(({ rule }) => rule)
  return [verdict, ...deciding].join(' ')
}

const verdictOf = (candidate: Candidate, id: string) =>
  said(judge(schemes.find((scheme) => scheme.id === id)!, candidate, TODAY))

describe('who may apply', () => {
  it.each(PEOPLE)('%s', (_, candidate, expected) => {
    expect(Candidate.parse(candidate)).toEqual(candidate)
    const found = Object.fromEntries(Object.keys(expected).map((id) => [id, verdictOf(candidate, id)]))
    expect(found).toEqual(expected)
  })

  it('is tested on more than sixty people and in every scheme', () => {
    expect(PEOPLE.length).toBeGreaterThanOrEqual(60)
    expect(new Set(PEOPLE.flatMap(([, , expected]) => Object.keys(expected)))).toEqual(
      new Set(schemes.map(({ id }) => id)),
    )
  })
})
