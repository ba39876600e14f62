/** Everything that is kept of one person, opened for them. */
import type { OwnData } from '../domain/own-data.ts'
import type { Answers } from '../domain/registration.ts'
import type { Database } from './database.ts'
import { pagesOf } from './documents/read.ts'
import { abroadOf } from './own-abroad.ts'
import { trailOf } from './trail.ts'

type Sealed = Buffer | null

/** undefined: there is no such person. */
export async function ownDataOf(
  { pool, keys }: Pick<Database, 'pool' | 'keys'>,
  person: string,
): Promise<OwnData | undefined> {
  const ask = async <Row extends object>(sql: string) => (await pool.query<Row>(sql, [person])).rows
  const [who] = await ask<OwnData['person']>(
    `SELECT id, created_at AS since, stopped_at IS NOT NULL AS stopped, restricted_at IS NOT NULL AS restricted FROM people WHERE id = $1`,
  )
  if (!who) return undefined
  const reason = (purpose: string, body: Sealed) =>
    body === null ? {} : { reason: keys.open(purpose, body) as string }
  const registrations = await ask<
    { answers: Buffer; reason: Sealed } & Omit<OwnData['registrations'][number], 'answers' | 'reason'>
  >(
    'SELECT number, stage, schemes, submitted_at AS "submittedAt", answers, reason FROM registrations WHERE person_id = $1 ORDER BY submitted_at',
  )
  const moves = await ask<{ reason: Sealed } & Omit<OwnData['moves'][number], 'reason'>>(
    `SELECT m.registration AS number, m.from_stage AS "from", m.to_stage AS "to", m.at, m.reason
     FROM stage_moves m JOIN registrations r ON r.number = m.registration WHERE r.person_id = $1 ORDER BY m.id`,
  )
  const drafts = await ask<{ form: string; body: Buffer; at: Date }>(
    'SELECT flow AS form, body, updated_at AS at FROM drafts WHERE person_id = $1 ORDER BY flow',
  )
  const tickets = await ask<{ ticket: number; staff: boolean; body: Buffer; at: Date }>(
    `SELECT m.ticket, m.staff_id IS NOT NULL AS staff, m.body, m.at FROM ticket_messages m JOIN tickets t ON t.id = m.ticket
     WHERE t.person_id = $1 ORDER BY m.id`,
  )
  const documents = await ask<{ reason: Sealed } & Omit<OwnData['documents'][number], 'reason'>>(
    `SELECT d.document, d.state, d.sent_at AS at, d.expires::text, k.mime, d.reason,
       coalesce((${pagesOf('sum(f.bytes)::int')}), k.bytes) AS bytes, nullif((${pagesOf('count(*)::int')}), 0) AS pages
     FROM documents d LEFT JOIN files k ON k.id = d.file WHERE d.person_id = $1 ORDER BY d.document`,
  )
  const trail = await trailOf(pool, person)
  return {
    person: who,
    chats: await ask(
      'SELECT channel, chat_id AS "chatId", created_at AS since FROM chats WHERE person_id = $1 ORDER BY id',
    ),
    registrations: registrations.map((row) => ({
      ...row,
      answers: keys.open('registration', row.answers) as Answers,
      ...reason('reason', row.reason),
    })) as OwnData['registrations'],
    moves: moves.map((row) => ({ ...row, ...reason('move', row.reason) })) as OwnData['moves'],
    consents: await ask(
      'SELECT kind, version, text_hash AS "textHash", given_at AS "givenAt", withdrawn_at AS "withdrawnAt" FROM consents WHERE person_id = $1 ORDER BY id',
    ),
    ...(await abroadOf({ pool, keys }, person)),
    drafts: drafts.map(({ form, body, at }) => ({ form, answers: keys.open('draft', body), at })),
    tickets: tickets.map(({ ticket, staff, body, at }) => ({
      ticket,
      by: staff ? 'petugas' : 'orang',
      text: (keys.open('ticket', body) as { text: string }).text,
      at,
    })),
    files: await ask(
      `SELECT ticket, mime, bytes, created_at AS at FROM files WHERE person_id = $1 AND purpose = 'tiket' AND state = 'kept' ORDER BY created_at`,
    ),
    documents: documents.map((row) => ({ ...row, ...reason('document', row.reason) })) as OwnData['documents'],
    requests: await ask(
      'SELECT number, kind, opened_at AS "openedAt", done_at AS "doneAt" FROM data_requests WHERE person_id = $1 ORDER BY opened_at',
    ),
    trail: trail.readings,
  }
}
