import type { Account, Claimed, MessageKind, Outbox, Settlement } from '../app/store.ts'
import type { ChatAddress, Reply } from '../domain/chat.ts'
import { accountKey } from './account-key.ts'
import { PushClaims, pushSources } from './claim-pushes.ts'
import type { Database } from './database.ts'
import { INSTANCE_LOCK } from './instance.ts'

/** The ledger of what is sent. `instance` is this process's claim; `accounts` are those it can send for. */
export function makeOutbox(db: Database, accounts: () => Account[], instance: number): Outbox {
  const pushes = new PushClaims(db, instance)
  return {
    claim: (limit) => claim(db, accounts(), instance, limit),
    pushes: () => pushSources(db, accounts()),
    claimPushes: (source, pace, limit, replies) => pushes.claim(source, pace, limit, replies),
    settle: (settlements) => settle(db, settlements),
    async left(chat) {
      await db.pool.query(
        `WITH gone AS (UPDATE chats SET state = 'left' WHERE id = $1)
         UPDATE outbox SET state = 'skipped', body = NULL, reason = 'person left', settled_at = now() WHERE chat = $1 AND state = 'queued'`,
        [chat],
      )
    },
    async recover() {
      const { rowCount } = await db.pool.query(RECOVER, [instance, INSTANCE_LOCK])
      return rowCount ?? 0
    },
    async ours() {
      const { rows } = await db.pool.query<{ id: string }>({
        name: 'outbox-ours',
        text: `SELECT id FROM outbox WHERE state IN ('queued', 'sending') AND claimed_by = $1`,
        values: [instance],
      })
      return rows.map((row) => row.id)
    },
    async pause({ channel, account }, until) {
      await db.pool.query(
        `INSERT INTO pauses (channel, account, until) VALUES ($1, $2, $3)
         ON CONFLICT (channel, account) DO UPDATE SET until = greatest(pauses.until, EXCLUDED.until)`,
        [channel, account, until],
      )
    },
    async paused() {
      const { rows } = await db.pool.query<Account & { until: Date }>(
        'SELECT channel, account, until FROM pauses WHERE until > now()',
      )
      return rows.map(({ until, ...account }) => ({ account, until }))
    },
  }
}

/** `due_at` is rounded to milliseconds, so a message that is due at once may seem to be due in half of one. */
const CLAIM = `
  WITH due AS (
    SELECT o.id FROM outbox o JOIN chats c ON c.id = o.chat
    WHERE o.state = 'queued' AND o.priority < 2 AND o.due_at <= now() + interval '1 millisecond'
      AND c.channel || '/' || c.account = ANY($3::text[])
      AND NOT EXISTS (SELECT FROM pauses p WHERE (p.channel, p.account) = (c.channel, c.account) AND p.until > now())
      AND NOT EXISTS (SELECT FROM outbox e WHERE e.chat = o.chat AND e.id < o.id AND e.priority < 2 AND e.state IN ('queued', 'sending'))
    ORDER BY o.priority, o.id LIMIT $1 FOR UPDATE OF o SKIP LOCKED)
  UPDATE outbox o SET state = 'sending', claimed_by = $2, attempts = o.attempts + 1
  FROM due, chats c WHERE o.id = due.id AND c.id = o.chat
  RETURNING o.id, o.chat, o.kind, o.priority, o.body, o.attempts, o.repeated, o.edits, c.channel, c.account, c.chat_id`

type Row = {
  id: string
  chat: string
  kind: MessageKind
  priority: number
  body: Buffer
  attempts: number
  repeated: boolean
  edits: string | null
  channel: ChatAddress['channel']
  account: string
  chat_id: string
}

async function claim(db: Database, accounts: Account[], instance: number, limit: number): Promise<Claimed[]> {
  const values = [limit, instance, accounts.map(accountKey)]
  const { rows } = await db.pool.query<Row>({ name: 'outbox-claim', text: CLAIM, values })
  const claimed = rows
    .sort((a, b) => a.priority - b.priority || Number(BigInt(a.id) - BigInt(b.id)))
    .map((row) => ({ row: row.id, reply: readReply(db, row.body), source: row }))
  const unreadable = claimed.filter(({ reply }) => reply === undefined)
  await settle(
    db,
    unreadable.map(({ row }) => ({ row, state: 'failed', reason: 'cannot be opened' })),
  )
  return claimed.flatMap(({ row, reply, source }) => (reply === undefined ? [] : [{ row, reply, ...sendable(source) }]))
}

const sendable = (row: Row) => ({
  chat: row.chat,
  to: { channel: row.channel, account: row.account, chatId: row.chat_id },
  kind: row.kind,
  attempts: row.attempts,
  repeated: row.repeated,
  ...(row.edits !== null && { edits: row.edits }),
})

/** undefined: its key is missing, or it is damaged; the others must go out all the same. */
function readReply(db: Database, body: Buffer): Reply | undefined {
  try {
    return db.keys.open('outbox', body) as Reply
  } catch {
    return undefined
  }
}

/** Of an announcement, `person_id` says so: its words do not stand in the row. */
const ALIVE = '(o.body IS NOT NULL OR o.person_id IS NOT NULL)'

/**
 * Settles many at once. What is settled for good loses its words, which would outlive *hapus data* in the rows of the
 * staff they were shown to. A row that is queued again keeps its place in the order of its chat. One whose person was
 * forgotten meanwhile has neither text nor person any more: it is not tried again.
 */
async function settle(db: Database, settlements: Settlement[]): Promise<void> {
  if (settlements.length === 0) return
  await db.pool.query({
    name: 'outbox-settle',
    text: `UPDATE outbox o SET
             state = CASE WHEN x.state = 'queued' AND NOT ${ALIVE} THEN 'skipped' ELSE x.state END,
             body = CASE WHEN x.state = 'queued' THEN o.body END,
             platform_id = x.platform_id, claimed_by = NULL,
             reason = CASE WHEN x.state = 'queued' AND NOT ${ALIVE} THEN 'forgotten' ELSE x.reason END,
             due_at = CASE WHEN x.state = 'queued' THEN now() + x.after * interval '1 millisecond' ELSE o.due_at END,
             repeated = o.repeated OR x.repeated,
             settled_at = CASE WHEN x.state = 'queued' AND ${ALIVE} THEN NULL ELSE now() END
           FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::boolean[]) x(id, state, platform_id, reason, after, repeated)
           WHERE o.id = x.id AND o.id = ANY($1::bigint[])`,
    values: [
      settlements.map((s) => s.row),
      settlements.map((s) => s.state),
      settlements.map((s) => (s.state === 'sent' ? s.platformId : null)),
      settlements.map((s) => (s.state === 'sent' ? null : s.reason)),
      settlements.map((s) => (s.state === 'queued' ? s.afterMs : 0)),
      settlements.map((s) => s.state === 'queued' && s.repeated),
    ],
  })
}

/**
 * A row that somebody was sending who no longer lives: nobody knows whether it arrived. Of what a linked device sends,
 * WhatsApp shows one copy, so it goes out again under its id. Elsewhere a reply is said once more, for silence is worse than
 * saying it twice; everything else stays `unknown`.
 */
const RECOVER = `
  UPDATE outbox o SET
    state = CASE WHEN x.again AND ${ALIVE} THEN 'queued' ELSE 'unknown' END,
    body = CASE WHEN x.again THEN o.body END,
    repeated = o.repeated OR (o.kind = 'reply' AND NOT x.once),
    claimed_by = NULL, due_at = now(), reason = 'sender ended',
    settled_at = CASE WHEN x.again AND ${ALIVE} THEN NULL ELSE now() END
  FROM (SELECT s.id, l.account IS NOT NULL AS once, l.account IS NOT NULL OR (s.kind = 'reply' AND NOT s.repeated) AS again
        FROM outbox s JOIN chats c ON c.id = s.chat
        LEFT JOIN logins l ON c.channel = 'whatsapp' AND l.account = c.account WHERE s.state = 'sending') x
  WHERE x.id = o.id AND o.state = 'sending' AND o.claimed_by <> $1
    AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = $2::oid AND l.objid::bigint = o.claimed_by
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`
