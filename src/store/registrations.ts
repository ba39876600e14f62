import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { audit } from './audit.ts'
import { lastChat } from './last-chat.ts'
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

/** The answers go at once; the row stays as a record that there was one. */
export async function eraseRegistration({ client, keys, now }: Scene, number: string, people: string[]): Promise<void> {
  await client.query(
    "UPDATE registrations SET state = 'ditarik', answers = $3, nik_hash = NULL, reason = NULL, decided_at = $4 WHERE number = $1 AND person_id = ANY($2::uuid[])",
    [number, people, keys.seal('registration', {}), now],
  )
}

/** Staff accept a registration or send it back with a reason; the person is told, unless they said *berhenti*. */
export async function decideRegistration(
  { client, keys, chat, now, accounts }: Scene,
  { number, state, reason }: Extract<Effect, { kind: 'decideRegistration' }>,
): Promise<Notice[]> {
  const staff = staffOf(chat)
  const { rows } = await client.query<{ person_id: string }>(
    `UPDATE registrations SET state = $2, reason = $3, decided_at = $5, decided_by = $4 WHERE number = $1 AND state <> 'ditarik' RETURNING person_id`,
    [number, state, reason === undefined ? null : keys.seal('reason', reason), staff, now],
  )
  if (!rows[0]) return []
  await audit(client, staff, `pendaftaran ${state}`, number)
  const { rows: people } = await client.query<{ stopped: boolean }>(
    'SELECT stopped_at IS NOT NULL AS stopped FROM people WHERE id = $1',
    [rows[0].person_id],
  )
  const to = people[0]?.stopped ? undefined : await lastChat(client, rows[0].person_id, accounts)
  return to === undefined ? [] : [{ to: 'person', chat: to, about: 'decision', number, state, reason }]
}
