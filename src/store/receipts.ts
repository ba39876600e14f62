import { setTimeout as sleep } from 'node:timers/promises'
import type { Receipt } from '../app/store.ts'
import type { Database } from './database.ts'

/** How long the ledger may take to learn of a message that was just sent (ms). */
const LEDGER_MS = 1000

/** Of a message in several parts, the first one that arrives counts. What is read has arrived. */
const NOTE = `
  UPDATE outbox o SET delivered_at = coalesce(o.delivered_at, x.at),
                      read_at = CASE WHEN x.read THEN coalesce(o.read_at, x.at) ELSE o.read_at END
  FROM (SELECT id, min(at) AS at, bool_or(read) AS read
        FROM unnest($1::text[], $2::timestamptz[], $3::boolean[]) r(id, at, read) GROUP BY id) x
  WHERE o.platform_id ~ '^(3EB0|wamid)' AND string_to_array(o.platform_id, ',') @> ARRAY[x.id]
  RETURNING x.id`

/** Writes into the ledger what a platform tells of messages that it has. What the ledger does not know yet is looked for once more. */
export async function noteReceipts(
  db: Pick<Database, 'pool'>,
  receipts: readonly Receipt[],
  ledgerMs = LEDGER_MS,
): Promise<void> {
  const known = await note(db, receipts)
  const missing = receipts.filter(({ platformId }) => !known.has(platformId))
  if (missing.length === 0) return
  await sleep(ledgerMs)
  await note(db, missing)
}

async function note({ pool }: Pick<Database, 'pool'>, receipts: readonly Receipt[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'outbox-receipts',
    text: NOTE,
    values: [
      receipts.map(({ platformId }) => platformId),
      receipts.map(({ at }) => at),
      receipts.map(({ read }) => read),
    ],
  })
  return new Set(rows.map(({ id }) => id))
}

export type Fates = { sent: number; delivered: number; read: number }

/** What became of what was sent on a channel since a moment. */
export async function fatesSince({ pool }: Pick<Database, 'pool'>, channel: string, since: Date): Promise<Fates> {
  const { rows } = await pool.query<Fates>(
    `SELECT count(*)::int AS sent, count(o.delivered_at)::int AS delivered, count(o.read_at)::int AS read
     FROM outbox o JOIN chats c ON c.id = o.chat WHERE c.channel = $1 AND o.state = 'sent' AND o.settled_at >= $2`,
    [channel, since],
  )
  return rows[0]!
}
