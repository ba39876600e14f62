/** What people answered, as counts. Answers are opened here only to be counted. */
import { CheckinAnswers, type CheckinLine } from '../../domain/checkin.ts'
import type { Client, Database } from '../database.ts'
import type { Keyring } from '../keyring.ts'

const LIST_MAX = 50

/** Asked: who has it on their phone, as far as is known. Restricted people are in no count. */
const LINES = `
  SELECT c.id, c.kind, c.months, c.announcement, c.at,
    (SELECT count(*)::int FROM (
       SELECT x.person_id FROM checkin_people x WHERE x.checkin = c.id
       UNION SELECT o.person_id FROM outbox o WHERE o.announcement = c.announcement AND o.state IN ('sent', 'unknown') AND o.person_id IS NOT NULL) a) AS asked,
    (SELECT count(*)::int FROM checkin_people x JOIN people p ON p.id = x.person_id
     WHERE x.checkin = c.id AND x.answered_at IS NOT NULL AND p.restricted_at IS NULL) AS answered
  FROM checkins c`

/** Newest first. */
export async function listCheckins(client: Client | Database['pool']): Promise<CheckinLine[]> {
  const { rows } = await client.query<CheckinLine>(`${LINES} ORDER BY c.id DESC LIMIT ${LIST_MAX}`)
  return rows
}

/** One with its answers, in no order that tells anything. undefined: there is none. */
export async function checkinAnswers(
  client: Client | Database['pool'],
  keys: Keyring,
  id: number,
): Promise<{ line: CheckinLine; answers: CheckinAnswers[] } | undefined> {
  const { rows } = await client.query<CheckinLine>(`${LINES} WHERE c.id = $1`, [id])
  const [line] = rows
  if (!line) return undefined
  const { rows: bodies } = await client.query<{ body: Buffer }>(
    `SELECT x.body FROM checkin_people x JOIN people p ON p.id = x.person_id
     WHERE x.checkin = $1 AND x.body IS NOT NULL AND p.restricted_at IS NULL`,
    [id],
  )
  return { line, answers: bodies.map(({ body }) => CheckinAnswers.parse(keys.open('checkin', body))) }
}
