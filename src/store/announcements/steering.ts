/** An announcement's course. Nothing here sends; senders claim its rows while it runs. */
import { audit } from '../audit.ts'
import type { Client, Database } from '../database.ts'

/** In a transaction or by itself. */
type Wire = Client | Database['pool']

/** From which states one may go to which. */
const FROM = {
  terjadwal: ['menunggu-izin'],
  dijeda: ['berjalan', 'terjadwal'],
  berjalan: ['dijeda'],
  dibatalkan: ['menunggu-izin', 'terjadwal', 'berjalan', 'dijeda'],
} as const

/**
 * Approves (`terjadwal`), pauses, resumes or cancels, at once and for every process. False: it is in no state for that, or
 * whoever made it approves it themselves. What is on its way arrives.
 */
export async function steer(client: Wire, id: number, to: keyof typeof FROM, by: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE announcements SET
       state = CASE WHEN $2 = 'berjalan' AND started_at IS NULL THEN 'terjadwal' ELSE $2 END,
       approved_by = CASE WHEN state = 'menunggu-izin' AND $2 = 'terjadwal' THEN $3 ELSE approved_by END,
       ended_at = CASE WHEN $2 = 'dibatalkan' THEN now() END
     WHERE id = $1 AND state = ANY($4::text[]) AND ($2 <> 'terjadwal' OR made_by <> $3)`,
    [id, to, by, FROM[to]],
  )
  if (rowCount !== 1) return false
  await audit(client, by, `pengumuman ${to}`, `pengumuman ${id}`)
  await client.query("SELECT pg_notify('outbox', '')")
  return true
}

/** What did not arrive goes out once more: what failed, or what may have arrived (`unknown`). Returns how many. */
export async function retry(client: Wire, id: number, state: 'failed' | 'unknown', by: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `WITH open AS (
       UPDATE announcements SET state = 'berjalan', ended_at = NULL
       WHERE id = $1 AND state IN ('selesai', 'berjalan') AND tally IS NULL RETURNING id),
     again AS (
       UPDATE outbox o SET state = 'queued', attempts = 0, reason = NULL, settled_at = NULL, due_at = now()
       FROM open a WHERE o.announcement = a.id AND o.state = $2 AND o.person_id IS NOT NULL RETURNING o.id)
     SELECT count(*)::int FROM again`,
    [id, state],
  )
  await audit(client, by, `ulangi ${state}`, `pengumuman ${id}`)
  await client.query("SELECT pg_notify('outbox', '')")
  return rows[0]!.count
}
