/** Announcements come to their end, and whoever made them hears of it. */
import type { AnnouncementFound } from '../../domain/announcement.ts'
import type { Reply } from '../../domain/chat.ts'
import type { Client, Database } from '../database.ts'
import { seeAnnouncement } from './ledger.ts'
import { askFor } from './made-files.ts'

/**
 * Ends what nothing more will be sent of, and skips what waits of the cancelled ones. `report` words what became of one, for
 * the chat in which it was made; it is written down in the transaction that ends it, so it is told once; a picture of its course
 * follows. Returns how many ended.
 */
export async function endFinished(db: Database, report: (found: AnnouncementFound) => Reply): Promise<number> {
  await db.pool.query(
    `UPDATE outbox o SET state = 'skipped', reason = 'dibatalkan', settled_at = now()
     FROM announcements a WHERE a.state = 'dibatalkan' AND a.tally IS NULL AND o.announcement = a.id AND o.state = 'queued'`,
  )
  return db.transaction(async (client) => {
    const { rows } = await client.query<{ id: number; chat: string | null }>(
      `UPDATE announcements a SET state = 'selesai', ended_at = now() WHERE a.state = 'berjalan'
         AND NOT EXISTS (SELECT FROM outbox o WHERE o.announcement = a.id AND o.state IN ('queued', 'sending'))
       RETURNING a.id, a.made_in AS chat`,
    )
    for (const { id, chat } of rows) if (chat !== null) await tell(client, db, chat, report, id)
    if (rows.length > 0) await client.query("SELECT pg_notify('outbox', '')")
    return rows.length
  })
}

async function tell(
  client: Client,
  { keys }: Database,
  chat: string,
  report: (found: AnnouncementFound) => Reply,
  id: number,
): Promise<void> {
  const found = await seeAnnouncement(client, keys, id)
  if (!found) return
  await client.query(
    `INSERT INTO outbox (chat, kind, priority, body) SELECT id, 'notice', 1, $2 FROM chats WHERE id = $1 AND state = 'open'`,
    [chat, keys.seal('outbox', report(found))],
  )
  await askFor(client, keys, { chat, announcement: id, purpose: 'jejak' })
}
