import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { REOPEN_DAYS } from '../domain/ticket.ts'
import { wantFile } from './files/want-file.ts'
import type { Scene } from './scene.ts'
import { staffChat } from './staff-chat.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The person's open ticket of this chat, or the last one that ended not long ago. Words after an answer are its owner's to
 * read; one that begins again is nobody's.
 */
const GO_ON = `
  UPDATE tickets t SET
    about = CASE WHEN $3 = 'darurat' OR t.state = 'selesai' THEN $3 ELSE t.about END,
    opened_at = CASE t.state WHEN 'selesai' THEN $4 ELSE t.opened_at END,
    owner_id = CASE t.state WHEN 'selesai' THEN NULL ELSE t.owner_id END,
    taken_at = CASE t.state WHEN 'selesai' THEN NULL ELSE t.taken_at END,
    state = CASE WHEN t.state <> 'selesai' AND t.owner_id IS NOT NULL THEN 'dipegang' ELSE 'baru' END,
    urgent_at = CASE
      WHEN $3 = 'darurat' AND (t.state = 'selesai' OR t.urgent_at IS NULL OR t.urgent_at < $4::timestamptz - interval '12 hours') THEN $4
      WHEN t.state = 'selesai' THEN NULL ELSE t.urgent_at END,
    closed_at = NULL, closed_as = NULL
  WHERE t.id = (SELECT id FROM tickets WHERE person_id = $1 AND chat = $2 AND (state <> 'selesai' OR closed_at > $5)
                ORDER BY state = 'selesai', CASE WHEN state = 'selesai' THEN -id ELSE id END LIMIT 1)
  RETURNING id, owner_id`

/**
 * Adds a person's words to their ticket, or opens one. Urgent words turn the ticket into an emergency, which all staff hear
 * of. A file that comes with them is kept, so that staff on every channel can see it, and longer than the platform keeps it.
 */
export async function tellStaff(
  scene: Scene,
  { about, text, file }: Extract<Effect, { kind: 'tellStaff' }>,
): Promise<Notice[]> {
  const { client, keys, chat, now } = scene
  const { rows } = await client.query<{ id: number; owner_id: string | null }>(
    `WITH going AS (${GO_ON}),
          fresh AS (INSERT INTO tickets (person_id, chat, about, opened_at, urgent_at) SELECT $1::uuid, $2::bigint, $3::text, $4::timestamptz, CASE WHEN $3 = 'darurat' THEN $4::timestamptz END WHERE NOT EXISTS (SELECT FROM going) RETURNING id, owner_id)
     SELECT * FROM going UNION ALL SELECT * FROM fresh`,
    [chat.person.id, chat.id, about, now, new Date(now.getTime() - REOPEN_DAYS * DAY_MS)],
  )
  const { id: ticket, owner_id: owner } = rows[0]!
  const kept = file && { ...file, kept: await wantFile(scene, { file, purpose: 'tiket', ticket }) }
  await client.query('INSERT INTO ticket_messages (ticket, body, at) VALUES ($1, $2, $3)', [
    ticket,
    keys.seal('ticket', { text, file: kept }),
    now,
  ])
  const urgent = about === 'darurat'
  const to = owner === null || urgent ? undefined : await staffChat(scene, owner)
  const news = { about: 'ticket' as const, ticket, urgent, text, file }
  return [to === undefined ? { to: 'staff', ...news } : { to: 'person', chat: to, ...news }]
}
