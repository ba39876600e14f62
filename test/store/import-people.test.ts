import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/domain/registration.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { type Incoming, importPeople } from '../../src/store/import-people.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { reseal } from '../../src/store/reseal.ts'
import { freshDatabase } from '../fresh-database.ts'

const NOW = new Date('2026-11-25T02:00:00Z')
const NAMES = ['Siti Aminah', 'Budi Santoso', 'Rahmah', 'Muhammad Rizki']

/** The n-th of some people; `nik`, `batch`: whether the file says them. */
function incoming(
  n: number,
  { nik = true, batch = true, ...more }: { nik?: boolean; batch?: boolean; stage?: 'pelatihan' } = {},
): Incoming {
  const one = {
    nik: nik ? `637101570899000${n + 1}` : undefined,
    fullName: NAMES[n]!,
    birthDate: '1999-08-17',
    schemes: ['ssw-kaigo'],
    batch: batch ? 'kaigo-1' : undefined,
    stage: more.stage,
  }
  const { stage: _, batch: __, ...answers } = one
  return { ...one, answers: JSON.parse(JSON.stringify(answers)) as Answers }
}

describe('importing people', () => {
  let db: Database
  let drop: () => Promise<void>
  const secrets = [Buffer.alloc(32, 1)]

  const imports = (people: Incoming[], kind: 'alumni' | 'candidate' = 'alumni', now = NOW) =>
    db.transaction((client) => importPeople({ client, keys: db.keys, kind, now }, people))
  const count = async () =>
    (
      await db.pool.query(
        'SELECT count(*)::int AS registrations, count(DISTINCT person_id)::int AS people FROM registrations',
      )
    ).rows[0]

  beforeAll(async () => {
    const { url, drop: dropIt } = await freshDatabase()
    drop = dropIt
    db = openDatabase(
      url,
      makeKeyring(() => secrets),
      () => {},
    )
  })
  const clear = async () => {
    await db.pool.query('TRUNCATE people, batches CASCADE')
    await db.pool.query(
      "INSERT INTO batches (id, scheme, name, starts) VALUES ('kaigo-1', 'ssw-kaigo', '1', '2020-01-01'), ('lain-1', 'ssw-lain', '1', '2021-01-01')",
    )
  }
  beforeEach(clear)
  afterAll(async () => {
    await db.close()
    await drop()
  })

  it('keeps the contract that the list has, and counts one that alone is different as changed', async () => {
    const one = { ...incoming(0), work: { country: 'jepang' as const, end: '2027-03-31' } }
    expect(await imports([one])).toEqual(['new'])
    expect(await imports([one])).toEqual(['same'])
    expect(await imports([{ ...one, work: { place: 'Nagoya' } }])).toEqual(['changed'])
    expect(await imports([incoming(0)])).toEqual(['same'])
    const { rows } = await db.pool.query<{ body: Buffer; country: string }>('SELECT body, country FROM work')
    expect(rows.map(({ body, country }) => [country, db.keys.open('work', body)])).toEqual([
      ['jepang', { country: 'jepang', end: '2027-03-31', place: 'Nagoya' }],
    ])
  })

  it('never doubles anybody, whatever files come in whatever order', async () => {
    const row = fc.record({
      n: fc.nat(NAMES.length - 1),
      nik: fc.boolean(),
      batch: fc.boolean(),
      kind: fc.constantFrom('alumni' as const, 'candidate' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (files) => {
        await clear()
        const seen = new Set<number>()
        for (const { n, kind, ...says } of files) {
          expect((await imports([incoming(n, says)], kind))[0]).toEqual(
            seen.has(n) ? expect.stringMatching(/^(changed|same)$/) : 'new',
          )
          seen.add(n)
        }
        expect(await count()).toEqual({ registrations: seen.size, people: seen.size })
      }),
      { numRuns: 25 },
    )
  })

  it('is done again without a trace', async () => {
    await imports([0, 1, 2].map((n) => incoming(n)))
    const before = await db.pool.query('SELECT * FROM registrations ORDER BY number')
    expect(await imports([0, 1, 2].map((n) => incoming(n)))).toEqual(['same', 'same', 'same'])
    expect((await db.pool.query('SELECT * FROM registrations ORDER BY number')).rows).toEqual(before.rows)
  })

  it('keeps a record for each scheme that one human went with, and nobody under way twice', async () => {
    await imports([incoming(0)])
    const other = { ...incoming(0), schemes: ['ssw-lain'], batch: 'lain-1' }
    expect(await imports([other])).toEqual(['new'])
    expect(await count()).toEqual({ registrations: 2, people: 1 })
    const third = { ...incoming(0, { batch: false }), schemes: ['kaikoukai'] }
    expect(await imports([third], 'candidate')).toEqual(['new'])
    expect(await imports([{ ...third, schemes: ['gtog-korea'] }], 'candidate')).toEqual(['own'])
    expect(await count()).toEqual({ registrations: 3, people: 1 })
  })

  it('moves people on, never back from an end, and writes down every move', async () => {
    await imports([incoming(0)], 'candidate')
    await imports([incoming(0, { stage: 'pelatihan' })], 'candidate')
    await imports([incoming(0)], 'candidate')
    await imports([incoming(0)])
    await imports([incoming(0, { stage: 'pelatihan' })], 'candidate')
    const { rows } = await db.pool.query('SELECT from_stage, to_stage, by FROM stage_moves ORDER BY id')
    expect(rows).toEqual([
      { from_stage: null, to_stage: 'terdaftar', by: 'langkah' },
      { from_stage: 'terdaftar', to_stage: 'pelatihan', by: 'langkah' },
      { from_stage: 'pelatihan', to_stage: 'alumni', by: 'langkah' },
    ])
  })

  it('asks for a NIK where two records of one name and birth date fit', async () => {
    await imports([incoming(0), { ...incoming(0), nik: '6371015708990009' }])
    expect(await count()).toEqual({ registrations: 2, people: 2 })
    expect(await imports([incoming(0, { nik: false })])).toEqual(['unclear'])
  })

  it('finds people again after the keys were changed', async () => {
    await imports([incoming(0), incoming(1, { nik: false })])
    secrets.unshift(Buffer.alloc(32, 2))
    const renewed = openDatabase(
      db.url,
      makeKeyring(() => secrets),
      () => {},
    )
    await reseal(renewed, () => {})
    const outcomes = await renewed.transaction((client) =>
      importPeople({ client, keys: renewed.keys, kind: 'alumni', now: NOW }, [
        incoming(0),
        incoming(1, { nik: false }),
      ]),
    )
    expect(outcomes).toEqual(['same', 'same'])
    await renewed.close()
    secrets.shift()
  })
})
