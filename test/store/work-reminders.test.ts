import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Work } from '../../src/domain/work.ts'
import { civilIn } from '../../src/domain/zone.ts'
import { importWork } from '../../src/store/work/keep.ts'
import { ReminderWorld, wita } from './reminder-world.ts'

const NAGOYA: Work = { country: 'jepang', place: 'Nagoya', start: '2026-04-01', end: '2027-09-30', nenkin: 'ya' }
const BEGUN = wita('2026-12-01 10:00')

describe('reminders of work abroad', () => {
  let world: ReminderWorld
  let siti: string
  beforeEach(async () => {
    world = await ReminderWorld.open()
    siti = await world.person('LA-1', { stage: 'berangkat', schemes: ['ssw-kaigo'] })
  })
  afterEach(() => world.close())
  const office = (work: Partial<Work>, now: Date) =>
    world.db.transaction((client) => importWork({ client, keys: world.db.keys, now }, siti, work))

  it('come once each, before the end of the contract, by the clock of the country', async () => {
    await world.works(siti, NAGOYA, BEGUN)
    expect(await world.round(wita('2026-12-01 10:01'))).toMatchObject({ planned: 3 })
    expect(await world.round(wita('2026-12-01 10:02'))).toMatchObject({ planned: 0 })
    const { rows } = await world.db.pool.query<{ due_at: Date }>('SELECT due_at FROM work_reminders ORDER BY due_at')
    expect(rows.map(({ due_at }) => civilIn('Asia/Tokyo', due_at))).toEqual(
      ['2027-04-03', '2027-07-02', '2027-08-31'].map((day) => ({ day, time: '09:00' })),
    )
    for (const day of ['2027-04-03', '2027-07-02', '2027-08-31'])
      for (const time of ['07:59', '08:00', '08:01', '20:00']) await world.round(wita(`${day} ${time}`))
    expect(await world.said()).toEqual(
      ['2027-04-03', '2027-07-02', '2027-08-31'].map((day) => `LA-1-0: kontrak 2027-09-30 pada ${day}`),
    )
  })

  it('of nenkin come two years after leaving, and not where it was claimed or is too little', async () => {
    const gone: Work = { country: 'jepang', nenkin: 'ya', left: '2025-02-28' }
    await world.works(siti, gone, BEGUN)
    await world.round(BEGUN)
    await world.round(wita('2027-02-21 09:00'))
    expect(await world.said()).toEqual(['LA-1-0: nenkin 2027-02-28 pada 2027-02-21'])
    await world.works(siti, { ...gone, nenkin: 'sudah' }, wita('2027-02-21 10:00'))
    await world.live(wita('2027-02-21 11:00'), wita('2027-02-28 12:00'))
    expect(await world.said()).toEqual([])
  })

  it('are not sent for a day that was changed by its person, who knows it', async () => {
    await world.works(siti, NAGOYA, BEGUN)
    await world.round(BEGUN)
    await world.round(wita('2027-04-03 08:00'))
    expect(await world.said()).toHaveLength(1)
    await world.works(siti, { ...NAGOYA, end: '2028-09-30' }, wita('2027-05-01 10:00'))
    await world.live(wita('2027-05-01 10:00'), wita('2027-09-30 10:00'))
    expect(await world.said()).toEqual([])
    expect(await world.workStates()).toEqual({ queued: 1, replaced: 2, waiting: 3 })
  })

  it('are corrected once where the office changes a day that was told, also if it is no longer known', async () => {
    await office(NAGOYA, wita('2027-04-01 10:00'))
    await world.round(wita('2027-04-03 08:00'))
    await world.said()
    expect(await office({ end: '2027-12-31' }, wita('2027-05-01 23:00'))).toBe(true)
    expect(await office({ end: '2027-12-31' }, wita('2027-05-01 23:01'))).toBe(false)
    await world.round(wita('2027-05-01 23:30'))
    expect(await world.said()).toEqual([]) // people sleep
    await world.round(wita('2027-05-02 06:00'))
    await world.round(wita('2027-05-02 06:01'))
    expect(await world.said()).toEqual(['LA-1-0: kontrak 2027-12-31 tadinya 2027-09-30 pada 2027-05-02'])
    await world.works(siti, { country: 'jepang' }, wita('2027-05-03 10:00'), 'kantor')
    await world.round(wita('2027-05-03 10:01'))
    expect(await world.said()).toEqual(['LA-1-0: kontrak undefined tadinya 2027-12-31 pada 2027-05-03'])
  })

  it('never reach who stopped, restricted their data, left the chat or did not go', async () => {
    await world.works(siti, NAGOYA, BEGUN)
    for (const [sql, undo] of [
      ['UPDATE people SET stopped_at = now()', 'UPDATE people SET stopped_at = NULL'],
      ['UPDATE people SET restricted_at = now()', 'UPDATE people SET restricted_at = NULL'],
      ["UPDATE chats SET state = 'left'", "UPDATE chats SET state = 'open'"],
      ["UPDATE registrations SET stage = 'mengundurkan-diri'", "UPDATE registrations SET stage = 'berangkat'"],
    ]) {
      await world.round(BEGUN)
      await world.db.pool.query(sql!)
      await world.round(wita('2027-04-03 08:00'))
      expect([sql, await world.said()]).toEqual([sql, []])
      await world.db.pool.query(undo!)
      await world.db.pool.query('DELETE FROM work_reminders; UPDATE work SET planned = 0')
    }
  })

  it('move with their person, and a machine that slept says the last one once', async () => {
    await world.works(siti, { country: 'jerman', end: '2027-09-30' }, BEGUN)
    await world.round(BEGUN)
    await world.db.pool.query("UPDATE people SET zone = 'Asia/Jakarta'")
    await world.round(wita('2026-12-02 10:00'))
    const { rows } = await world.db.pool.query<{ due_at: Date }>('SELECT due_at FROM work_reminders ORDER BY due_at')
    expect(rows.map(({ due_at }) => civilIn('Asia/Jakarta', due_at).time)).toEqual(['09:00', '09:00', '09:00'])
    await world.round(wita('2027-09-02 12:00'))
    expect(await world.said()).toEqual(['LA-1-0: kontrak 2027-09-30 pada 2027-09-02'])
    expect(await world.workStates()).toEqual({ covered: 2, queued: 1 })
  })

  it('leave what a person said themselves as it is, whatever the list says', async () => {
    await world.works(siti, NAGOYA, BEGUN)
    expect(await office({ country: 'jepang', end: '2027-01-31', left: '2027-02-01' }, wita('2026-12-02 10:00'))).toBe(
      true,
    )
    expect(await office({ country: 'korea', end: '2029-01-31' }, wita('2026-12-03 10:00'))).toBe(false)
    const { rows } = await world.db.pool.query<{ body: Buffer }>('SELECT body FROM work')
    expect(world.db.keys.open('work', rows[0]!.body)).toEqual({ ...NAGOYA, left: '2027-02-01' })
  })
})
