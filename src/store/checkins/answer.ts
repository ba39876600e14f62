import type { Notice } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import type { Client } from '../database.ts'
import type { Scene } from '../scene.ts'

/** The one that this person was asked last, by whichever way. */
const ASKED = `
  SELECT id FROM (
    SELECT p.checkin AS id, p.asked_at AS at FROM checkin_people p JOIN checkins c ON c.id = p.checkin
      WHERE p.person_id = $1 AND c.kind <> 'sendiri'
    UNION ALL SELECT c.id, coalesce(o.settled_at, o.created_at) FROM checkins c JOIN outbox o ON o.announcement = c.announcement
      WHERE o.person_id = $1 AND o.state IN ('sent', 'unknown', 'sending')) asked
  ORDER BY at DESC LIMIT 1`

/** An answer that is given again takes the place of the one before. */
export async function answerCheckin(
  { client, keys, chat, now }: Scene,
  { answers }: Extract<Effect, { kind: 'answerCheckin' }>,
): Promise<Notice[]> {
  const { rows } = await client.query<{ id: number }>(ASKED, [chat.person.id])
  const checkin = rows[0]?.id ?? (await standingCheckin(client, 'sendiri', null, now))
  await client.query(
    `INSERT INTO checkin_people (checkin, person_id, asked_at, answered_at, body) VALUES ($1, $2, $3, $3, $4)
     ON CONFLICT (checkin, person_id) DO UPDATE SET answered_at = EXCLUDED.answered_at, body = EXCLUDED.body`,
    [checkin, chat.person.id, now, keys.seal('checkin', answers)],
  )
  return []
}

/** The one of its kind; made when it is first needed. */
export async function standingCheckin(
  client: Client,
  kind: 'berkala' | 'sendiri',
  months: number | null,
  now: Date,
): Promise<number> {
  await client.query('INSERT INTO checkins (kind, months, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    kind,
    months,
    now,
  ])
  const { rows } = await client.query<{ id: number }>(
    'SELECT id FROM checkins WHERE kind = $1 AND months IS NOT DISTINCT FROM $2',
    [kind, months],
  )
  return rows[0]!.id
}
