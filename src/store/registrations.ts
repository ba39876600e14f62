import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { audit } from './audit.ts'
import { type Scene, staffOf } from './scene.ts'

/** Keeps a registration. Sending it again under its number replaces the answers and puts it before staff once more. */
export async function submitRegistration(
  { client, keys, chat, now }: Scene,
  { number, schemes, answers }: Extract<Effect, { kind: 'submitRegistration' }>,
): Promise<Notice[]> {
  const { nik } = answers
  const { rows } = await client.query<{ fresh: boolean }>(
    `INSERT INTO registrations (number, person_id, state, schemes, answers, nik_hash, submitted_at) VALUES ($1, $2, 'menunggu', $3, $4, $5, $6)
     ON CONFLICT (number) DO UPDATE
       SET state = 'menunggu', schemes = EXCLUDED.schemes, answers = EXCLUDED.answers, nik_hash = EXCLUDED.nik_hash,
           submitted_at = EXCLUDED.submitted_at, decided_at = NULL, decided_by = NULL, reason = NULL
       WHERE registrations.person_id = EXCLUDED.person_id
     RETURNING xmax = 0 AS fresh`,
    [
      number,
      chat.person.id,
      schemes,
      keys.seal('registration', answers),
      typeof nik === 'string' ? keys.hash('nik', nik) : null,
      now,
    ],
  )
  if (!rows[0]) throw new Error('This registration number belongs to somebody else.')
  return [{ to: 'staff', about: 'registration', number, again: !rows[0].fresh }]
}

/** Staff accept a registration or send it back with a reason; the person is told, unless they said *berhenti*. */
export async function decideRegistration(
  { client, keys, chat, now }: Scene,
  { number, state, reason }: Extract<Effect, { kind: 'decideRegistration' }>,
): Promise<Notice[]> {
  const staff = staffOf(chat)
  const { rows } = await client.query<{ person_id: string }>(
    `UPDATE registrations SET state = $2, reason = $3, decided_at = $5, decided_by = $4 WHERE number = $1 AND state <> 'ditarik' RETURNING person_id`,
    [number, state, reason === undefined ? null : keys.seal('reason', reason), staff, now],
  )
  if (!rows[0]) return []
  await audit(client, staff, `pendaftaran ${state}`, number)
  const { rows: chats } = await client.query<{ id: string }>(
    `SELECT c.id FROM chats c LEFT JOIN sessions s ON s.chat = c.id JOIN people p ON p.id = c.person_id WHERE c.person_id = $1 AND c.state = 'open' AND p.stopped_at IS NULL ORDER BY s.updated_at DESC NULLS LAST LIMIT 1`,
    [rows[0].person_id],
  )
  return chats.map((c) => ({ to: 'person', chat: c.id, about: 'decision', number, state, reason }))
}
