import type { AnnouncementBody } from '../../domain/announcement.ts'
import type { Reply } from '../../domain/chat.ts'
import { isBroken, type LinkSeen, linksIn } from '../../domain/link.ts'
import type { Database } from '../database.ts'

export type LinkChecking = {
  /** Outside of any transaction. */
  look(links: readonly string[]): Promise<LinkSeen[]>
  /** `held`: it does not start by itself any more. undefined: there is nothing to say. */
  words(announcement: number, seen: LinkSeen[], held: boolean): Reply | undefined
}

/**
 * Looks at the links of announcements that have not begun, each once. One that is about to start with a link that leads
 * nowhere is paused, and its writer is told; what cannot be looked at holds up nothing. Returns how many were looked at.
 */
export async function checkLinks(db: Database, { look, words }: LinkChecking): Promise<number> {
  const { rows } = await db.pool.query<{ id: number; body: Buffer }>(
    "SELECT id, body FROM announcements WHERE links_unseen AND state IN ('menunggu-izin', 'terjadwal', 'dijeda') ORDER BY id LIMIT 10",
  )
  for (const { id, body } of rows) {
    const { text } = db.keys.open('announcement', body) as AnnouncementBody
    const seen = await look(linksIn(text))
    await db.transaction(async (client) => {
      const { rows: noted } = await client.query<{ held: boolean; chat: string | null }>(
        `UPDATE announcements SET links_unseen = false, state = CASE WHEN state = 'terjadwal' AND $2 THEN 'dijeda' ELSE state END
         WHERE id = $1 AND links_unseen RETURNING state = 'dijeda' AND $2 AS held, made_in AS chat`,
        [id, seen.some(isBroken)],
      )
      const [row] = noted
      const reply = row && words(id, seen, row.held)
      if (!reply || row.chat === null) return
      await client.query(
        `INSERT INTO outbox (chat, kind, priority, body) SELECT id, 'notice', 1, $2 FROM chats WHERE id = $1 AND state = 'open'`,
        [row.chat, db.keys.seal('outbox', reply)],
      )
      await client.query("SELECT pg_notify('outbox', '')")
    })
  }
  return rows.length
}
