import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetPerson } from '../../src/store/forget.ts'
import { findMentors, findQuestion, listMentors, questionsFor } from '../../src/store/mentors/look-up.ts'
import { answerAsMentor, askMentor, dropMentor, passAnswer, saveMentor } from '../../src/store/mentors/mentor-steps.ts'
import type { Scene } from '../../src/store/scene.ts'
import { ReminderWorld } from './reminder-world.ts'

const RINA = { id: '00000000-0000-4000-8000-000000000001', name: 'Rina', role: 'petugas' as const }
const NOW = new Date('2027-02-01T02:00:00Z')
const MENTOR = { nick: 'Dewi', topics: ['kerja'] }

describe('mentors', () => {
  let world: ReminderWorld
  let dewi: string
  let rahmah: string
  let ticket: number
  beforeEach(async () => {
    world = await ReminderWorld.open()
    await world.db.pool.query(
      "INSERT INTO staff (id, name, role, channel, chat_id) VALUES ($1, 'Rina', 'petugas', 'telegram', 'rina')",
      [RINA.id],
    )
    dewi = await world.person('LA-1', { stage: 'alumni', schemes: ['ssw-kaigo'] })
    rahmah = await world.person('LA-2')
    await world.db.pool.query("UPDATE registrations SET answers = $1 WHERE number = 'LA-2'", [
      world.db.keys.seal('registration', { fullName: 'Rahmah Wati' }),
    ])
    const { rows } = await world.db.pool.query<{ id: number }>(
      "INSERT INTO tickets (person_id, chat, about) SELECT person_id, id, 'petugas' FROM chats WHERE person_id = $1 RETURNING id",
      [rahmah],
    )
    ticket = rows[0]!.id
    await as(dewi, (scene) => saveMentor(scene, { kind: 'saveMentor', mentor: MENTOR }))
  })
  afterEach(() => world.close())

  const as = <T>(person: string, work: (scene: Scene) => Promise<T>, staff?: typeof RINA) =>
    world.db.transaction((client) =>
      work({ client, keys: world.db.keys, chat: { person: { id: person, staff } }, now: NOW, accounts: [] } as never),
    )
  const byStaff = <T>(work: (scene: Scene) => Promise<T>) => as(rahmah, work, RINA)
  const asks = (text = 'Dingin?') =>
    byStaff((scene) => askMentor(scene, { kind: 'askMentor', ticket, mentor: dewi, text }))
  const chatOf = async (person: string) =>
    (await world.db.pool.query<{ id: string }>('SELECT id FROM chats WHERE person_id = $1', [person])).rows[0]!.id
  const question = async () =>
    (await world.db.pool.query<{ id: number }>('SELECT id FROM mentor_questions')).rows[0]!.id
  const found = (id: number) => world.db.transaction((client) => findQuestion(client, world.db.keys, id))

  it('get a question in staff’s words, and their answer goes on once, by staff', async () => {
    expect(await asks()).toEqual([
      { to: 'person', chat: await chatOf(dewi), about: 'mentor-question', question: await question(), text: 'Dingin?' },
    ])
    const id = await question()
    expect(
      await as(rahmah, (scene) => answerAsMentor(scene, { kind: 'answerAsMentor', question: id, text: 'x' })),
    ).toEqual([])
    await as(dewi, (scene) => answerAsMentor(scene, { kind: 'answerAsMentor', question: id, text: 'Tidak' }))
    expect(await found(id)).toMatchObject({ state: 'dijawab', answer: 'Tidak', mentor: { nick: 'Dewi' }, open: true })
    const pass = () => byStaff((scene) => passAnswer(scene, { kind: 'passAnswer', question: id, by: 'Kak Dewi' }))
    expect(await pass()).toEqual([
      { to: 'person', chat: await chatOf(rahmah), about: 'mentor-answer', text: 'Tidak', by: 'Kak Dewi' },
    ])
    expect(await pass()).toEqual([])
    expect(
      await as(dewi, (scene) => answerAsMentor(scene, { kind: 'answerAsMentor', question: id, text: 'Eh' })),
    ).toEqual([])
  })

  it('are not asked once they stopped, restricted their data, or of a colleague’s ticket', async () => {
    for (const column of ['stopped_at', 'restricted_at']) {
      await world.db.pool.query(`UPDATE people SET ${column} = now() WHERE id = $1`, [dewi])
      await expect(asks()).rejects.toThrow()
      await world.db.pool.query(`UPDATE people SET ${column} = NULL`)
    }
    await world.db.pool.query('UPDATE tickets SET owner_id = gen_random_uuid()')
    await expect(asks()).rejects.toThrow()
  })

  it('are listed without anything but what they told, and the asker’s name is known to be kept out', async () => {
    const [listed] = await listMentors(world.db.pool, world.db.keys)
    expect(listed).toEqual({
      id: dewi,
      ...MENTOR,
      schemes: ['ssw-kaigo'],
      stage: 'alumni',
      waiting: 0,
      reachable: true,
    })
    const beside = await world.db.transaction((client) => findMentors(client, world.db.keys, ticket))
    expect(beside).toMatchObject({ about: { names: ['rahmah', 'wati'] } })
    await world.db.pool.query("UPDATE registrations SET stage = 'seleksi' WHERE number = 'LA-1'")
    expect(await listMentors(world.db.pool, world.db.keys)).toEqual([])
  })

  it('leave at once with what was not passed on, and when they are forgotten nothing of them stays', async () => {
    await asks()
    const news = await world.db.transaction((client) => dropMentor(client, dewi, NOW))
    expect(news).toMatchObject([{ to: 'staff', about: 'mentor', news: 'berhenti', ticket }])
    expect(await world.db.transaction((client) => questionsFor(client, world.db.keys, dewi))).toEqual([])
    await as(dewi, (scene) => saveMentor(scene, { kind: 'saveMentor', mentor: MENTOR }))
    await asks()
    await world.db.transaction((client) => forgetPerson(client, world.db.keys, dewi, 'orang'))
    for (const table of ['mentors', 'mentor_questions'])
      expect((await world.db.pool.query(`SELECT FROM ${table}`)).rows).toEqual([])
  })
})
