import type { Reply } from '../domain/chat.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'

/** Notices that no turn decided; whichever process may send hears of them after the commit. */
export async function queueNotices(
  client: Client,
  keys: Keyring,
  notices: readonly { chat: string; reply: Reply }[],
): Promise<void> {
  if (notices.length === 0) return
  await client.query(
    `INSERT INTO outbox (chat, kind, priority, state, body)
     SELECT x.chat, 'notice', 1, 'queued', x.body FROM unnest($1::bigint[], $2::bytea[]) x(chat, body)`,
    [notices.map(({ chat }) => chat), notices.map(({ reply }) => keys.seal('outbox', reply))],
  )
  await client.query("SELECT pg_notify('outbox', '')")
}
