/** What the database says of everybody's messages, read beside the assistant or after it. */
import pg from 'pg'
import { startEmbedded } from '../../src/store/embedded.ts'

type InboxRow = { chatId: number; eventId: string; done: boolean; outcome: string | null; attempts: number }
export type OutboxRow = {
  id: string
  chatId: number
  kind: string
  state: string
  platformIds: number[]
  repeated: boolean
  attempts: number
  reason: string | null
  /** Milliseconds since the epoch. */
  madeAt: number
}
export type Ledger = { inbox: InboxRow[]; outbox: OutboxRow[] }

const INBOX = `SELECT c.chat_id::bigint AS chat, i.event_id, i.done_at IS NOT NULL AS done, i.outcome, i.attempts
               FROM inbox i JOIN chats c ON c.id = i.chat ORDER BY i.id`
const OUTBOX = `SELECT o.id, c.chat_id::bigint AS chat, o.kind, o.state, o.platform_id, o.repeated, o.attempts, o.reason,
                  o.created_at
                FROM outbox o JOIN chats c ON c.id = o.chat ORDER BY o.id`

/** Works on the embedded database of `dataDir`, or on `url`. */
export async function query(where: { dataDir: string } | { url: string }, sql: string): Promise<pg.QueryResultRow[]> {
  const server = 'url' in where ? undefined : await startEmbedded(where.dataDir)
  const client = new pg.Client({ connectionString: server?.url ?? ('url' in where ? where.url : '') })
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end()
    await server?.stop()
  }
}

export async function readLedger(where: { dataDir: string } | { url: string }): Promise<Ledger> {
  const inbox = await query(where, INBOX)
  const outbox = await query(where, OUTBOX)
  return {
    inbox: inbox.map((row) => ({
      chatId: Number(row.chat),
      eventId: row.event_id,
      done: row.done,
      outcome: row.outcome,
      attempts: row.attempts,
    })),
    outbox: outbox.map((row) => ({
      id: row.id,
      chatId: Number(row.chat),
      kind: row.kind,
      state: row.state,
      platformIds: row.platform_id === null ? [] : row.platform_id.split(',').map(Number),
      repeated: row.repeated,
      attempts: row.attempts,
      reason: row.reason,
      madeAt: row.created_at.getTime(),
    })),
  }
}
