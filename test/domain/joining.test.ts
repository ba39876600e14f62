import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areTwoPeople, planJoin, type Side, spacedCode } from '../../src/domain/joining.ts'
import type { Answers, Registration } from '../../src/domain/registration.ts'

const [SITI, RAHMAH] = ['6371015708990001', '6371014101000001']

const registered = (number: string, day: number, answers: Answers): Registration => ({
  number,
  stage: 'terdaftar',
  schemes: [],
  answers,
  submittedAt: new Date(2026, 0, day),
})

type Told = { sent?: [number: string, day: number, answers: Answers]; open?: [day: number, answers: Answers] }

function side({ sent, open }: Told, id = 'x'): Side {
  return {
    person: { id, consents: [], registrations: sent ? [registered(...sent)] : [], stopped: false },
    drafts: open ? { daftar: { answers: open[1] } } : {},
    at: open ? { daftar: new Date(2026, 0, open[0]) } : {},
  }
}

describe('two chats are two people', () => {
  const two = (here: Told, there: Told) => areTwoPeople(side(here), side(there))

  it('where their NIKs differ, sent or not', () => {
    expect(two({ sent: ['1', 1, { nik: SITI }] }, { sent: ['2', 2, { nik: RAHMAH }] })).toBe(true)
    expect(two({ sent: ['1', 1, { nik: SITI }] }, { open: [2, { nik: RAHMAH }] })).toBe(true)
    expect(two({ open: [1, { nik: SITI }] }, { open: [2, { nik: RAHMAH }] })).toBe(true)
  })

  it('where both have registered and nothing proves that they are one', () => {
    expect(two({ sent: ['1', 1, { nik: 'belum' }] }, { sent: ['2', 2, { nik: 'belum' }] })).toBe(true)
    expect(two({ sent: ['1', 1, { nik: SITI }] }, { sent: ['2', 2, {}] })).toBe(true)
  })

  it('where only their days of birth are known and differ', () => {
    expect(two({ open: [1, { birthDate: '1999-08-17' }] }, { open: [2, { birthDate: '2000-01-01' }] })).toBe(true)
    expect(two({ open: [1, { birthDate: '1999-08-17' }] }, { open: [2, { birthDate: '1999-08-17' }] })).toBe(false)
  })

  it('and one with the same NIK, whatever was mended, or where one of them has said nothing', () => {
    expect(two({ sent: ['1', 1, { nik: SITI }] }, { sent: ['2', 2, { nik: SITI }] })).toBe(false)
    const mended = { sent: ['1', 1, { nik: RAHMAH, birthDate: '2000-01-01' }], open: [2, { nik: SITI }] } satisfies Told
    expect(two(mended, { open: [1, { nik: SITI, birthDate: '1999-08-17' }] })).toBe(false)
    expect(two({ sent: ['1', 1, { nik: SITI }] }, {})).toBe(false)
    expect(two({}, {})).toBe(false)
  })
})

describe('what becomes of both', () => {
  const plan = (here: Told, there: Told) => planJoin(side(here), side(there))

  it('is nothing new where only one of them has told anything', () => {
    const told = { sent: ['1', 1, { a: 1 }], open: [2, { a: 2 }] } satisfies Told
    for (const joined of [plan(told, {}), plan({}, told)])
      expect(joined).toMatchObject({ keeps: { number: '1' }, withdraws: undefined, drafts: {}, dropped: {} })
  })

  it('is the newer answer of two, and both where each knows something else', () => {
    expect(plan({ open: [1, { a: 1, b: 1 }] }, { open: [2, { a: 2, c: 2 }] })).toMatchObject({
      drafts: { daftar: { answers: { a: 2, b: 1, c: 2 } } },
      dropped: { daftar: [{ a: 1 }] },
    })
  })

  it('leaves alone what is kept and is no form', () => {
    const offer = (text: string): Side => ({ ...side({}), drafts: { 'cek-tawaran': { text, level: 'bahaya' } } })
    expect(planJoin(offer('satu'), offer('dua'))).toMatchObject({ drafts: {}, dropped: {} })
  })

  it('is an answer rather than a skipped question', () => {
    const { drafts, dropped } = plan({ open: [1, { email: 'x@y.id' }] }, { open: [2, { email: null }] })
    expect(drafts.daftar).toEqual({ answers: { email: 'x@y.id' } })
    expect(dropped).toEqual({})
  })

  it('is the newest registration, and an unsent change for what only the older one says', () => {
    const [old, fresh] = [{ sent: ['1', 1, { a: 1, b: 1 }] }, { sent: ['2', 2, { a: 2 }] }] satisfies Told[]
    for (const joined of [plan(old!, fresh!), plan(fresh!, old!)])
      expect(joined).toMatchObject({
        keeps: { number: '2' },
        withdraws: { number: '1' },
        drafts: { daftar: { answers: { a: 2, b: 1 } } },
        dropped: { daftar: [{ a: 1 }] },
      })
  })

  it('takes nothing back that has come to its end', () => {
    const ended = side({ sent: ['1', 3, { a: 1 }] })
    ended.person.registrations[0]!.stage = 'alumni'
    const joined = planJoin(ended, side({ sent: ['2', 2, { a: 2 }] }))
    expect(joined).toMatchObject({ keeps: { number: '2' }, withdraws: undefined })
    expect(planJoin(ended, side({}))).toMatchObject({ keeps: { number: '1' }, withdraws: undefined })
  })

  it('is no open form where the registration that counts says it all', () => {
    const { drafts, dropped } = plan({ sent: ['1', 2, { a: 2, b: 2 }] }, { open: [1, { a: 1 }] })
    expect(drafts).toEqual({ daftar: undefined })
    expect(dropped).toEqual({ daftar: [{ a: 1 }] })
  })

  it('is one offer, not a mixture of two', () => {
    const about = (day: number, answers: Answers): Side => ({
      ...side({}),
      drafts: { 'tanya-tawaran': { answers } },
      at: { 'tanya-tawaran': new Date(2026, 0, day) },
    })
    expect(planJoin(about(2, { country: 'korea' }), about(1, { country: 'jepang', pay: 'tidak' }))).toMatchObject({
      drafts: { 'tanya-tawaran': { answers: { country: 'korea' } } },
      dropped: { 'tanya-tawaran': [{ country: 'jepang', pay: 'tidak' }] },
    })
  })

  it('does not call lost what still stands in the registration', () => {
    const { dropped } = plan({ sent: ['1', 1, { a: 1 }] }, { open: [2, { a: 2 }] })
    expect(dropped).toEqual({})
  })
})

const answers = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'many'),
  fc.constantFrom(null, 1, 2, 'x', ['p', 'q']),
  { maxKeys: 5 },
)
const day = fc.integer({ min: 1, max: 20 })
const anySide = fc.record({
  sent: fc.option(fc.tuple(day, answers), { nil: undefined }),
  open: fc.option(fc.tuple(day, answers), { nil: undefined }),
  check: fc.option(fc.tuple(day, answers), { nil: undefined }),
  offer: fc.option(fc.tuple(day, answers), { nil: undefined }),
})

describe('joining', () => {
  it('never loses an answer: it counts, is kept open, stands in the registration, or is shown as not used', () => {
    let dropped = 0
    fc.assert(
      fc.property(anySide, anySide, (here, there) => {
        const sides = [here, there].map(({ sent, open, check, offer }, i) => {
          const made = side({ ...(sent && { sent: [`LA-${i}`, ...sent] }), ...(open && { open }) }, String(i))
          for (const [flow, draft] of Object.entries({ 'cek-syarat': check, 'tanya-tawaran': offer }))
            if (draft) {
              made.drafts[flow] = { answers: draft[1] }
              made.at[flow] = new Date(2026, 0, draft[0])
            }
          return made
        }) as [Side, Side]
        const plan = planJoin(...sides)
        const open = { ...sides[0].drafts, ...sides[1].drafts, ...plan.drafts } as Record<string, { answers: Answers }>
        dropped += Object.keys(plan.dropped).length
        for (const one of sides) {
          const told = [
            ...one.person.registrations.map((sent) => ['daftar', sent.answers] as const),
            ...Object.entries(one.drafts).map(
              ([flow, draft]) => [flow, (draft as { answers: Answers }).answers] as const,
            ),
          ]
          for (const [flow, given] of told)
            for (const [field, value] of Object.entries(given).filter(([, said]) => said !== null)) {
              const places = [open[flow]?.answers, ...(plan.dropped[flow] ?? [])]
              if (flow === 'daftar') places.push(plan.keeps?.answers)
              const kept = places.map((place) =>
                JSON.stringify(Object.entries(place ?? {}).find(([f]) => f === field)?.[1]),
              )
              expect(kept).toContain(JSON.stringify(value))
            }
        }
        const numbers = sides.flatMap(({ person }) => person.registrations).map(({ number }) => number)
        expect([plan.keeps, plan.withdraws].flatMap((sent) => sent?.number ?? []).sort()).toEqual(numbers.sort())
      }),
      { numRuns: 1000 },
    )
    expect(dropped).toBeGreaterThan(100)
  })

  it('shows a code in two groups', () => {
    expect(spacedCode('48217359')).toBe('4821 7359')
  })
})
