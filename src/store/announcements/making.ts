/** An announcement is made, and when its time has come its recipients are written into the ledger. */
import type { AnnouncementBody, Audience } from '../../domain/announcement.ts'
import type { Segment } from '../../domain/segment.ts'
import { audit } from '../audit.ts'
import type { Client, Database } from '../database.ts'
import type { Keyring } from '../keyring.ts'
import { writeRecipients } from './recipients.ts'

export type NewAnnouncement = {
  body: AnnouncementBody
  audience: Audience
  startsAt: Date
  /** Staff id, or "langkah". */
  by: string
  /** The chat that hears how it goes. */
  chat?: string | undefined
  /** Somebody else must say yes first. */
  needsApproval: boolean
}

/** Returns its id. It starts by itself when its time has come. */
export async function makeAnnouncement(client: Client, keys: Keyring, made: NewAnnouncement): Promise<number> {
  const { body, audience, startsAt, by, chat, needsApproval } = made
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO announcements (state, body, segment, corrects, starts_at, made_by, made_in)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [
      needsApproval ? 'menunggu-izin' : 'terjadwal',
      keys.seal('announcement', body),
      'segment' in audience ? audience.segment : {},
      'corrects' in audience ? audience.corrects : null,
      startsAt,
      by,
      chat ?? null,
    ],
  )
  const { id } = rows[0]!
  if (body.checkin) await client.query("INSERT INTO checkins (kind, announcement) VALUES ('sekali', $1)", [id])
  await audit(client, by, 'buat pengumuman', `pengumuman ${id}`)
  return id
}

/**
 * Starts what is due, once its picture is here: its recipients become rows of the ledger, in the transaction that says it runs. One process does it,
 * the others pass by. Returns the ids.
 */
export async function startDue(db: Database, now: Date): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>(
    `SELECT id FROM announcements a WHERE state = 'terjadwal' AND starts_at <= $1
       AND NOT EXISTS (SELECT FROM files f WHERE f.announcement = a.id AND f.purpose = 'pengumuman' AND f.state <> 'kept') ORDER BY id`,
    [now],
  )
  const started: number[] = []
  for (const { id } of rows) if (await start(db, id)) started.push(id)
  return started
}

async function start(db: Database, id: number): Promise<boolean> {
  return db.transaction(async (client) => {
    const { rows } = await client.query<{ segment: Segment; corrects: number | null }>(
      "SELECT segment, corrects FROM announcements WHERE id = $1 AND state = 'terjadwal' FOR UPDATE SKIP LOCKED",
      [id],
    )
    const [found] = rows
    if (!found) return false
    const audience = found.corrects === null ? { segment: found.segment } : { corrects: found.corrects }
    const { recipients, excluded } = await writeRecipients(client, id, audience)
    await client.query(
      "UPDATE announcements SET state = 'berjalan', started_at = now(), recipients = $2, excluded = $3 WHERE id = $1",
      [id, recipients, excluded],
    )
    await client.query("SELECT pg_notify('outbox', '')")
    return true
  })
}
