/** Reminders of a date by which documents must be there name what each person still owes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteDocuments } from '../../src/store/documents/steps.ts'
import { EXAM, ReminderWorld, wita } from './reminder-world.ts'

const CHECK = { ...EXAM, id: 'cek-1', kind: 'cek-dokumen' as const }
const H_7 = wita('2027-03-18 09:00')

describe('reminders of a date by which documents must be there', () => {
  let world: ReminderWorld
  beforeEach(async () => {
    world = await ReminderWorld.open()
  })
  afterEach(() => world.close())

  /** What is said of dates in the round at `now`, by the person's chat; of *cek-1* without its day. */
  async function saidAt(now: Date): Promise<string[]> {
    await world.round(now)
    const lines = (await world.said()).map((line) => line.replace(' cek-1 2027-03-25', ''))
    return lines.filter((line) => !line.includes(': habis ')).sort() // a document's own last day
  }

  it('say what each person owes: not sent, to be replaced, past its day; and what is needed to who sent nothing', async () => {
    const owing = await world.person('LA-1')
    const replacing = await world.person('LA-2')
    const late = await world.person('LA-3')
    const complete = await world.person('LA-4')
    await world.person('LA-5')
    await world.sent(owing, 'ktp')
    for (const person of [replacing, late, complete]) for (const one of ['ktp', 'paspor']) await world.sent(person, one)
    await world.sent(replacing, 'paspor', { state: 'perlu-diganti' })
    await world.sent(replacing, 'skck', { state: 'perlu-diganti' })
    await world.sent(late, 'paspor', { state: 'cocok', expires: '2027-03-17' })
    await world.sent(complete, 'paspor', { state: 'cocok', expires: '2027-03-18' })
    await world.save(CHECK, wita('2027-03-18 08:00'))
    expect(await saidAt(H_7)).toEqual([
      'LA-1-0: H-7 kurang paspor',
      'LA-2-0: H-7 ganti paspor, skck',
      'LA-3-0: H-7 lewat paspor',
      'LA-4-0: H-7',
      'LA-5-0: H-7 perlu ktp, paspor',
    ])
  })

  it('count at every step anew, the morning of the day too', async () => {
    const person = await world.person('LA-1')
    await world.sent(person, 'ktp')
    await world.save(CHECK, wita('2027-01-01 10:00'))
    await world.planOnly(wita('2027-01-01 10:00'))
    await world.db.pool.query("UPDATE reminders SET state = 'covered' WHERE step = 'H-30'")
    expect(await saidAt(H_7)).toEqual(['LA-1-0: H-7 kurang paspor'])
    expect(await saidAt(wita('2027-03-18 09:01'))).toEqual([])
    await world.sent(person, 'paspor')
    expect(await saidAt(wita('2027-03-22 09:00'))).toEqual(['LA-1-0: H-3'])
    await world.sent(person, 'ktp', { state: 'perlu-diganti' })
    expect(await saidAt(wita('2027-03-24 09:00'))).toEqual(['LA-1-0: H-1 ganti ktp'])
    expect(await saidAt(wita('2027-03-25 07:00'))).toEqual(['LA-1-0: H ganti ktp'])
  })

  it('do not name what is on its way', async () => {
    const person = await world.person('LA-1')
    await world.db.pool.query(
      `INSERT INTO files (person_id, purpose, document, state, body) VALUES ($1, 'dokumen', 'ktp', 'wanted', 'x')`,
      [person],
    )
    await world.save(CHECK, wita('2027-03-18 08:00'))
    expect(await saidAt(H_7)).toEqual(['LA-1-0: H-7 kurang paspor'])
  })

  it('tell who took back the consent, and with it all documents, what is needed', async () => {
    const person = await world.person('LA-1')
    await world.sent(person, 'ktp')
    await world.db.transaction((client) => deleteDocuments(client, person, new Date()))
    await world.save(CHECK, wita('2027-03-18 08:00'))
    expect(await saidAt(H_7)).toEqual(['LA-1-0: H-7 perlu ktp, paspor'])
  })

  it('name only what the scheme of the date asks, and of a batch its own scheme', async () => {
    await world.db.pool.query(
      `INSERT INTO batches (id, scheme, name, starts) VALUES ('korea-1', 'gtog-korea', 'Korea 1', '2027-01-01'), ('jerman-1', 'gtog-jerman', 'Jerman 1', '2027-01-01')`,
    )
    await world.person('LA-1', { schemes: ['gtog-jerman', 'gtog-korea'] })
    await world.person('LA-2', { schemes: ['gtog-jerman', 'gtog-korea'], batch: 'jerman-1' })
    await world.person('LA-3', { schemes: ['gtog-jerman', 'gtog-korea'], batch: 'korea-1' })
    await world.save(CHECK, wita('2027-03-18 08:00'))
    expect(await saidAt(H_7)).toEqual([
      'LA-1-0: H-7 perlu ktp, paspor',
      'LA-2-0: H-7', // settled in another scheme: this one asks nothing of them
      'LA-3-0: H-7 perlu ktp, paspor',
    ])
    await world.save({ ...CHECK, id: 'cek-2', scheme: undefined, batch: 'jerman-1' }, wita('2027-03-18 10:00'))
    await world.save({ ...CHECK, id: 'cek-3', scheme: 'ssw-kaigo' }, wita('2027-03-18 10:00'))
    await world.person('LA-4', { schemes: ['ssw-kaigo'] })
    expect(await saidAt(wita('2027-03-18 10:01'))).toEqual([
      'LA-2-0: H-7 cek-2 2027-03-25 perlu str',
      'LA-4-0: H-7 cek-3 2027-03-25',
    ])
  })

  it('ask nothing of who is at the end of the way, and go by their registration that is not', async () => {
    const id = await world.person('LA-1', { stage: 'alumni' })
    await world.person('LA-2', { stage: 'alumni' })
    await world.db.pool.query(
      `INSERT INTO registrations (number, person_id, stage, schemes, answers) VALUES ('LA-3', $1, 'seleksi', '{gtog-korea}', 'x')`,
      [id],
    )
    await world.save({ ...CHECK, stages: ['alumni', 'seleksi'] }, wita('2027-03-18 08:00'))
    expect(await saidAt(H_7)).toEqual(['LA-1-0: H-7 perlu ktp, paspor', 'LA-2-0: H-7'])
  })

  it('leave documents out of dates of other kinds and of the news of a change', async () => {
    await world.person('LA-1')
    await world.save(EXAM, wita('2027-03-18 08:00'))
    expect(await saidAt(H_7)).toEqual(['LA-1-0: H-7 ujian-1 2027-03-25'])
    await world.save(CHECK, wita('2027-03-18 10:00'))
    expect(await saidAt(wita('2027-03-18 10:01'))).toEqual(['LA-1-0: H-7 perlu ktp, paspor'])
    await world.save({ ...CHECK, day: '2027-03-26' }, wita('2027-03-18 11:00'))
    expect(await saidAt(wita('2027-03-18 11:01'))).toEqual(['LA-1-0: ubah cek-1 2027-03-26 tadinya 2027-03-25'])
  })

  it('go to each of many once, with their own words, while two processes are at it', async () => {
    await world.crowd(3000)
    await world.db.pool.query(
      `INSERT INTO documents (person_id, document, state)
       SELECT c.person_id, d.document, CASE WHEN n % 5 = 0 THEN 'perlu-diganti' ELSE 'diterima' END
       FROM (SELECT person_id, substr(chat_id, 2)::int AS n FROM chats) c
       JOIN (VALUES ('ktp', 2), ('paspor', 3)) d(document, every) ON n % every = 0`,
    )
    await world.save(CHECK, wita('2027-03-18 08:00'))
    const other = world.process()
    await Promise.all([world.db, other, world.db, other].map((db) => world.round(H_7, db)))
    await world.round(wita('2027-03-18 09:01'), other)
    const owes = (n: number) => {
      const [has, lacks] = [['ktp', 'paspor'].filter((_, i) => n % (i + 2) === 0), n % 2 && n % 3 ? 'perlu' : 'kurang']
      const missing = ['ktp', 'paspor'].filter((one) => !has.includes(one))
      const [replace, short] = [n % 5 === 0 && has.length > 0 ? ` ganti ${has.join(', ')}` : '', missing.join(', ')]
      return `${replace}${short && ` ${lacks} ${short}`}`
    }
    const expected = Array.from({ length: 3000 }, (_, i) => `c${i + 1}: H-7 cek-1 2027-03-25${owes(i + 1)}`)
    expect((await world.said()).sort()).toEqual(expected.sort())
    await other.close()
  })
})
