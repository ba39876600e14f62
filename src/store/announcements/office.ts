import type { Reply } from '../../domain/chat.ts'
import type { Client } from '../database.ts'
import type { Keyring } from '../keyring.ts'

/** Asks everybody of the office who has a chat. */
export async function askOffice(client: Client, keys: Keyring, reply: Reply): Promise<void> {
  await client.query(
    `INSERT INTO outbox (chat, kind, priority, body)
     SELECT DISTINCT c.id, 'notice', 1, $1::bytea FROM staff s JOIN chats c ON c.channel = s.channel AND s.chat_id IN (c.chat_id, c.phone)
     WHERE s.removed_at IS NULL AND c.state = 'open'`,
    [keys.seal('outbox', reply)],
  )
  await client.query("SELECT pg_notify('outbox', '')")
}
