/** What is known of people's time abroad follows them, is shown to them, and goes when they say so. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backup, restore } from '../../src/store/backup.ts'
import { mergePeople } from '../../src/store/join-people.ts'
import { ownDataOf } from '../../src/store/own-data.ts'
import { spokenLines } from '../spoken-lines.ts'
import { Theatre } from '../theatre.ts'

const TABLES = ['work', 'work_reminders', 'checkin_people', 'mentors', 'mentor_questions']

describe('the time abroad', { timeout: 30_000 }, () => {
  let theatre: Theatre
  let siti: string
  const pool = () => theatre.db.pool
  const counts = async () => {
    const found: Record<string, number> = {}
    for (const table of TABLES)
      found[table] = (await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n
    return found
  }
  const says = async (...lines: string[]) => {
    for (const text of lines) await theatre.does('warga', { kind: 'text', text })
  }
  beforeEach(async () => {
    theatre = await Theatre.open()
    await says(...spokenLines('kontrak.chat').slice(0, 11))
    await says('kabar saya', 'baik', 'betah', 'belum tahu', 'tidak ada masalah', 'lewati')
    await theatre.reminds()
    const { keys } = theatre.db
    siti = (await pool().query<{ person_id: string }>('SELECT person_id FROM work')).rows[0]!.person_id
    await theatre.does('warga2', { kind: 'text', text: 'petugas' })
    await theatre.does('warga2', { kind: 'text', text: 'dingin?' })
    await pool().query('INSERT INTO mentors (person_id, body) VALUES ($1, $2)', [
      siti,
      keys.seal('mentor', { nick: 'Siti', topics: ['kerja'] }),
    ])
    await pool().query(
      'INSERT INTO mentor_questions (ticket, mentor, staff_id, body) SELECT id, $1, gen_random_uuid(), $2 FROM tickets',
      [siti, keys.seal('mentor-question', { question: 'Dingin?', answer: 'Ya' })],
    )
  })
  afterEach(() => theatre.close())

  it('is all in a person’s own data', async () => {
    expect(await ownDataOf(theatre.db, siti)).toMatchObject({
      work: [{ work: { country: 'jepang', place: 'Nagoya, Aichi', end: '2027-03-31' }, by: 'orang' }],
      workReminders: [{ about: 'kontrak', step: 'H-90', day: '2027-03-31' }, { step: 'H-30' }],
      checkins: [{ answers: { mood: 'baik', settled: 'ya', extend: 'belum', trouble: 'tidak' } }],
      mentor: [{ mentor: { nick: 'Siti', topics: ['kerja'] } }],
      mentorAnswers: [{ question: 'Dingin?', answer: 'Ya' }],
    })
  })

  it('goes with who is joined to another person, whose own word stays', async () => {
    const { rows } = await pool().query<{ id: string }>('INSERT INTO people DEFAULT VALUES RETURNING id')
    const other = rows[0]!.id
    const before = await counts()
    await theatre.db.transaction((client) => mergePeople(client, other, siti))
    expect(await counts()).toEqual(before)
    for (const table of ['work', 'work_reminders', 'checkin_people', 'mentors'])
      expect((await pool().query(`SELECT DISTINCT person_id FROM ${table}`)).rows).toEqual([{ person_id: other }])
  })

  it('is gone when they are forgotten', async () => {
    await says('hapus data', 'ya')
    expect(await counts()).toEqual(Object.fromEntries(TABLES.map((table) => [table, 0])))
  })

  it('is gone when its consent is taken back, also after a restore of yesterday', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'langkah-kerja-'))
    try {
      await backup(theatre.db, theatre.shelf, join(dir, 'lama.gz'))
      await says('tarik izin', 'ya, tarik izin')
      expect(await counts()).toMatchObject({ work: 0, work_reminders: 0 })
      const answered = 'SELECT FROM checkin_people WHERE body IS NOT NULL'
      expect((await pool().query(answered)).rows).toEqual([])
      await restore(theatre.db, theatre.shelf, join(dir, 'lama.gz'))
      expect(await counts()).toMatchObject({ work: 0, work_reminders: 0, checkin_people: 1, mentors: 1 })
      expect((await pool().query(answered)).rows).toEqual([])
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})
