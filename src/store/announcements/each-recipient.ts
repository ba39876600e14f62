import type { Channel } from '../../domain/chat.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Database } from '../database.ts'

/** One row of an announcement's ledger. Name and number are of their last registration, and missing where there is none. */
export type Recipient = {
  name: string | undefined
  number: string | undefined
  channel: Channel
  state: string
  /** The ledger's word for it; null: it was sent, or waits. */
  reason: string | null
  sentAt: Date | undefined
  /** Only where the channel tells. */
  deliveredAt: Date | undefined
  readAt: Date | undefined
}

const PAGE = 1000

type Row = {
  id: string
  channel: Channel
  state: string
  reason: string | null
  settled_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  number: string | null
  answers: Buffer | null
}

/** In the order in which they are written to. Of who restricted their data, only what became of the message. */
export async function* eachRecipient(
  { pool, keys }: Pick<Database, 'pool' | 'keys'>,
  announcement: number,
): AsyncGenerator<Recipient> {
  for (let after = '0'; ; ) {
    const { rows } = await pool.query<Row>(
      `SELECT o.id, c.channel, o.state, CASE WHEN o.state NOT IN ('sent', 'queued', 'sending') THEN o.reason END AS reason,
         CASE WHEN o.state = 'sent' THEN o.settled_at END AS settled_at, o.delivered_at, o.read_at, r.number, r.answers
       FROM outbox o JOIN chats c ON c.id = o.chat
       LEFT JOIN people p ON p.id = o.person_id AND p.restricted_at IS NULL
       LEFT JOIN LATERAL (SELECT number, answers FROM registrations WHERE person_id = p.id AND erased_at IS NULL
                          ORDER BY submitted_at DESC LIMIT 1) r ON true
       WHERE o.announcement = $1 AND o.id > $2 ORDER BY o.id LIMIT $3`,
      [announcement, after, PAGE],
    )
    for (const row of rows) {
      const name = row.answers && (keys.open('registration', row.answers) as Answers).fullName
      yield {
        name: typeof name === 'string' ? name : undefined,
        number: row.number ?? undefined,
        channel: row.channel,
        state: row.state,
        reason: row.reason,
        sentAt: row.settled_at ?? undefined,
        deliveredAt: row.delivered_at ?? undefined,
        readAt: row.read_at ?? undefined,
      }
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.id
  }
}
