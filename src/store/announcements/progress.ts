/** Tells the writer of a running announcement how it goes: by one message that changes, where the channel can do that. */
import type { AnnouncementFound } from '../../domain/announcement.ts'
import type { Reply } from '../../domain/chat.ts'
import type { Client, Database } from '../database.ts'
import { seeAnnouncement } from './ledger.ts'

/** Of fewer recipients there is nothing to watch. */
const LEAST = 50
const SECONDS_BETWEEN = 4

/** Elsewhere there is one message at the half, and the report at the end. */
const EDITS = "c.channel = 'telegram'"

const DUE = `
  SELECT a.id FROM announcements a JOIN chats c ON c.id = a.made_in AND c.state = 'open'
  WHERE a.recipients >= ${LEAST} AND coalesce(a.progress_at, a.started_at) <= now() - interval '${SECONDS_BETWEEN} seconds'
    AND (a.state = 'berjalan' OR (a.progress IS NOT NULL AND a.state IN ('dijeda', 'selesai', 'dibatalkan') AND split_part(a.told, ' ', 1) <> a.state))
    AND (a.progress IS NULL OR ${EDITS})`

/** Locked, so that one process tells it. `said`: what became of its message; `open`: a change of it has not left yet. */
const ONE = `
  SELECT a.made_in AS chat, a.progress IS NOT NULL AS begun, a.told, ${EDITS} AS edits, o.platform_id AS message,
    coalesce(o.state IN ('queued', 'sending') OR EXISTS (
      SELECT FROM outbox e WHERE e.chat = a.made_in AND e.edits = o.platform_id AND e.state IN ('queued', 'sending')), false) AS open
  FROM announcements a JOIN chats c ON c.id = a.made_in LEFT JOIN outbox o ON o.id = a.progress
  WHERE a.id = $1 AND coalesce(a.progress_at, a.started_at) <= now() - interval '${SECONDS_BETWEEN} seconds'
  FOR UPDATE OF a SKIP LOCKED`

type One = { chat: string; begun: boolean; told: string | null; edits: boolean; message: string | null; open: boolean }

/** Returns how many messages it wrote down. Whoever calls it often does no harm. */
export async function tellProgress(db: Database, words: (found: AnnouncementFound) => Reply): Promise<number> {
  const { rows } = await db.pool.query<{ id: number }>({ name: 'progress-due', text: DUE })
  let told = 0
  for (const { id } of rows) if (await db.transaction((client) => tell(client, db, id, words))) told++
  if (told > 0) await db.pool.query("SELECT pg_notify('outbox', '')")
  return told
}

async function tell(
  client: Client,
  { keys }: Database,
  id: number,
  words: (found: AnnouncementFound) => Reply,
): Promise<boolean> {
  const { rows } = await client.query<One>(ONE, [id])
  const [one] = rows
  const found = one && (await seeAnnouncement(client, keys, id))
  if (!one || !found) return false
  const { recipients, waiting } = found.tally
  const percent = Math.floor((100 * (recipients - waiting)) / recipients)
  const now = `${found.state} ${percent}`
  const isNews = one.begun ? one.message !== null && !one.open && now !== one.told : one.edits || percent >= 50
  await client.query(
    `WITH said AS (
       INSERT INTO outbox (chat, kind, priority, body, edits) SELECT $2, 'notice', 1, $3, $4 WHERE $5 RETURNING id)
     UPDATE announcements SET progress_at = now(), progress = coalesce(progress, (SELECT id FROM said)),
       told = CASE WHEN $5 THEN $6 ELSE told END WHERE id = $1`,
    [id, one.chat, keys.seal('outbox', words(found)), one.message, isNews, now],
  )
  return isNews
}
