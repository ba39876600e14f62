/** Mentors as staff see them, and questions as staff and mentors see them. */
import type { Found } from '../../domain/desk.ts'
import { Mentor, type MentorLine, type MentorQuestion, nameParts, type QuestionState } from '../../domain/mentor.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Client, Database } from '../database.ts'
import type { Keyring } from '../keyring.ts'
import { findTicket } from '../look-up-tickets.ts'
import type { QuestionBody } from './mentor-steps.ts'

/** The registration that says where they went with. */
const GONE = `LEFT JOIN LATERAL (SELECT r.schemes, r.stage FROM registrations r WHERE r.person_id = m.person_id AND r.erased_at IS NULL
    AND r.stage IN ('berangkat', 'alumni') ORDER BY r.submitted_at DESC LIMIT 1) g ON true`

type Row = {
  id: string
  body: Buffer
  schemes: string[] | null
  stage: Stage | null
  waiting: number
  reachable: boolean
}

/** Longest first. */
export async function listMentors(client: Client | Database['pool'], keys: Keyring): Promise<MentorLine[]> {
  const { rows } = await client.query<Row>(
    `SELECT m.person_id AS id, m.body, g.schemes, g.stage,
       (SELECT count(*)::int FROM mentor_questions q WHERE q.mentor = m.person_id AND q.state = 'ditanya') AS waiting,
       p.stopped_at IS NULL AND EXISTS (SELECT FROM chats c WHERE c.person_id = p.id AND c.state = 'open') AS reachable
     FROM mentors m JOIN people p ON p.id = m.person_id ${GONE} WHERE p.restricted_at IS NULL AND g.stage IS NOT NULL ORDER BY m.since, m.person_id`,
  )
  return rows.map(({ body, schemes, stage, ...row }) => ({
    ...row,
    ...Mentor.parse(keys.open('mentor', body)),
    schemes: schemes ?? [],
    stage: stage ?? 'alumni',
  }))
}

/** With a ticket: who could be asked about it, what the person wrote, and by which words they would be known. */
export async function findMentors(client: Client, keys: Keyring, ticket: number | undefined): Promise<Found> {
  const mentors = await listMentors(client, keys)
  if (ticket === undefined) return { kind: 'mentors', mentors }
  const { rows } = await client.query<{ person: string; answers: Buffer | null }>(
    `SELECT t.person_id AS person, r.answers FROM tickets t LEFT JOIN registrations r ON r.person_id = t.person_id AND r.erased_at IS NULL WHERE t.id = $1`,
    [ticket],
  )
  const names = rows.flatMap(({ answers }) => {
    const { fullName } = answers === null ? {} : (keys.open('registration', answers) as Answers)
    return typeof fullName === 'string' ? nameParts(fullName) : []
  })
  const others = mentors.filter(({ id }) => id !== rows[0]?.person)
  return { kind: 'mentors', mentors: others, about: { found: await findTicket(client, keys, ticket), names } }
}

const QUESTION = `SELECT q.id, q.ticket, q.state, q.body, m.body AS mentor, g.schemes, g.stage, t.owner_id, s.name AS owner_name, t.state <> 'selesai' AS open
  FROM mentor_questions q JOIN tickets t ON t.id = q.ticket LEFT JOIN staff s ON s.id = t.owner_id JOIN mentors m ON m.person_id = q.mentor ${GONE}`

type QuestionRow = {
  id: number
  ticket: number
  state: QuestionState
  body: Buffer
  mentor: Buffer
  schemes: string[] | null
  stage: Stage | null
  owner_id: string | null
  owner_name: string | null
  open: boolean
}

/** Locked, as the ticket is: what a flow decides on it is still true when it is done. */
export async function findQuestion(client: Client, keys: Keyring, id: number): Promise<MentorQuestion | undefined> {
  const { rows } = await client.query<QuestionRow>(`${QUESTION} WHERE q.id = $1 FOR NO KEY UPDATE OF q, t`, [id])
  const [row] = rows
  if (!row) return undefined
  const { question, answer } = keys.open('mentor-question', row.body) as QuestionBody
  return {
    ...{ id: row.id, ticket: row.ticket, state: row.state, question, answer, open: row.open },
    mentor: {
      nick: Mentor.parse(keys.open('mentor', row.mentor)).nick,
      schemes: row.schemes ?? [],
      stage: row.stage ?? 'alumni',
    },
    owner: row.owner_id === null ? undefined : { id: row.owner_id, name: row.owner_name ?? '' },
  }
}

/** What waits for this mentor, oldest first. */
export async function questionsFor(
  client: Client,
  keys: Keyring,
  person: string,
): Promise<{ id: number; question: string; answered: boolean }[]> {
  const { rows } = await client.query<{ id: number; body: Buffer; state: QuestionState }>(
    "SELECT id, body, state FROM mentor_questions WHERE mentor = $1 AND state IN ('ditanya', 'dijawab') ORDER BY id LIMIT 20",
    [person],
  )
  return rows.map(({ id, body, state }) => ({
    id,
    question: (keys.open('mentor-question', body) as QuestionBody).question,
    answered: state === 'dijawab',
  }))
}
