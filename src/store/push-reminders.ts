import type { Client } from './database.ts'

/** Reminders that were worded one by one become messages of the outbox; returns their ids, in order. `body`: sealed. */
export async function pushReminders(
  client: Client,
  pushed: readonly { chat: string; body: Buffer }[],
): Promise<string[]> {
  if (pushed.length === 0) return []
  const { rows } = await client.query<{ id: string }>(
    "SELECT nextval(pg_get_serial_sequence('outbox', 'id')) AS id FROM generate_series(1, $1::int)",
    [pushed.length],
  )
  const ids = rows.map(({ id }) => id)
  await client.query(
    `INSERT INTO outbox (id, chat, kind, priority, state, body)
     SELECT x.id, x.chat, 'reminder', 2, 'queued', x.body FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) x(id, chat, body)`,
    [ids, pushed.map(({ chat }) => chat), pushed.map(({ body }) => body)],
  )
  return ids
}
