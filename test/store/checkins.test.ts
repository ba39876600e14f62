import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckinAnswers } from '../../src/domain/checkin.ts'
import { checkinTables } from '../../src/domain/checkin.ts'
import { makeAnnouncement, startDue } from '../../src/store/announcements/making.ts'
import { answerCheckin } from '../../src/store/checkins/answer.ts'
import { checkinAnswers, listCheckins } from '../../src/store/checkins/report.ts'
import { forgetPerson } from '../../src/store/forget.ts'
import { dropWork } from '../../src/store/work/keep.ts'
import { ReminderWorld, wita } from './reminder-world.ts'

const FINE: CheckinAnswers = { mood: 'baik', settled: 'ya', extend: 'ya', trouble: 'tidak' }
const TROUBLES = [
  { id: 'tidak', label: 'Tidak ada' },
  { id: 'upah', label: 'Upah' },
]

describe('check-ins', () => {
  let world: ReminderWorld
  beforeEach(async () => {
    world = await ReminderWorld.open()
  })
  afterEach(() => world.close())

  const leaves = async (number: string, at: Date, by = 'Rina') => {
    const person = await world.person(number, { stage: 'berangkat', schemes: ['ssw-kaigo'] })
    await world.db.pool.query(
      'INSERT INTO stage_moves (registration, from_stage, to_stage, by, at) VALUES ($1, $2, $3, $4, $5)',
      [number, by === 'langkah' ? null : 'siap-berangkat', 'berangkat', by, at],
    )
    return person
  }
  const answers = (person: string, answers = FINE, now = wita('2027-02-02 10:00')) =>
    world.db.transaction((client) => {
      const scene = { client, keys: world.db.keys, now, chat: { person: { id: person } } }
      return answerCheckin(scene as never, { kind: 'answerCheckin', answers })
    })
  const lines = async () => (await listCheckins(world.db.pool)).filter(({ asked }) => asked > 0)

  it('come by themselves some months after departure, once, in waking hours, and are reminded of once', async () => {
    await leaves('LA-1', wita('2027-01-02 10:00'))
    await leaves('LA-2', wita('2027-01-02 10:00'), 'langkah') // an import is no departure
    await leaves('LA-3', wita('2026-06-01 10:00')) // six months were over long ago
    for (const at of ['2027-02-02 07:00', '2027-02-02 22:00']) await world.round(wita(at))
    expect(await world.said()).toEqual([])
    for (const at of ['2027-02-03 10:00', '2027-02-03 10:01', '2027-02-05 12:00']) await world.round(wita(at))
    expect(await world.said()).toEqual(['LA-1-0: apa kabar 1'])
    for (const at of [
      '2027-02-06 23:00',
      '2027-02-07 10:00',
      '2027-02-07 10:01',
      '2027-02-20 10:00',
      '2027-03-20 10:00',
    ])
      await world.round(wita(at))
    expect(await world.said()).toEqual(['LA-1-0: belum dijawab'])
  })

  it('do not reach who stopped, nor remind who answered, cried for help or took their consent back', async () => {
    const people: string[] = []
    for (const n of [1, 2, 3, 4]) people.push(await leaves(`LA-${n}`, wita('2027-01-02 10:00')))
    await world.db.pool.query('UPDATE people SET stopped_at = now() WHERE id = $1', [people[3]])
    await world.round(wita('2027-02-02 10:00'))
    expect(await world.said()).toHaveLength(3)
    await answers(people[0]!)
    await world.db.pool.query(
      "INSERT INTO tickets (person_id, chat, about, opened_at) SELECT person_id, id, 'darurat', '2027-02-03' FROM chats WHERE person_id = $1",
      [people[1]],
    )
    await answers(people[2]!)
    await world.db.transaction((client) => dropWork(client, people[2]!, wita('2027-02-03 10:00')))
    await world.round(wita('2027-02-09 10:00'))
    expect(await world.said()).toEqual([])
    expect(await lines()).toMatchObject([{ kind: 'berkala', months: 1, asked: 3, answered: 1 }])
  })

  it('that an announcement asks are answered to it, once each, and silence is reminded of once', async () => {
    const siti = await world.person('LA-1', { stage: 'berangkat' })
    await world.person('LA-2', { stage: 'berangkat' })
    await world.works(siti, { country: 'jepang' }, wita('2027-01-01 10:00'))
    const id = await world.db.transaction((client) =>
      makeAnnouncement(client, world.db.keys, {
        body: { text: 'Apa kabar?', checkin: true },
        audience: { segment: { country: 'jepang' } },
        startsAt: new Date(),
        by: 'langkah',
        needsApproval: false,
      }),
    )
    await startDue(world.db, new Date())
    const sent = await world.db.pool.query(
      "UPDATE outbox SET state = 'sent', settled_at = $2 WHERE announcement = $1 RETURNING person_id",
      [id, wita('2027-02-01 10:00')],
    )
    expect(sent.rows).toEqual([{ person_id: siti }])
    await world.db.pool.query('UPDATE checkins SET at = $1', [wita('2027-02-01 10:00')])
    await world.round(wita('2027-02-05 10:00'))
    await world.round(wita('2027-02-05 10:01'))
    expect(await world.said()).toEqual(['LA-1-0: belum dijawab'])
    await answers(siti)
    await answers(siti, { ...FINE, trouble: 'upah' })
    expect(await lines()).toMatchObject([{ kind: 'sekali', announcement: id, asked: 1, answered: 1 }])
    expect((await checkinAnswers(world.db.pool, world.db.keys, (await lines())[0]!.id))!.answers).toEqual([
      { ...FINE, trouble: 'upah' },
    ])
  })

  it('are told unasked too, and leave out who restricted their data or was forgotten', async () => {
    const siti = await world.person('LA-1')
    const rina = await world.person('LA-2')
    await answers(siti)
    await answers(rina)
    await world.db.pool.query('UPDATE people SET restricted_at = now() WHERE id = $1', [siti])
    expect(await lines()).toMatchObject([{ kind: 'sendiri', answered: 1 }])
    await world.db.transaction((client) => forgetPerson(client, world.db.keys, rina, 'orang'))
    expect(await lines()).toMatchObject([{ answered: 0 }])
  })
})

describe('counts of a check-in', () => {
  const many = (count: number, answers: Partial<CheckinAnswers>) =>
    Array.from({ length: count }, () => ({ ...FINE, ...answers }))

  it('hide everything where few have answered, and small ones where many have', () => {
    for (const { rows } of checkinTables(many(4, {}), TROUBLES)) expect(rows).toBeUndefined()
    const trouble = checkinTables(
      [...many(20, {}), ...many(9, { trouble: 'lain' }), ...many(1, { trouble: 'upah' })],
      TROUBLES,
    )
    const rows = trouble.find(({ title }) => title === 'Masalah')!.rows!
    expect(rows).toContainEqual({ label: 'Upah', count: '<5' })
    expect(rows.filter(({ count }) => count === '≥5').length).toBeGreaterThan(0) // or the total would tell it
  })
})
