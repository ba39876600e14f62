import type { Account } from '../app/store.ts'
import { accountKey } from './account-key.ts'
import type { Client } from './database.ts'

/**
 * Where people are told something unasked: the open chat each used last. A terminal that this process does not serve may
 * be shut, and comes last. Who is not in it has left every chat.
 */
export async function lastChats(client: Client, people: string[], accounts: Account[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ person: string; id: string }>(
    `SELECT DISTINCT ON (c.person_id) c.person_id AS person, c.id FROM chats c LEFT JOIN sessions s ON s.chat = c.id
     WHERE c.person_id = ANY($1::uuid[]) AND c.state = 'open'
     ORDER BY c.person_id, c.channel = 'terminal' AND c.channel || '/' || c.account <> ALL($2::text[]), s.updated_at DESC NULLS LAST`,
    [people, accounts.map(accountKey)],
  )
  return new Map(rows.map(({ person, id }) => [person, id]))
}

/** The same for one person; undefined: they have left every chat. */
export async function lastChat(client: Client, person: string, accounts: Account[]): Promise<string | undefined> {
  return (await lastChats(client, [person], accounts)).get(person)
}
