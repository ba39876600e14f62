import { audit } from './audit.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'
import { bury, everyIdOf } from './tombstones.ts'

/** What waits is not sent any more; what is on its way is in its sender's hands, and is not tried again. */
const ERASE_MESSAGES = `
  UPDATE outbox o SET body = NULL, person_id = NULL,
    state = CASE o.state WHEN 'queued' THEN 'skipped' ELSE o.state END,
    reason = CASE o.state WHEN 'queued' THEN 'forgotten' ELSE o.reason END,
    settled_at = CASE o.state WHEN 'queued' THEN now() ELSE o.settled_at END
  FROM chats c WHERE c.id = o.chat AND c.person_id = $1 AND c.id IS DISTINCT FROM $2`

/** A person's chats begin anew, but for `stays`. */
const BLANK = `
  WITH fresh AS (SELECT id, gen_random_uuid() AS person FROM chats WHERE person_id = $1 AND id IS DISTINCT FROM $2),
       made AS (INSERT INTO people (id) SELECT person FROM fresh)
  UPDATE chats c SET person_id = f.person, phone = NULL FROM fresh f WHERE c.id = f.id RETURNING c.id AS chat, c.person_id AS person`

export type Blank = { chat: string; person: string }

/**
 * Every chat of a person but `stays` begins anew, each with a blank person of its own, so that it can be told what happened;
 * what was sent to them stays in the ledger without its text.
 */
export async function blankChats(client: Client, id: string, stays?: string): Promise<Blank[]> {
  // As decisions do, and before anything else, so that the two never wait for each other. Of a chat no more than that: whoever
  // writes an event down holds its key, and may go on to change it.
  await client.query(
    'SELECT FROM chats c JOIN people p ON p.id = c.person_id WHERE p.id = $1 FOR NO KEY UPDATE OF c FOR UPDATE OF p',
    [id],
  )
  const values = [id, stays ?? null]
  const those = 'USING chats c WHERE c.id = x.chat AND c.person_id = $1 AND c.id IS DISTINCT FROM $2'
  await client.query(ERASE_MESSAGES, values)
  await client.query(`DELETE FROM sessions x ${those}`, values)
  await client.query(`DELETE FROM join_codes x ${those}`, values)
  await client.query(`DELETE FROM sent_bodies x ${those}`, values)
  return (await client.query<Blank>(BLANK, values)).rows
}

/** Deletes all that is known of a person. Returns their chats with the blank persons they go on with. */
export async function forgetPerson(client: Client, keys: Keyring, id: string, actor: string): Promise<Blank[]> {
  const chats = await blankChats(client, id)
  await bury(client, keys, [{ about: 'person', of: await everyIdOf(client, id) }], new Date())
  await client.query('DELETE FROM people WHERE id = $1', [id])
  await audit(client, actor, 'hapus data', id)
  return chats
}
