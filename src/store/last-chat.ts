import type { Account } from '../app/store.ts'
import { accountKey } from './account-key.ts'
import type { Client } from './database.ts'

/**
 * Where a person is told something unasked: the open chat they used last. A terminal that this process does not serve may be
 * shut, and comes last. undefined: they have left every chat.
 */
export async function lastChat(client: Client, person: string, accounts: Account[]): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.id FROM chats c LEFT JOIN sessions s ON s.chat = c.id WHERE c.person_id = $1 AND c.state = 'open'
     ORDER BY c.channel = 'terminal' AND c.channel || '/' || c.account <> ALL($2::text[]), s.updated_at DESC NULLS LAST LIMIT 1`,
    [person, accounts.map(accountKey)],
  )
  return rows[0]?.id
}
