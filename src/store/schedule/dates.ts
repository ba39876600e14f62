/** Keeps the dates of schemes and batches, and every version that people may have been told of. */
import { isDeepStrictEqual } from 'node:util'
import { isNewVersion } from '../../domain/schedule/changes.ts'
import { type KeptDate, ScheduledDate } from '../../domain/schedule/scheduled-date.ts'
import { audit } from '../audit.ts'
import type { Client } from '../database.ts'
import { lockReminders } from './lock.ts'

/** new, changed: people will be reminded anew. noted: only where it comes from. same: nothing was written. */
export type Saved = 'new' | 'changed' | 'noted' | 'same'

type Saving = {
  /** The id of the staff member; "langkah", "berkas". */
  by: string
  now: Date
  /** Hash of the entry in content/schedule it is taken from. */
  fileHash?: string
}

/** Makes or changes a date. What waits about the version before is not sent any more. */
export async function saveDate(client: Client, date: ScheduledDate, { by, now, fileHash }: Saving): Promise<Saved> {
  await lockReminders(client)
  const { rows } = await client.query<{ version: number; body: unknown }>(
    'SELECT version, body FROM dates WHERE id = $1',
    [date.id],
  )
  const before = rows[0] && { version: rows[0].version, date: ScheduledDate.parse(rows[0].body) }
  const after = ScheduledDate.parse(date)
  const isSame = before !== undefined && isDeepStrictEqual(before.date, after)
  const isNew = before === undefined || isNewVersion(before.date, after)
  const version = (before?.version ?? 0) + (isNew ? 1 : 0)
  if (!isSame || fileHash !== undefined) await write(client, after, version, now, fileHash)
  if (isSame) return 'same'
  await client.query(
    `INSERT INTO date_versions (date, version, body, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (date, version) DO UPDATE SET body = EXCLUDED.body`,
    [after.id, version, JSON.stringify(after), now, by],
  )
  if (before && isNew) await takeBack(client, after.id, version, now)
  await audit(client, by, before ? 'ubah jadwal' : 'tambah jadwal', after.id)
  if (!before) return 'new'
  return isNew ? 'changed' : 'noted'
}

const write = (client: Client, date: ScheduledDate, version: number, now: Date, fileHash: string | undefined) =>
  client.query(
    `INSERT INTO dates (id, version, kind, scheme, batch, stages, day, cancelled, confirmed_by, body, changed_at, file_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, kind = EXCLUDED.kind, scheme = EXCLUDED.scheme,
       batch = EXCLUDED.batch, stages = EXCLUDED.stages, day = EXCLUDED.day, cancelled = EXCLUDED.cancelled,
       confirmed_by = EXCLUDED.confirmed_by, body = EXCLUDED.body, changed_at = EXCLUDED.changed_at,
       file_hash = coalesce(EXCLUDED.file_hash, dates.file_hash)`,
    [
      date.id,
      version,
      date.kind,
      date.scheme ?? null,
      date.batch ?? null,
      date.stages,
      date.day,
      date.cancelled,
      date.confirmedBy ?? null,
      JSON.stringify(date),
      now,
      fileHash ?? null,
    ],
  )

/** Steps of older versions that wait, and messages made of them that have not left. */
async function takeBack(client: Client, id: string, version: number, now: Date): Promise<void> {
  await client.query(
    "UPDATE reminders SET state = 'replaced', settled_at = $3 WHERE date = $1 AND version < $2 AND state = 'waiting'",
    [id, version, now],
  )
  await client.query(
    `UPDATE outbox o SET state = 'skipped', body = NULL, reason = 'date changed', settled_at = $3
     FROM reminders r WHERE r.date = $1 AND r.version < $2 AND r.state = 'queued' AND o.id = r.outbox AND o.state = 'queued'`,
    [id, version, now],
  )
}

/** Dates from content/schedule. An entry that has not changed since it was last taken leaves what staff made of it alone. */
export async function saveFromFiles(
  client: Client,
  entries: readonly { date: ScheduledDate; hash: string }[],
  now: Date,
): Promise<Record<string, number>> {
  const { rows } = await client.query<{ id: string; file_hash: string | null }>(
    'SELECT id, file_hash FROM dates WHERE id = ANY($1)',
    [entries.map(({ date }) => date.id)],
  )
  const known = new Map(rows.map((row) => [row.id, row.file_hash]))
  const counts: Record<string, number> = {}
  for (const { date, hash } of entries.filter(({ date, hash }) => known.get(date.id) !== hash)) {
    const saved = await saveDate(client, date, { by: 'berkas', now, fileHash: hash })
    counts[saved] = (counts[saved] ?? 0) + 1
  }
  return counts
}

const SELECT = 'SELECT d.version, d.body, b.name AS batch_name FROM dates d LEFT JOIN batches b ON b.id = d.batch'
type Row = { version: number; body: unknown; batch_name: string | null }

const readDate = ({ version, body, batch_name }: Row): KeptDate => ({
  ...ScheduledDate.parse(body),
  version,
  batchName: batch_name ?? undefined,
})

export async function findDate(client: Client, id: string): Promise<KeptDate | undefined> {
  const { rows } = await client.query<Row>(`${SELECT} WHERE d.id = $1`, [id])
  return rows[0] && readDate(rows[0])
}

/** In order of time. `since`: those before this day are left out. */
export async function findDates(client: Client, since?: string): Promise<KeptDate[]> {
  const { rows } = await client.query<Row>(
    `${SELECT} WHERE d.day >= coalesce($1::date, '-infinity') ORDER BY d.day, d.id`,
    [since ?? null],
  )
  return rows.map(readDate)
}

/** What concerns a person, by their registrations; somebody without one sees what is for everybody of a scheme. */
export async function findDatesOf(client: Client, person: string, since: string): Promise<KeptDate[]> {
  const { rows } = await client.query<Row>(
    `${SELECT} WHERE d.day >= $2::date AND (
       EXISTS (SELECT FROM registrations r WHERE r.person_id = $1 AND ${MUST_COME})
       OR (d.batch IS NULL AND NOT d.cancelled AND NOT EXISTS (SELECT FROM registrations r WHERE r.person_id = $1 AND r.stage NOT IN ('mengundurkan-diri', 'tidak-lanjut'))))
     ORDER BY d.day, d.id`,
    [person, since],
  )
  return rows.map(readDate)
}

/** Whether registration `r` is one of those whom date `d` is for. */
export const MUST_COME = `r.stage = ANY(d.stages) AND (CASE WHEN d.batch IS NULL THEN d.scheme = ANY(r.schemes) ELSE r.batch = d.batch END)`

/** Of these, the batches that nobody has made. */
export async function unknownBatches(client: Client, ids: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT DISTINCT x.id FROM unnest($1::text[]) x(id) WHERE NOT EXISTS (SELECT FROM batches b WHERE b.id = x.id)',
    [ids],
  )
  return rows.map(({ id }) => id)
}

/** How many people a date is for, and how many of them can be told now. */
export async function reachOf(
  client: Client,
  date: Pick<ScheduledDate, 'scheme' | 'batch' | 'stages'>,
): Promise<{ people: number; reachable: number }> {
  const { rows } = await client.query<{ people: number; reachable: number }>(
    `SELECT count(*)::int AS people,
       (count(*) FILTER (WHERE p.stopped_at IS NULL AND p.restricted_at IS NULL AND EXISTS (SELECT FROM chats c WHERE c.person_id = p.id AND c.state = 'open')))::int AS reachable
     FROM (SELECT $1::text AS scheme, $2::text AS batch, $3::text[] AS stages) d
     JOIN registrations r ON ${MUST_COME} JOIN people p ON p.id = r.person_id`,
    [date.scheme ?? null, date.batch ?? null, date.stages],
  )
  return rows[0]!
}

/** How far reminding of a date's newest version has come: by step and state, how many people, and the first one's time. */
export async function progressOf(
  client: Client,
  { id, version }: Pick<KeptDate, 'id' | 'version'>,
): Promise<{ step: string; state: string; people: number; first: string }[]> {
  const { rows } = await client.query<{ step: string; state: string; people: number; first: Date }>(
    `SELECT step, state, count(*)::int AS people, min(due_at) AS first FROM reminders WHERE date = $1 AND version = $2
     GROUP BY step, state ORDER BY min(due_at), step, state`,
    [id, version],
  )
  return rows.map((row) => ({ ...row, first: row.first.toISOString() }))
}
