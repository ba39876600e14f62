/** Claims what nobody asked for, within the pace that all processes share. */
import type { Account, Claimed, MessageKind, PushPace, PushSource } from '../app/store.ts'
import { type AnnouncementBody, announcementReply, type Variables, variablesIn } from '../domain/announcement.ts'
import type { ChatAddress, Reply } from '../domain/chat.ts'
import type { Answers } from '../domain/registration.ts'
import type { Database } from './database.ts'

/** What a steady line may catch up after a moment in which nobody claimed, in seconds of its rate. */
const CATCH_UP_S = 0.35

/** $6: a second, $7: at most at once. What else left the account was sent at its expense. */
const STEADY = {
  pace: 'least($7::float8, tokens - $5::int + $6::float8 * extract(epoch FROM clock_timestamp() - at)::float8)',
  spend: 'tokens = (SELECT free FROM pace) - (SELECT count(*) FROM due), at = clock_timestamp()',
}

/** $6: on $7, the office's day, at most; $8: ms until the next. A number that WhatsApp restricts writes to nobody unasked. */
const SLOW = {
  pace: `CASE WHEN next_at <= clock_timestamp() AND $5::int >= 0 AND (day IS DISTINCT FROM $7::date OR today < $6::int)
    AND NOT EXISTS (SELECT FROM logins l WHERE $2 = 'whatsapp' AND l.account = $3
                    AND greatest(l.time_lock_until, l.cap_until) > clock_timestamp()) THEN 1 ELSE 0 END`,
  spend: `next_at = CASE WHEN EXISTS (SELECT FROM due) THEN clock_timestamp() + $8::float8 * interval '1 millisecond' ELSE next_at END,
    today = CASE WHEN day = $7::date THEN today ELSE 0 END + (SELECT count(*) FROM due), day = $7::date`,
}

/**
 * $1 our instance, $2 channel, $3 account, $4 limit, $5 replies. Whoever wrote within this second is being talked with; a
 * chat takes a message a second. The account is compared as one text, or all of its chats would be gone through for each row.
 */
const claimSql = ({ pace, spend }: typeof STEADY, which: string) => `
  WITH pace AS (SELECT ${pace} AS free FROM paces WHERE (channel, account) = ($2, $3) FOR UPDATE),
  due AS (
    SELECT o.id, p.stopped_at IS NOT NULL OR p.restricted_at IS NOT NULL AS stopped,
      CASE WHEN p.stopped_at IS NOT NULL THEN 'berhenti' ELSE 'membatasi datanya' END AS why, c.channel, c.account, c.chat_id
    FROM outbox o JOIN chats c ON c.id = o.chat JOIN people p ON p.id = c.person_id
    WHERE o.state = 'queued' AND ${which} AND o.due_at <= now() + interval '1 millisecond'
      AND c.channel || '/' || c.account = $2 || '/' || $3
      AND NOT EXISTS (SELECT FROM pauses p WHERE (p.channel, p.account) = ($2, $3) AND p.until > now())
      AND NOT EXISTS (SELECT FROM outbox e WHERE e.chat = o.chat AND e.id <> o.id AND e.state IN ('queued', 'sending')
                      AND (e.state = 'sending' OR e.priority < 2))
      AND NOT EXISTS (SELECT FROM sessions s WHERE s.chat = o.chat AND s.updated_at > now() - interval '1 second')
    ORDER BY o.id LIMIT greatest(0, least($4::int, (SELECT floor(free) FROM pace)))::bigint FOR UPDATE OF o SKIP LOCKED),
  spent AS (UPDATE paces SET ${spend} WHERE (channel, account) = ($2, $3))
  UPDATE outbox o SET
    state = CASE WHEN due.stopped THEN 'skipped' ELSE 'sending' END, reason = CASE WHEN due.stopped THEN due.why END,
    body = CASE WHEN NOT due.stopped THEN o.body END, claimed_by = CASE WHEN NOT due.stopped THEN $1::int END,
    settled_at = CASE WHEN due.stopped THEN now() END, attempts = o.attempts + 1
  FROM due WHERE o.id = due.id
  RETURNING o.id, o.chat, o.kind, o.state, o.body, o.attempts, o.repeated, o.person_id, due.channel, due.account, due.chat_id`

const REMINDERS = 'o.priority = 2'
const ofAnnouncement = (at: number) =>
  `o.line = $2 || '/' || $3 AND o.announcement = $${at}::int AND EXISTS (SELECT FROM announcements a WHERE a.id = $${at}::int AND a.state = 'berjalan')`

/** Steady lines have parameters up to $7, slow ones up to $8; the announcement comes after them. */
const STATEMENTS = {
  steady: { reminders: claimSql(STEADY, REMINDERS), announcement: claimSql(STEADY, ofAnnouncement(8)) },
  slow: { reminders: claimSql(SLOW, REMINDERS), announcement: claimSql(SLOW, ofAnnouncement(9)) },
}

type Row = {
  id: string
  chat: string
  kind: MessageKind
  state: 'sending' | 'skipped'
  body: Buffer | null
  attempts: number
  repeated: boolean
  person_id: string | null
  channel: ChatAddress['channel']
  account: string
  chat_id: string
}

/** See Outbox.pushes. An account's pace is written down when it is first looked at. */
export async function pushSources(db: Database, accounts: readonly Account[]): Promise<PushSource[]> {
  const values = [accounts.map(({ channel }) => channel), accounts.map(({ account }) => account)]
  const { rows } = await db.pool.query<Account & { announcement: number | null }>({
    name: 'push-sources',
    text: `WITH line AS (SELECT * FROM unnest($1::text[], $2::text[]) x(channel, account)),
             known AS (INSERT INTO paces (channel, account) SELECT channel, account FROM line l
                       WHERE NOT EXISTS (SELECT FROM paces p WHERE (p.channel, p.account) = (l.channel, l.account))
                       ON CONFLICT DO NOTHING)
           SELECT l.channel, l.account, NULL::int AS announcement FROM line l
           WHERE EXISTS (SELECT FROM outbox o JOIN chats c ON c.id = o.chat WHERE o.state = 'queued' AND o.priority = 2
                         AND o.due_at <= now() + interval '1 millisecond' AND (c.channel, c.account) = (l.channel, l.account))
           UNION ALL
           SELECT l.channel, l.account, a.id FROM announcements a CROSS JOIN line l
           WHERE a.state = 'berjalan' AND EXISTS (SELECT FROM outbox o WHERE o.line = l.channel || '/' || l.account
                                                  AND o.announcement = a.id AND o.state = 'queued')
           ORDER BY announcement NULLS FIRST, channel, account`,
    values,
  })
  return rows.map(({ announcement, ...account }) => ({ account, announcement: announcement ?? undefined }))
}

/** Claims pushes, and words them: an announcement's text stands in the database once, and a name only with its owner. */
export class PushClaims {
  readonly #db: Database
  readonly #instance: number
  readonly #bodies = new Map<number, AnnouncementBody>()

  constructor(db: Database, instance: number) {
    this.#db = db
    this.#instance = instance
  }

  /** See Outbox.claimPushes. */
  async claim(
    { account, announcement }: PushSource,
    pace: PushPace,
    limit: number,
    replies: number,
  ): Promise<Claimed[]> {
    const which = announcement === undefined ? 'reminders' : 'announcement'
    const paceValues =
      pace.kind === 'steady'
        ? [Math.min(pace.perSecond, 1e9), Math.max(1, Math.min(pace.perSecond, 1e9) * CATCH_UP_S)]
        : [pace.perDay, pace.day, pace.afterMs]
    const { rows } = await this.#db.pool.query<Row>({
      name: `push-claim-${pace.kind}-${which}`,
      text: STATEMENTS[pace.kind][which],
      values: [
        this.#instance,
        account.channel,
        account.account,
        limit,
        replies,
        ...paceValues,
        ...(announcement === undefined ? [] : [announcement]),
      ],
    })
    const claimed = rows.filter(({ state }) => state === 'sending').sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
    return announcement === undefined ? claimed.map((row) => this.#own(row)) : this.#worded(announcement, claimed)
  }

  #own(row: Row): Claimed {
    return sendable(row, this.#db.keys.open('outbox', row.body!) as Reply)
  }

  async #worded(announcement: number, rows: Row[]): Promise<Claimed[]> {
    if (rows.length === 0) return []
    const body = await this.#body(announcement)
    const known = variablesIn(body.text).length > 0 ? await this.#variables(rows) : new Map<string, Variables>()
    return rows.map((row) => sendable(row, announcementReply(body, known.get(row.person_id ?? '') ?? NOBODY)))
  }

  async #body(announcement: number): Promise<AnnouncementBody> {
    const known = this.#bodies.get(announcement)
    if (known) return known
    const { rows } = await this.#db.pool.query<{ body: Buffer }>('SELECT body FROM announcements WHERE id = $1', [
      announcement,
    ])
    const body = this.#db.keys.open('announcement', rows[0]!.body) as AnnouncementBody
    this.#bodies.set(announcement, body)
    return body
  }

  async #variables(rows: readonly Row[]): Promise<Map<string, Variables>> {
    const found = await this.#db.pool.query<{ person_id: string; number: string; answers: Buffer }>({
      name: 'push-variables',
      text: `SELECT DISTINCT ON (person_id) person_id, number, answers FROM registrations
             WHERE person_id = ANY($1::uuid[]) AND erased_at IS NULL ORDER BY person_id, submitted_at DESC`,
      values: [rows.map(({ person_id }) => person_id)],
    })
    return new Map(
      found.rows.map(({ person_id, number, answers }) => {
        const { fullName } = this.#db.keys.open('registration', answers) as Answers
        return [person_id, { nama: typeof fullName === 'string' ? fullName : undefined, nomor: number }]
      }),
    )
  }
}

const NOBODY: Variables = { nama: undefined, nomor: undefined }

const sendable = (row: Row, reply: Reply): Claimed => ({
  row: row.id,
  chat: row.chat,
  to: { channel: row.channel, account: row.account, chatId: row.chat_id },
  kind: row.kind,
  reply,
  attempts: row.attempts,
  repeated: row.repeated,
})
