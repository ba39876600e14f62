/** Who gets an announcement, and who of its segment does not, and why: in sets, for there may be a hundred thousand. */
import type { Audience, Counted } from '../../domain/announcement.ts'
import type { Client } from '../database.ts'

/**
 * $1 role, $2 scheme, $3 batch, $4 stage, $5 province, $6 channel, $7 country. A group's person is nobody. Who has no registration and has
 * not written since (after *hapus data*, or long ago) is not written to either.
 */
const BY_SEGMENT = `
  office AS (
    SELECT DISTINCT c.person_id FROM staff s JOIN chats c ON c.channel = s.channel AND s.chat_id IN (c.chat_id, c.phone)
    WHERE s.removed_at IS NULL),
  wanted AS (
    SELECT p.id, p.stopped_at, p.restricted_at, p.created_at, bool_or(r.number IS NOT NULL) AS registered
    FROM people p
    LEFT JOIN registrations r ON r.person_id = p.id AND r.erased_at IS NULL
    LEFT JOIN office o ON o.person_id = p.id
    WHERE CASE coalesce($1::text, '')
        WHEN '' THEN o.person_id IS NULL
        WHEN 'petugas' THEN o.person_id IS NOT NULL
        WHEN 'calon' THEN o.person_id IS NULL AND r.number IS NULL
        WHEN 'pekerja' THEN r.stage = 'berangkat'
        WHEN 'alumni' THEN r.stage = 'alumni'
        ELSE r.stage NOT IN ('berangkat', 'alumni', 'mengundurkan-diri', 'tidak-lanjut') END
      AND ($2::text IS NULL OR $2 = ANY(r.schemes)) AND ($3::text IS NULL OR r.batch = $3)
      AND ($4::text IS NULL OR r.stage = $4) AND ($5::text IS NULL OR r.province = $5)
      AND ($7::text IS NULL OR EXISTS (SELECT FROM work k WHERE k.person_id = p.id AND k.country = $7))
      AND (r.number IS NOT NULL OR EXISTS (SELECT FROM chats c WHERE c.person_id = p.id AND c.chat_id NOT LIKE '-%'))
    GROUP BY p.id),
  last AS (
    SELECT DISTINCT ON (c.person_id) c.person_id, c.id, c.channel || '/' || c.account AS line, s.updated_at
    FROM chats c LEFT JOIN sessions s ON s.chat = c.id
    WHERE c.state = 'open' AND c.chat_id NOT LIKE '-%' AND ($6::text IS NULL OR c.channel = $6)
    ORDER BY c.person_id, c.channel = 'terminal', s.updated_at DESC NULLS LAST, c.id),
  judged AS (
    SELECT w.id, l.id AS chat, l.line,
      CASE WHEN w.stopped_at IS NOT NULL THEN 'berhenti'
           WHEN w.restricted_at IS NOT NULL THEN 'membatasi datanya'
           WHEN l.id IS NULL AND EXISTS (SELECT FROM chats c WHERE c.person_id = w.id) THEN 'tidak ada chat terbuka'
           WHEN l.id IS NULL THEN 'belum pernah menulis'
           WHEN NOT w.registered AND NOT coalesce(l.updated_at > w.created_at, false) THEN 'lama tidak menulis' END AS why
    FROM wanted w LEFT JOIN last l ON l.person_id = w.id)`

/** $1: the announcement that is corrected. Whether it arrived is not always known: then a correction does no harm. */
const BY_RECEIPT = `
  judged AS (
    SELECT p.id, c.id AS chat, c.channel || '/' || c.account AS line,
      CASE WHEN p.id IS NULL THEN 'datanya sudah dihapus'
           WHEN p.stopped_at IS NOT NULL THEN 'berhenti'
           WHEN p.restricted_at IS NOT NULL THEN 'membatasi datanya'
           WHEN c.state <> 'open' THEN 'tidak ada chat terbuka' END AS why
    FROM outbox o JOIN chats c ON c.id = o.chat LEFT JOIN people p ON p.id = o.person_id
    WHERE o.announcement = $1::int AND o.state IN ('sent', 'unknown'))`

type CountedRow = { why: string | null; line: string | null; slow: boolean; count: number }

const COUNT = `
  SELECT j.why, CASE WHEN j.why IS NULL THEN j.line END AS line, l.account IS NOT NULL AS slow, count(*)::int
  FROM judged j LEFT JOIN logins l ON j.why IS NULL AND j.line = 'whatsapp/' || l.account GROUP BY 1, 2, 3`

/** How many there would be now, and who would be left out. */
export async function countRecipients(client: Client, audience: Audience): Promise<Counted> {
  const [judged, values] = judging(audience)
  await planForSets(client)
  return counted((await client.query<CountedRow>(`WITH ${judged} ${COUNT}`, values)).rows)
}

/** Writes a row of the ledger for each recipient. */
export async function writeRecipients(client: Client, announcement: number, audience: Audience): Promise<Counted> {
  const [judged, values] = judging(audience)
  await planForSets(client)
  const { rows } = await client.query<CountedRow>(
    `WITH ${judged},
       written AS (
         INSERT INTO outbox (chat, kind, priority, announcement, person_id, line)
         SELECT chat, 'announcement', 3, $${values.length + 1}::int, id, line FROM judged WHERE why IS NULL ORDER BY chat)
     ${COUNT}`,
    [...values, announcement],
  )
  return counted(rows)
}

function judging(audience: Audience): [string, unknown[]] {
  if ('corrects' in audience) return [BY_RECEIPT, [audience.corrects]]
  const { role, scheme, batch, stage, province, channel, country } = audience.segment
  return [BY_SEGMENT, [role, scheme, batch, stage, province, channel, country].map((value) => value ?? null)]
}

/** Our plans are made for a handful of rows (database.ts); this reads whole tables. Until the end of the transaction. */
async function planForSets(client: Client): Promise<void> {
  await client.query('SET LOCAL enable_seqscan = on; SET LOCAL plan_cache_mode = force_custom_plan')
}

function counted(rows: CountedRow[]): Counted {
  const counts: Counted = { recipients: 0, excluded: {}, lines: [] }
  for (const { why, line, slow, count } of rows) {
    if (why !== null) counts.excluded[why] = count
    else {
      counts.recipients += count
      counts.lines.push({ line: line!, slow, count })
    }
  }
  return counts
}
