/** Reminds of documents that hold for a while only, before they are over. */
import type { Account } from '../../app/store.ts'
import type { Reply } from '../../domain/chat.ts'
import { WAKING } from '../../domain/schedule/plan.ts'
import { civilIn, ZONE_IDS, type Zone } from '../../domain/zone.ts'
import { accountKey } from '../account-key.ts'
import type { Client, Database } from '../database.ts'

export type DocumentReminding = {
  /** Days before the last day. */
  days: readonly number[]
  hour: string
  officeZone: Zone
  accounts: Account[]
  /** `left`: days from today to `expires` (YYYY-MM-DD). */
  word: (document: string, expires: string, left: number) => Reply
}

type Due = { person: string; document: string; expires: string; left: number; step: number; chat: string }

/**
 * Of the steps that have come only the last is said, once for each such day of a document: a newer document has another day,
 * and steps of its own. Nobody is reminded of what staff want replaced, nor after the way is at its end.
 */
const DUE = `
  SELECT d.person_id AS person, d.document, d.expires::text, d.expires - z.today AS left, step.days AS step, chat.id AS chat
  FROM documents d JOIN people p ON p.id = d.person_id AND p.stopped_at IS NULL AND p.restricted_at IS NULL
  JOIN unnest($1::text[], $2::date[]) z(zone, today) ON z.zone = coalesce(p.zone, $3::text)
  JOIN LATERAL (SELECT days FROM unnest($4::int[]) s(days) WHERE d.expires - z.today <= days ORDER BY days LIMIT 1) step ON true
  JOIN LATERAL (
    SELECT c.id FROM chats c LEFT JOIN sessions s ON s.chat = c.id WHERE c.person_id = p.id AND c.state = 'open'
      AND (c.channel <> 'terminal' OR c.channel || '/' || c.account = ANY($5::text[]))
    ORDER BY s.updated_at DESC NULLS LAST, c.id LIMIT 1) chat ON true
  WHERE d.expires >= z.today AND d.state <> 'perlu-diganti'
    AND EXISTS (SELECT FROM registrations r WHERE r.person_id = p.id AND r.erased_at IS NULL
                AND r.stage NOT IN ('alumni', 'mengundurkan-diri', 'tidak-lanjut'))
    AND NOT EXISTS (SELECT FROM document_reminders x WHERE x.person_id = d.person_id AND x.document = d.document
                    AND x.expires = d.expires AND x.step <= step.days)
  ORDER BY d.expires, d.id LIMIT 500`

/** Resolves to how many were reminded. The row is the promise that no step comes twice. */
export async function remindDocuments(
  client: Client,
  keys: Database['keys'],
  { days, hour, officeZone, accounts, word }: DocumentReminding,
  now: Date,
): Promise<number> {
  const awake = ZONE_IDS.map((zone) => ({ zone, ...civilIn(zone, now) })).filter(
    ({ time }) => time >= hour && time < WAKING.until,
  )
  if (awake.length === 0) return 0
  const { rows } = await client.query<Due>(DUE, [
    awake.map(({ zone }) => zone),
    awake.map(({ day }) => day),
    officeZone,
    days,
    accounts.map(accountKey),
  ])
  if (rows.length === 0) return 0
  const { rowCount } = await client.query(
    `WITH due AS (
       SELECT *, nextval(pg_get_serial_sequence('outbox', 'id')) AS outbox
       FROM unnest($1::uuid[], $2::text[], $3::date[], $4::int[], $5::bigint[], $6::bytea[]) d(person, document, expires, step, chat, body)),
     kept AS (
       INSERT INTO document_reminders (person_id, document, expires, step, at, outbox)
       SELECT person, document, expires, step, $7, outbox FROM due ON CONFLICT DO NOTHING RETURNING outbox)
     INSERT INTO outbox (id, chat, kind, priority, state, body)
     SELECT due.outbox, chat, 'reminder', 2, 'queued', body FROM due JOIN kept USING (outbox)`,
    [
      rows.map((row) => row.person),
      rows.map((row) => row.document),
      rows.map((row) => row.expires),
      rows.map((row) => row.step),
      rows.map((row) => row.chat),
      rows.map((row) => keys.seal('outbox', word(row.document, row.expires, row.left))),
      now,
    ],
  )
  return rowCount ?? 0
}
