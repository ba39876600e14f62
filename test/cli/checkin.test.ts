import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './langkah.ts'

describe('langkah checkin, mentors list', { timeout: 60_000 }, () => {
  let home: Home
  beforeAll(async () => {
    home = await Home.open()
    const { pool, keys } = home.db
    for (let n = 1; n <= 12; n++) {
      const { rows } = await pool.query<{ id: string }>('INSERT INTO people DEFAULT VALUES RETURNING id')
      const { id } = rows[0]!
      await pool.query("INSERT INTO chats (channel, account, chat_id, person_id) VALUES ('telegram', '42', $1, $2)", [
        `orang-${n}`,
        id,
      ])
      await pool.query(
        "INSERT INTO registrations (number, person_id, stage, schemes, answers) VALUES ($1, $2, 'alumni', '{ssw-kaigo}', $3)",
        [`LA-2026-0000${10 + n}`, id, keys.seal('registration', { fullName: 'Siti Aminah' })],
      )
      await pool.query("INSERT INTO work (person_id, country, body, by) VALUES ($1, $2, $3, 'orang')", [
        id,
        n > 11 ? 'korea' : 'jepang',
        keys.seal('work', { country: 'jepang' }),
      ])
    }
    await pool.query("INSERT INTO mentors (person_id, body) SELECT person_id, $1 FROM work WHERE country = 'korea'", [
      keys.seal('mentor', { nick: 'Dewi', topics: ['kerja', 'bahasa'] }),
    ])
  })
  afterAll(() => home.close())

  it('counts, asks those of a country, and reports without showing anybody', async () => {
    const to = ['checkin', 'send', '--to', 'country=jepang,role=alumni']
    expect(await home.json([...to, '--dry-run'])).toMatchObject({ code: 0, value: { id: null, recipients: 11 } })
    expect(await home.json([...to, '--yes'])).toMatchObject({ code: 0, value: { id: 1, recipients: 11 } })
    const { pool, keys } = home.db
    for (const [trouble, limit] of [
      ['upah', 2],
      ['tidak', 9],
    ] as const)
      await pool.query(
        `INSERT INTO checkin_people (checkin, person_id, asked_at, answered_at, body)
         SELECT 1, person_id, now(), now(), $1 FROM outbox o WHERE NOT EXISTS (SELECT FROM checkin_people x WHERE x.person_id = o.person_id) LIMIT $2`,
        [keys.seal('checkin', { mood: 'baik', settled: 'ya', extend: 'ya', trouble }), limit],
      )
    expect(await home.json(['checkin', 'list'])).toMatchObject({
      value: [{ id: 1, kind: 'sekali', asked: 11, answered: 11 }],
    })
    const { value } = await home.json(['checkin', 'report', '1'])
    const { tables } = value as { tables: { title: string; rows: { label: string; count: unknown }[] }[] }
    expect(tables.find(({ title }) => title === 'Kabar')?.rows).toEqual([{ label: 'Baik', count: 11 }])
    expect(tables.find(({ title }) => title === 'Masalah')?.rows).toEqual([
      { label: 'Gaji kurang/tidak dibayar', count: '<5' },
      { label: 'Tidak ada masalah', count: '≥5' },
    ])
    const out = home.file('kabar.xlsx')
    expect((await home.run(['checkin', 'report', '1', '--xlsx', '--out', out])).code).toBe(0)
    expect(existsSync(out) && readFileSync(out).subarray(0, 2).toString()).toBe('PK')
    expect((await home.run(['checkin', 'report', '99'])).code).toBe(1)
  })

  it('lists mentors without what they are known by', async () => {
    const { code, stdout } = await home.run(['mentors', 'list'])
    expect([code, stdout]).toEqual([
      0,
      'Kak Dewi, alumni SSW kaigo (perawat lansia)\tPekerjaan dan tempat kerja; Belajar bahasa\t0 pertanyaan menunggu\n',
    ])
  })
})
