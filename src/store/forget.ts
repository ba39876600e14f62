import type { Person, Staff } from '../domain/person.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'

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
  const { rows } = await client.query<{ id: string }>('INSERT INTO people DEFAULT VALUES RETURNING id')
  const blank = rows[0]!.id
  await client.query(
    'UPDATE outbox o SET body = NULL FROM chats c WHERE c.id = o.chat AND c.person_id = $1 AND o.state NOT IN ($2, $3)',
    [id, 'queued', 'sending'],
  )
  await client.query('DELETE FROM sessions s USING chats c WHERE c.id = s.chat AND c.person_id = $1', [id])
  await client.query('UPDATE chats SET person_id = $2 WHERE person_id = $1', [id, blank])
  await client.query('DELETE FROM people WHERE id = $1', [id])
  await audit(client, actor, 'hapus data', id)
  return { id: blank, staff, consents: [], registrations: [], stopped: false }
}
