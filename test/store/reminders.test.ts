import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EXAM, ReminderWorld, wita } from './reminder-world.ts'

describe('reminders of a date', () => {
  let world: ReminderWorld
  beforeEach(async () => {
    world = await ReminderWorld.open()
  })
  afterEach(() => world.close())

  it('are planned once for everybody it is for, and said at their time', async () => {
    await world.person('LA-1')
    await world.person('LA-2', { stage: 'terdaftar' })
    await world.person('LA-3', { schemes: ['ssw-kaigo'] })
    await world.save(EXAM, wita('2027-01-01 10:00'))
    expect(await world.round(wita('2027-01-01 10:01'))).toMatchObject({ planned: 5 })
    expect(await world.round(wita('2027-01-01 10:02'))).toMatchObject({ planned: 0 })
    await world.live(wita('2027-02-22 00:00'), wita('2027-03-26 00:00'))
    expect(await world.said()).toEqual(
      ['H-30', 'H-7', 'H-3', 'H-1', 'H'].map((step) => `LA-1-0: ${step} ujian-1 2027-03-25`),
    )
    expect(await world.states()).toEqual({ queued: 5 })
  })

  it('leave as reminders, behind replies and notices', async () => {
    await world.person('LA-1')
    await world.save(EXAM, wita('2027-03-22 10:00'))
    await world.round(wita('2027-03-22 10:01'))
    const { rows } = await world.db.pool.query('SELECT kind, priority, state FROM outbox')
    expect(rows).toEqual([{ kind: 'reminder', priority: 2, state: 'queued' }])
  })

  it('are never pushed while nobody has confirmed the date', async () => {
    await world.person('LA-1')
    await world.save({ ...EXAM, confirmedBy: undefined }, wita('2027-03-01 10:00'))
    await world.live(wita('2027-03-01 10:00'), wita('2027-03-20 10:00'))
    expect(await world.said()).toEqual([])
    await world.save(EXAM, wita('2027-03-20 11:00'))
    await world.live(wita('2027-03-20 11:00'), wita('2027-03-20 20:00'))
    expect(await world.said()).toEqual(['LA-1-0: H-7 ujian-1 2027-03-25'])
  })

  it('go to a batch, to whoever joins it later too, and at once where it is late', async () => {
    await world.db.pool.query(
      `INSERT INTO batches (id, scheme, name, starts) VALUES ('korea-1', 'gtog-korea', 'Korea 1', '2027-01-01')`,
    )
    await world.person('LA-1', { batch: 'korea-1' })
    await world.person('LA-2')
    await world.save({ ...EXAM, scheme: undefined, batch: 'korea-1' }, wita('2027-01-01 10:00'))
    await world.live(wita('2027-03-18 08:00'), wita('2027-03-18 12:00'))
    expect(await world.said()).toEqual(['LA-1-0: H-7 ujian-1 2027-03-25'])
    await world.db.pool.query(`UPDATE registrations SET batch = 'korea-1' WHERE number = 'LA-2'`)
    await world.live(wita('2027-03-19 08:00'), wita('2027-03-19 12:00'))
    expect(await world.said()).toEqual(['LA-2-0: H-7 ujian-1 2027-03-25'])
  })

  it('are said by the clock of where the person is, and follow it when it changes', async () => {
    await world.person('LA-1', { province: '35' })
    const papua = await world.person('LA-2', { province: '94' })
    await world.person('LA-3')
    await world.save(EXAM, wita('2027-01-01 10:00'))
    await world.round(wita('2027-01-01 10:00'))
    await world.round(wita('2027-03-18 08:00'))
    expect(await world.said()).toEqual(['LA-2-0: H-7 ujian-1 2027-03-25'])
    await world.round(wita('2027-03-18 09:00'))
    expect(await world.said()).toEqual(['LA-3-0: H-7 ujian-1 2027-03-25'])
    await world.round(wita('2027-03-18 10:00'))
    expect(await world.said()).toEqual(['LA-1-0: H-7 ujian-1 2027-03-25'])
    await world.db.pool.query(`UPDATE people SET zone = 'Asia/Jakarta' WHERE id = $1`, [papua])
    await world.round(wita('2027-03-22 09:30'))
    expect(await world.said()).toEqual(['LA-3-0: H-3 ujian-1 2027-03-25'])
    await world.round(wita('2027-03-22 10:00'))
    expect((await world.said()).sort()).toEqual(['LA-1', 'LA-2'].map((who) => `${who}-0: H-3 ujian-1 2027-03-25`))
  })

  it('go to one person once, in the chat used last, and not to whoever left, stopped, or is out of the stage', async () => {
    await world.person('LA-1', { chats: ['telegram', 'whatsapp'] })
    const stopped = await world.person('LA-2')
    const left = await world.person('LA-3')
    await world.person('LA-4')
    await world.person('LA-5', { chats: [] })
    await world.person('LA-6', { chats: ['terminal'] })
    await world.save(EXAM, wita('2027-03-15 10:00'))
    await world.planOnly(wita('2027-03-01 10:00'))
    await world.db.pool.query('DELETE FROM reminders WHERE step = $1', ['H-30'])
    await world.db.pool.query('UPDATE people SET stopped_at = now() WHERE id = $1', [stopped])
    await world.db.pool.query(`UPDATE chats SET state = 'left' WHERE person_id = $1`, [left])
    await world.db.pool.query(`UPDATE registrations SET stage = 'tidak-lanjut' WHERE number = 'LA-4'`)
    expect(await world.round(wita('2027-03-18 09:00'))).toMatchObject({ queued: 1, skipped: 5 })
    expect(await world.said()).toEqual(['LA-1-1: H-7 ujian-1 2027-03-25'])
    const { rows } = await world.db.pool.query(
      `SELECT registration, reason FROM reminders WHERE state = 'skipped' ORDER BY 1`,
    )
    expect(rows.map((row) => `${row.registration} ${row.reason}`)).toEqual([
      'LA-2 stopped',
      'LA-3 no chat',
      'LA-4 stage',
      'LA-5 no chat',
      'LA-6 no chat',
    ])
  })

  it('stay in the chat of one person who has two registrations', async () => {
    const id = await world.person('LA-1', { stage: 'alumni' })
    await world.db.pool
      .query(
        `INSERT INTO registrations (number, person_id, stage, schemes, answers) VALUES ('LA-2', $1, 'seleksi', '{gtog-korea}', 'x')`,
        [id],
      )
      .catch(() => undefined)
    await world.save({ ...EXAM, stages: ['alumni', 'seleksi'] }, wita('2027-03-22 10:00'))
    await world.round(wita('2027-03-22 10:00'))
    expect(await world.said()).toEqual(
      ['LA-1-0: H-3 ujian-1 2027-03-25'].map((text) => expect.stringContaining(text.slice(6))),
    )
  })

  it('tell of a change whoever was told, once, and go on by the new day', async () => {
    await world.person('LA-1')
    await world.save(EXAM, wita('2027-01-01 10:00'))
    await world.live(wita('2027-03-18 08:00'), wita('2027-03-18 12:00'))
    await world.said()
    await world.person('LA-2')
    expect(await world.save({ ...EXAM, day: '2027-03-29' }, wita('2027-03-18 22:00'))).toBe('changed')
    await world.live(wita('2027-03-18 22:00'), wita('2027-03-30 12:00'))
    expect(await world.said()).toEqual([
      'LA-1-0: ubah ujian-1 2027-03-29 tadinya 2027-03-25',
      'LA-2-0: H-30 ujian-1 2027-03-29',
      'LA-1-0: H-7 ujian-1 2027-03-29',
      'LA-2-0: H-7 ujian-1 2027-03-29',
      'LA-1-0: H-3 ujian-1 2027-03-29',
      'LA-2-0: H-3 ujian-1 2027-03-29',
      'LA-1-0: H-1 ujian-1 2027-03-29',
      'LA-2-0: H-1 ujian-1 2027-03-29',
      'LA-1-0: H ujian-1 2027-03-29',
      'LA-2-0: H ujian-1 2027-03-29',
    ])
  })

  it('tell of the last of several changes only, and of none where all is as it was', async () => {
    await world.person('LA-1')
    await world.save(EXAM, wita('2027-01-01 10:00'))
    await world.live(wita('2027-03-18 08:00'), wita('2027-03-18 12:00'))
    await world.said()
    await world.save({ ...EXAM, day: '2027-03-29' }, wita('2027-03-18 22:00'))
    await world.round(wita('2027-03-18 22:01'))
    await world.save({ ...EXAM, place: 'Banjarmasin' }, wita('2027-03-18 22:02'))
    await world.live(wita('2027-03-18 22:03'), wita('2027-03-19 12:00'))
    expect(await world.said()).toEqual(['LA-1-0: ubah ujian-1 2027-03-25 tadinya 2027-03-25'])
    await world.save({ ...EXAM, day: '2027-03-29', place: 'Banjarmasin' }, wita('2027-03-19 22:00'))
    await world.round(wita('2027-03-19 22:01'))
    await world.save({ ...EXAM, place: 'Banjarmasin' }, wita('2027-03-19 22:02'))
    await world.live(wita('2027-03-19 22:03'), wita('2027-03-20 12:00'))
    expect(await world.said()).toEqual([])
    await world.live(wita('2027-03-22 08:00'), wita('2027-03-22 12:00'))
    expect(await world.said()).toEqual(['LA-1-0: H-3 ujian-1 2027-03-25'])
  })

  it('take back what waits to be sent when the date is called off, and tell whoever had heard of it', async () => {
    await world.person('LA-1')
    await world.save(EXAM, wita('2027-01-01 10:00'))
    await world.live(wita('2027-03-18 08:00'), wita('2027-03-18 09:00'))
    await world.save({ ...EXAM, cancelled: true }, wita('2027-03-18 09:01')) // it has not left yet
    const { rows } = await world.db.pool.query('SELECT state, reason, body FROM outbox')
    expect(rows).toEqual([{ state: 'skipped', reason: 'date changed', body: null }])
    await world.live(wita('2027-03-18 09:02'), wita('2027-03-26 12:00'))
    expect(await world.said()).toEqual([])
    await world.save(EXAM, wita('2027-03-19 09:00'))
    await world.live(wita('2027-03-19 09:00'), wita('2027-03-19 12:00'))
    expect(await world.said()).toEqual(['LA-1-0: H-7 ujian-1 2027-03-25'])
    await world.save({ ...EXAM, cancelled: true }, wita('2027-03-20 09:00'))
    await world.live(wita('2027-03-20 09:00'), wita('2027-03-26 12:00'))
    expect(await world.said()).toEqual(['LA-1-0: ubah ujian-1 2027-03-25 tadinya 2027-03-25'])
  })

  it('say nothing of a change that nobody goes by, nor of one that is over', async () => {
    await world.person('LA-1')
    await world.save(EXAM, wita('2027-01-01 10:00'))
    await world.live(wita('2027-03-18 08:00'), wita('2027-03-18 12:00'))
    await world.said()
    expect(await world.save({ ...EXAM, source: 'surat' }, wita('2027-03-18 13:00'))).toBe('noted')
    expect(await world.save({ ...EXAM, source: 'surat' }, wita('2027-03-18 13:00'))).toBe('same')
    await world.save({ ...EXAM, stages: ['lengkap', 'seleksi'] }, wita('2027-03-18 13:00'))
    await world.live(wita('2027-03-18 13:00'), wita('2027-03-20 12:00'))
    expect(await world.said()).toEqual([])
    await world.save({ ...EXAM, note: 'terima kasih' }, wita('2027-03-25 13:00'))
    await world.live(wita('2027-03-25 13:00'), wita('2027-03-27 12:00'))
    expect(await world.states()).not.toHaveProperty('missed')
    expect(await world.said()).toEqual([])
  })
})

describe('a round of reminding', () => {
  let world: ReminderWorld
  beforeEach(async () => {
    world = await ReminderWorld.open()
    for (let i = 1; i <= 50; i++) await world.person(`LA-${i}`)
    await world.save(EXAM, wita('2027-01-01 10:00'))
  })
  afterEach(() => world.close())

  it('says everything once with two processes at it, at the same time and again and again', async () => {
    const others = [world.process(), world.process()]
    for (const moment of ['2027-01-01 10:01', '2027-03-18 09:00', '2027-03-18 09:01'])
      await Promise.all([...others, ...others].map((db) => world.round(wita(moment), db)))
    expect(new Set(await world.said()).size).toBe(50)
    expect(await world.states()).toEqual({ queued: 50, covered: 50, waiting: 150 }) // H-30 had gone by
    await Promise.all(others.map((db) => db.close()))
  })

  it('misses nothing and says nothing twice when it dies between plan and message', async () => {
    await world.save({ ...EXAM, id: 'ujian-2', day: '2027-03-26' }, wita('2027-03-22 10:00'))
    expect(await world.planOnly(wita('2027-03-22 10:00'))).toBeGreaterThan(0)
    expect(await world.said()).toEqual([])
    await world.round(wita('2027-03-22 10:05'))
    await world.round(wita('2027-03-22 10:06'))
    const said = await world.said()
    expect(said.filter((text) => text.includes('ujian-2'))).toHaveLength(50)
    expect(new Set(said).size).toBe(said.length)
  })

  it('keeps nothing of what it had not finished', async () => {
    await world.round(wita('2027-01-01 10:01'))
    await world.db.pool
      .query(`ALTER TABLE outbox ADD CONSTRAINT full_disk CHECK (chat <> (SELECT 0) + 40) NOT VALID`)
      .catch(() => world.db.pool.query('ALTER TABLE outbox ADD CONSTRAINT full_disk CHECK (chat <> 40)'))
    await expect(world.round(wita('2027-03-18 09:00'))).rejects.toThrow()
    expect(await world.said()).toEqual([])
    await world.db.pool.query('ALTER TABLE outbox DROP CONSTRAINT full_disk')
    await world.round(wita('2027-03-18 09:01'))
    expect(new Set(await world.said()).size).toBe(50)
  })

  it('sleeps three hours, or a night, and says it when it wakes', async () => {
    await world.round(wita('2027-03-17 20:00'))
    await world.said()
    await world.round(wita('2027-03-18 12:00'))
    expect(await world.said()).toHaveLength(50)
    await world.round(wita('2027-03-22 23:00'))
    expect(await world.said()).toEqual([])
    await world.round(wita('2027-03-23 07:00'))
    expect(await world.said()).toHaveLength(50)
    expect(await world.states()).not.toHaveProperty('missed')
  })

  it('sleeps for days, and says only what is newest; what is over is counted as missed', async () => {
    await world.round(wita('2027-03-17 20:00'))
    await world.said()
    await world.round(wita('2027-03-23 10:00')) // H-7 and H-3 have gone by
    expect(new Set(await world.said())).toEqual(
      new Set(Array.from({ length: 50 }, (_, i) => `LA-${i + 1}-0: H-3 ujian-1 2027-03-25`)),
    )
    expect(await world.round(wita('2027-03-27 10:00'))).toMatchObject({ missed: 50, covered: 50 })
    expect(await world.said()).toEqual([])
  })

  it('does nothing twice when the clock jumps back', async () => {
    await world.live(wita('2027-03-18 08:00'), wita('2027-03-18 10:00'))
    expect((await world.said()).filter((text) => text.includes('H-7'))).toHaveLength(50)
    await world.live(wita('2027-03-16 10:00'), wita('2027-03-18 12:00'))
    expect(await world.said()).toEqual([])
    await world.live(wita('2027-03-22 08:00'), wita('2027-03-22 10:00'))
    expect(await world.said()).toHaveLength(50)
  })
})

describe('reminders of a form that was not sent', () => {
  let world: ReminderWorld
  beforeEach(async () => {
    world = await ReminderWorld.open()
  })
  afterEach(() => world.close())

  const begun = async (at: Date, zone: string | null = null) => {
    const { rows } = await world.db.pool.query<{ id: string }>('INSERT INTO people (zone) VALUES ($1) RETURNING id', [
      zone,
    ])
    await world.chat(rows[0]!.id, 'telegram', 'siti')
    await world.db.pool.query(`INSERT INTO drafts (person_id, flow, body, updated_at) VALUES ($1, 'daftar', 'x', $2)`, [
      rows[0]!.id,
      at,
    ])
    return rows[0]!.id
  }

  it('come twice, by day, and then never again', async () => {
    await begun(wita('2027-01-01 22:00'))
    await world.live(wita('2027-01-01 22:00'), wita('2027-01-03 23:00'))
    expect(await world.said()).toEqual([])
    await world.live(wita('2027-01-04 00:00'), wita('2027-01-04 10:00'))
    expect(await world.said()).toEqual(['siti: lanjutkan 1'])
    await world.live(wita('2027-01-04 11:00'), wita('2027-01-08 22:00'))
    expect(await world.said()).toEqual([])
    await world.live(wita('2027-01-09 10:00'), wita('2027-02-01 10:00'))
    expect(await world.said()).toEqual(['siti: lanjutkan 2'])
  })

  it('wait again for whoever goes on, and never come to whoever said to stop', async () => {
    const id = await begun(wita('2027-01-01 09:00'))
    await world.live(wita('2027-01-03 09:00'), wita('2027-01-03 11:00'))
    expect(await world.said()).toEqual(['siti: lanjutkan 1'])
    await world.db.pool.query(`UPDATE drafts SET updated_at = $1`, [wita('2027-01-08 12:00')])
    await world.live(wita('2027-01-08 13:00'), wita('2027-01-15 11:00'))
    expect(await world.said()).toEqual([])
    await world.db.pool.query('UPDATE people SET stopped_at = now() WHERE id = $1', [id])
    await world.live(wita('2027-01-15 12:00'), wita('2027-01-17 11:00'))
    expect(await world.said()).toEqual([])
  })
})
