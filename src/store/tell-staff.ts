import type { Account } from '../app/store.ts'
import type { Reply } from '../domain/chat.ts'
import type { Database } from './database.ts'

/** On other channels than the one that is in trouble, and once for each trouble until the account is well again. */
const TELL = `
  WITH news AS (
    UPDATE logins SET told = $2 WHERE account = $1 AND told IS DISTINCT FROM $2 RETURNING account)
  INSERT INTO outbox (chat, kind, priority, state, body)
  SELECT DISTINCT c.id, 'notice', 1, 'queued', $3::bytea
  FROM news, staff s JOIN chats c ON c.channel = s.channel AND c.chat_id = s.chat_id
  WHERE s.removed_at IS NULL AND c.state = 'open' AND c.channel NOT IN ('terminal', $4)
  RETURNING pg_notify('outbox', '')`

/** Tells staff of trouble with a linked account. Resolves to how many chats will hear of it. */
export async function tellStaff(
  db: Pick<Database, 'pool' | 'keys'>,
  { channel, account }: Account,
  trouble: string,
  reply: Reply,
): Promise<number> {
  const { rowCount } = await db.pool.query(TELL, [account, trouble, db.keys.seal('outbox', reply), channel])
  return rowCount ?? 0
}
