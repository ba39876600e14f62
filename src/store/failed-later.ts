import type { ChatAddress } from '../domain/chat.ts'
import type { Database } from './database.ts'

type FailedLater = { to: ChatAddress; platformId: string; reason: string; left: boolean }

/** What waits for somebody who cannot be reached is skipped, as when they leave. */
const FAILED_LATER = `
  WITH chat AS (SELECT id FROM chats WHERE (channel, account, chat_id) = ($1, $2, $3)),
       failed AS (
         UPDATE outbox SET state = 'failed', reason = $5 FROM chat
         WHERE outbox.chat = chat.id AND outbox.state IN ('sent', 'unknown')
           AND outbox.platform_id ~ '^(3EB0|wamid)' AND string_to_array(outbox.platform_id, ',') @> ARRAY[$4]
         RETURNING outbox.id),
       gone AS (UPDATE chats SET state = 'left' FROM chat WHERE chats.id = chat.id AND $6 AND EXISTS (SELECT FROM failed)),
       skipped AS (
         UPDATE outbox SET state = 'skipped', body = NULL, reason = 'person left', settled_at = now() FROM chat
         WHERE outbox.chat = chat.id AND outbox.state = 'queued' AND $6 AND EXISTS (SELECT FROM failed))
  SELECT count(*)::int AS failed FROM failed`

/** A message that was sent did not arrive after all. False: there is no such message in the ledger. */
export async function failedLater(
  { pool }: Pick<Database, 'pool'>,
  { to, platformId, reason, left }: FailedLater,
): Promise<boolean> {
  const values = [to.channel, to.account, to.chatId, platformId, reason, left]
  const { rows } = await pool.query<{ failed: number }>({ name: 'failed-later', text: FAILED_LATER, values })
  return rows[0]!.failed > 0
}
