/** Who becomes a mentor, and the way of a question: staff ask, the mentor answers, staff pass it on. */
import type { Notice } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import type { QuestionState } from '../../domain/mentor.ts'
import { audit } from '../audit.ts'
import type { Client } from '../database.ts'
import { lastChat } from '../last-chat.ts'
import { type Scene, staffOf } from '../scene.ts'
import { staffChat } from '../staff-chat.ts'
import { own } from '../ticket-steps.ts'

type Step<K extends Effect['kind']> = Extract<Effect, { kind: K }>
export type QuestionBody = { question: string; answer?: string }

export async function saveMentor(
  { client, keys, chat, now }: Scene,
  { mentor }: Step<'saveMentor'>,
): Promise<Notice[]> {
  await client.query(
    `INSERT INTO mentors (person_id, body, since) VALUES ($1, $2, $3)
     ON CONFLICT (person_id) DO UPDATE SET body = EXCLUDED.body`,
    [chat.person.id, keys.seal('mentor', mentor), now],
  )
  return []
}

/** Whoever takes the consent back is out at once; questions that were not passed on go with it, and staff hear of it. */
export async function dropMentor(client: Client, person: string, at: Date): Promise<Notice[]> {
  await client.query('DELETE FROM mentors WHERE person_id = $1 AND since <= $2', [person, at])
  const { rows } = await client.query<{ id: number; ticket: number; state: QuestionState }>(
    "DELETE FROM mentor_questions WHERE mentor = $1 AND at <= $2 AND state <> 'disampaikan' RETURNING id, ticket, state",
    [person, at],
  )
  const open = rows.filter(({ state }) => state !== 'ditolak')
  return open.map(({ id, ticket }) => ({ to: 'staff', about: 'mentor', news: 'berhenti', question: id, ticket }))
}

/** Throws when they are no mentor any more: the turn is decided anew. */
export async function askMentor(scene: Scene, { ticket, mentor, text }: Step<'askMentor'>): Promise<Notice[]> {
  const { client, keys, chat, now, accounts } = scene
  if (!(await own(scene, ticket))) return []
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO mentor_questions (ticket, mentor, staff_id, body, at)
     SELECT $1::int, m.person_id, $3::uuid, $4::bytea, $5::timestamptz FROM mentors m JOIN people p ON p.id = m.person_id
     WHERE m.person_id = $2 AND p.stopped_at IS NULL AND p.restricted_at IS NULL RETURNING id`,
    [ticket, mentor, staffOf(chat), keys.seal('mentor-question', { question: text }), now],
  )
  const to = await lastChat(client, mentor, accounts)
  if (!rows[0] || to === undefined) throw new Error('This mentor cannot be asked.')
  await audit(client, staffOf(chat), 'tanya mentor', `tiket ${ticket}`)
  return [{ to: 'person', chat: to, about: 'mentor-question', question: rows[0].id, text }]
}

/** The mentor's words, or that they cannot answer. What was passed on stays as it is. */
export async function answerAsMentor(scene: Scene, { question, text }: Step<'answerAsMentor'>): Promise<Notice[]> {
  const { client, keys, chat, now } = scene
  const { rows } = await client.query<{ ticket: number; body: Buffer; owner: string | null }>(
    `SELECT q.ticket, q.body, t.owner_id AS owner FROM mentor_questions q JOIN tickets t ON t.id = q.ticket
     WHERE q.id = $1 AND q.mentor = $2 AND q.state IN ('ditanya', 'dijawab') FOR UPDATE OF q`,
    [question, chat.person.id],
  )
  const [row] = rows
  if (!row) return []
  const { question: asked } = keys.open('mentor-question', row.body) as QuestionBody
  const body: QuestionBody = text === undefined ? { question: asked } : { question: asked, answer: text }
  await client.query('UPDATE mentor_questions SET state = $2, body = $3, answered_at = $4 WHERE id = $1', [
    question,
    (text === undefined ? 'ditolak' : 'dijawab') satisfies QuestionState,
    keys.seal('mentor-question', body),
    now,
  ])
  const news = {
    about: 'mentor',
    news: text === undefined ? 'ditolak' : 'dijawab',
    question,
    ticket: row.ticket,
  } as const
  const to = row.owner === null ? undefined : await staffChat(scene, row.owner)
  return [to === undefined ? { to: 'staff', ...news } : { to: 'person', chat: to, ...news }]
}

/** `by`: what the person reads of the mentor. It becomes part of the conversation, by whoever passed it on. */
export async function passAnswer(scene: Scene, { question, by }: Step<'passAnswer'>): Promise<Notice[]> {
  const { client, keys, chat, now, accounts } = scene
  const { rows } = await client.query<{ ticket: number; body: Buffer }>(
    "SELECT ticket, body FROM mentor_questions WHERE id = $1 AND state = 'dijawab' FOR UPDATE",
    [question],
  )
  const [row] = rows
  if (!row || !(await own(scene, row.ticket))) return []
  const { answer = '' } = keys.open('mentor-question', row.body) as QuestionBody
  await client.query("UPDATE mentor_questions SET state = 'disampaikan' WHERE id = $1", [question])
  const { rows: asked } = await client.query<{ chat: string; person: string; left: boolean }>(
    `UPDATE tickets t SET state = 'menunggu-orang' FROM chats c WHERE t.id = $1 AND c.id = t.chat
     RETURNING t.chat, t.person_id AS person, c.state = 'left' AS left`,
    [row.ticket],
  )
  await client.query('INSERT INTO ticket_messages (ticket, staff_id, body, at) VALUES ($1, $2, $3, $4)', [
    row.ticket,
    staffOf(chat),
    keys.seal('ticket', { text: `${by}: ${answer}` }),
    now,
  ])
  await audit(client, staffOf(chat), 'sampaikan jawaban mentor', `tiket ${row.ticket}`)
  const [{ chat: there, person, left }] = asked as [{ chat: string; person: string; left: boolean }]
  const to = left ? await lastChat(client, person, accounts) : there
  return [{ to: 'person', chat: to ?? there, about: 'mentor-answer', text: answer, by }]
}
