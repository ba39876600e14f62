import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, EDUCATIONS, FIELDS, JAPANESE } from '../../../src/domain/eligibility/candidate.ts'
import { cheapest, soonest } from '../../../src/domain/eligibility/compare.ts'
import { judge, VERDICTS } from '../../../src/domain/eligibility/judge.ts'
import { stage } from '../../theatre.ts'

const { schemes } = stage.knowledge

const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
const today = day('2026-01-01', '2028-12-31')
const yes = fc.boolean()

const candidate = fc.record(
  {
    birthDate: day('1966-01-01', '2010-12-31'),
    sex: fc.constantFrom('L', 'P'),
    educationLevel: fc.constantFrom(...EDUCATIONS),
    field: fc.constantFrom(...FIELDS),
    str: yes,
    strDate: day('2015-01-01', '2025-12-31'),
    experienceMonths: fc.integer({ min: 0, max: 60 }),
    japanese: fc.constantFrom(...JAPANESE),
    japaneseCertificate: yes,
    kaigoSkillTest: yes,
    kaigoLanguageTest: yes,
    skillTest: yes,
    careworkerCertificate: yes,
    technicalTraining: yes,
    epsTopik: fc.oneof(yes, fc.integer({ min: 0, max: 200 })),
    tattoo: yes,
    piercing: yes,
    colourBlind: yes,
    glasses: yes,
    formerEpa: yes,
    formerTitp: fc.oneof(
      yes,
      fc.record(
        { field: fc.constantFrom('kaigo', 'las'), months: fc.integer({ min: 1, max: 60 }), completed: yes },
        { requiredKeys: [] },
      ),
    ),
    heightCm: fc.integer({ min: 145, max: 185 }),
    weightKg: fc.integer({ min: 38, max: 90 }),
    married: yes,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Candidate>

/** Ways to be better qualified than before; the first word is what a person would say. */
const BETTER: Record<string, (person: Candidate) => Candidate> = {
  'learns Japanese': (p) => ({ ...p, japanese: JAPANESE[JAPANESE.indexOf(p.japanese ?? 'none') + 1] ?? 'N1' }),
  'gets a language certificate': (p) => ({ ...p, japaneseCertificate: true }),
  'gets an STR': (p) => ({ ...p, str: true }),
  'works on': (p) => ({ ...p, experienceMonths: (p.experienceMonths ?? 0) + 6 }),
  'is known to work': (p) => ({ ...p, experienceMonths: Math.max(24, p.experienceMonths ?? 0) }),
  'passes the kaigo skill test': (p) => ({ ...p, kaigoSkillTest: true }),
  'passes the kaigo language test': (p) => ({ ...p, kaigoLanguageTest: true }),
  'passes another skill test': (p) => ({ ...p, skillTest: true }),
  'becomes a careworker': (p) => ({ ...p, careworkerCertificate: true }),
  'is trained': (p) => ({ ...p, technicalTraining: true }),
  'passes EPS-TOPIK': (p) => ({ ...p, epsTopik: 200 }),
  'grows heavier': (p) => ({ ...p, weightKg: (p.weightKg ?? 38) + 10 }),
  'never had a tattoo': (p) => ({ ...p, tattoo: false }),
  'was never pierced': (p) => ({ ...p, piercing: false }),
  'sees all colours': (p) => ({ ...p, colourBlind: false }),
  'needs no glasses': (p) => ({ ...p, glasses: false }),
  'was no EPA candidate, as it turns out': (p) => (p.formerEpa === undefined ? { ...p, formerEpa: false } : p),
  'finishes nursing as Ners': (p) =>
    p.field === 'keperawatan' && p.educationLevel === 'S1' ? { ...p, educationLevel: 'Ners' } : p,
}

const rank = (person: Candidate, on: string) =>
  schemes.map((scheme) => VERDICTS.indexOf(judge(scheme, person, on).verdict))

/** With a level that was never told, "works on" and "learns" could turn out to be less than nobody asked about. */
const KNOWN_FIRST: Record<string, keyof Candidate> = {
  'learns Japanese': 'japanese',
  'works on': 'experienceMonths',
  'grows heavier': 'weightKg',
}

describe('verdicts', () => {
  it.each(Object.entries(BETTER))('never get worse for who %s', (name, better) => {
    fc.assert(
      fc.property(candidate, today, (person, on) => {
        const needed = KNOWN_FIRST[name]
        fc.pre(needed === undefined || person[needed] !== undefined)
        const before = rank(person, on)
        const after = rank(better(person), on)
        schemes.forEach(({ id }, i) => {
          expect(after[i]!, id).toBeLessThanOrEqual(before[i]!)
        })
      }),
      { numRuns: 400 },
    )
  })

  it('give every scheme once, with a source, a day and a whole sentence for each reason', () => {
    fc.assert(
      fc.property(candidate, today, (person, on) => {
        for (const scheme of schemes) {
          const { verdict, reasons } = judge(scheme, person, on)
          expect(reasons.map(({ rule }) => rule)).toEqual([
            ...scheme.eligibility.rules.map(({ rule }) => rule),
            'status',
          ])
          for (const reason of reasons) {
            expect(reason.sources.every((id) => Object.hasOwn(stage.knowledge.sources, id))).toBe(true)
            expect(reason.why).toMatch(/^[\p{Lu}\d][^{}]+[.?]$/u)
            expect(reason.mend !== undefined).toBe(reason.is === 'belum')
          }
          if (verdict === 'memenuhi') expect(reasons.filter(({ ok }) => ok !== true)).toEqual([])
          if (scheme.status === 'lewat' || scheme.status === 'tidak-pasti') expect(verdict).not.toBe('memenuhi')
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never say what was not told', () => {
    fc.assert(
      fc.property(candidate, today, (person, on) => {
        for (const scheme of schemes)
          for (const { why, mend, missing } of judge(scheme, person, on).reasons)
            if (!missing) expect(`${why} ${mend?.how} ${mend?.time}`).not.toContain('(belum diketahui)')
      }),
    )
  })

  it('name as cheapest and soonest only what is open to the person', () => {
    fc.assert(
      fc.property(candidate, today, (person, on) => {
        const judgements = schemes.map((scheme) => judge(scheme, person, on))
        for (const best of [cheapest(schemes, judgements), soonest(schemes, judgements, on)]) {
          if (!best) continue
          const scheme = schemes.find(({ id }) => id === best.id)!
          expect(scheme.status).not.toBe('lewat')
          expect(judgements.find(({ scheme: id }) => id === best.id)!.verdict).not.toBe('tidak')
          expect(best.value).toBeGreaterThan(0)
        }
      }),
    )
  })
})
