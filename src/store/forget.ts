import type { Person, Staff } from '../domain/person.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'

/** What waits is not sent any more; what is on its way is in its sender's hands, and is not tried again. */
const ERASE_MESSAGES = `
  UPDATE outbox o SET body = NULL,
    state = CASE o.state WHEN 'queued' THEN 'skipped' ELSE o.state END,
    reason = CASE o.state WHEN 'queued' THEN 'forgotten' ELSE o.reason END,
    settled_at = CASE o.state WHEN 'queued' THEN now() ELSE o.settled_at END
  FROM chats c WHERE c.id = o.chat AND c.person_id = $1`

/**
 * Deletes all that is known of a person. Their chats go on with a new, blank person, so that they can be told that it is
 * done; what was sent to them stays in the ledger without its text. Returns the blank person.
 */
export async function forgetPerson(
  client: Client,
  id: string,
  actor: string,
  staff: Staff | undefined,
): Promise<Person> {
  // As decisions do, and before anything else, so that the two never wait for each other.
  await client.query('SELECT FROM chats c JOIN people p ON p.id = c.person_id WHERE p.id = $1 FOR UPDATE', [id])
  const { rows } = await client.query<{ id: string }>('INSERT INTO people DEFAULT VALUES RETURNING id')
  const blank = rows[0]!.id
  await client.query(ERASE_MESSAGES, [id])
  await client.query('DELETE FROM sessions s USING chats c WHERE c.id = s.chat AND c.person_id = $1', [id])
  await client.query('DELETE FROM sent_bodies s USING chats c WHERE c.id = s.chat AND c.person_id = $1', [id])
  await client.query('UPDATE chats SET person_id = $2, phone = NULL WHERE person_id = $1', [id, blank])
  await client.query('DELETE FROM people WHERE id = $1', [id])
  await audit(client, actor, 'hapus data', id)
  return { id: blank, staff, consents: [], registrations: [], stopped: false }
}
