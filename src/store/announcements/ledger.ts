/** What became of an announcement. */
import {
  type AnnouncementBody,
  type AnnouncementFound,
  type AnnouncementLine,
  type LedgerLine,
  tallyOf,
} from '../../domain/announcement.ts'
import type { Client, Database } from '../database.ts'
import type { Keyring } from '../keyring.ts'

const COLUMNS = 'id, state, segment, corrects, starts_at AS "startsAt", recipients, made_by AS "by"'

/** Newest first. */
export async function listAnnouncements(client: Client | Database['pool'], limit = 20): Promise<AnnouncementLine[]> {
  const { rows } = await client.query<AnnouncementLine>(
    `SELECT ${COLUMNS} FROM announcements ORDER BY id DESC LIMIT $1`,
    [limit],
  )
  return rows
}

/** One with its ledger, in one snapshot. undefined: there is none. */
export async function seeAnnouncement(
  client: Client | Database['pool'],
  keys: Keyring,
  id: number,
): Promise<AnnouncementFound | undefined> {
  const { rows } = await client.query<
    Omit<AnnouncementFound, 'body' | 'tally'> & { body: Buffer; lines: LedgerLine[] | null }
  >(
    `SELECT ${COLUMNS}, excluded, body, coalesce(a.tally, (
        SELECT json_agg(json_build_object('state', state, 'reason', reason, 'count', count))::jsonb
        FROM (SELECT state, CASE WHEN state <> 'sent' THEN reason END AS reason, count(*) FROM outbox
              WHERE announcement = a.id GROUP BY 1, 2) x)) AS lines
     FROM announcements a WHERE id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) return undefined
  const { body, lines, ...rest } = row
  return { ...rest, tally: tallyOf(lines ?? []), body: keys.open('announcement', body) as AnnouncementBody }
}
