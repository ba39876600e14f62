import type { KeyChange, LoginStore } from '../app/login.ts'
import type { Client, Database } from './database.ts'
import { makeInbox } from './inbox.ts'
import { type HashId, makeLoginIds } from './login-ids.ts'
import { noteReceipts } from './receipts.ts'
import { noteNumbers } from './staff-numbers.ts'

/** Who wrote within so many days is there. */
const LATELY_DAYS = 7

/** The condition of an account that is well. */
export const CONNECTED = 'connected'

/** The login of one account, and the messages that come in by its keys. */
export function makeLogin(db: Database, account: string): LoginStore {
  const inbox = makeInbox(db)
  const ids = makeLoginIds(db, account)
  const query = (name: string, text: string, values: unknown[]) => db.pool.query({ name, text, values })
  const open = (purpose: string, row: { body: Buffer } | undefined) =>
    row ? (db.keys.open(purpose, row.body) as string) : undefined
  async function dropSent(ids: readonly string[]): Promise<void> {
    await query('sent-drop', 'DELETE FROM sent_bodies WHERE account = $1 AND id = ANY($2::text[])', [account, ids])
  }
  return {
    async load() {
      const { rows } = await query(
        'login-load',
        'SELECT body FROM logins WHERE account = $1 AND body IS NOT NULL AND NOT leaving',
        [account],
      )
      return open('login', rows[0])
    },
    async save(credentials, number) {
      await query(
        'login-save',
        `INSERT INTO logins (account, body, number) VALUES ($1, $2, $3)
         ON CONFLICT (account) DO UPDATE SET body = EXCLUDED.body, number = coalesce(EXCLUDED.number, logins.number)`,
        [account, db.keys.seal('login', credentials), number],
      )
    },
    async read(kind, wanted) {
      const hash = await ids()
      const known = new Map(wanted.map((id) => [hash(kind, id), id]))
      const { rows } = await query(
        'login-keys',
        'SELECT id, body FROM login_keys WHERE account = $1 AND kind = $2 AND id = ANY($3::text[])',
        [account, kind, [...known.keys()]],
      )
      return new Map(rows.map((row) => [known.get(row.id)!, open('login-key', row)!]))
    },
    async write(changes, events) {
      const hash = await ids()
      const chats = await inbox.chatsOf(events)
      await db.transaction(async (client, commit) => {
        await Promise.all([
          changeKeys(db, client, account, hashed(changes, hash)),
          ...(events.length > 0 ? [inbox.write(client, events, chats), noteNumbers(client, events, chats)] : []),
          commit(),
        ])
      })
    },
    async clear() {
      await query(
        'login-clear',
        `UPDATE logins SET body = NULL, number = NULL, leaving = false, time_lock_until = NULL, cap_until = NULL
         WHERE account = $1`,
        [account],
      )
      await query('login-clear-keys', 'DELETE FROM login_keys WHERE account = $1', [account])
      await query('login-clear-sent', 'DELETE FROM sent_bodies WHERE account = $1', [account])
    },
    async leaving() {
      const { rows } = await query('login-leaving', 'SELECT FROM logins WHERE account = $1 AND leaving', [account])
      return rows.length > 0
    },
    async report(problem) {
      await query(
        'login-report',
        `INSERT INTO logins (account, condition, condition_at) VALUES ($1, $2, now())
         ON CONFLICT (account) DO UPDATE SET condition = EXCLUDED.condition, condition_at = EXCLUDED.condition_at,
           told = CASE WHEN EXCLUDED.condition = $3 THEN NULL ELSE logins.told END`,
        [account, problem ?? CONNECTED, CONNECTED],
      )
    },
    async restrict(kind, until) {
      await query(
        'login-restrict',
        `INSERT INTO logins (account, time_lock_until, cap_until)
         VALUES ($1, CASE WHEN $2 = 'time-lock' THEN $3::timestamptz END, CASE WHEN $2 = 'cap' THEN $3::timestamptz END)
         ON CONFLICT (account) DO UPDATE SET
           time_lock_until = CASE WHEN $2 = 'time-lock' THEN $3::timestamptz ELSE logins.time_lock_until END,
           cap_until = CASE WHEN $2 = 'cap' THEN $3::timestamptz ELSE logins.cap_until END`,
        [account, kind, until ?? null],
      )
    },
    async known(chatId) {
      const { rows } = await query(
        'login-known',
        `SELECT FROM chats c WHERE (c.channel, c.account, c.chat_id) = ('whatsapp', $1, $2)
           AND (c.known_at IS NOT NULL OR EXISTS (
             SELECT FROM inbox i WHERE i.chat = c.id AND i.received_at > now() - $3 * interval '1 day'))`,
        [account, chatId, LATELY_DAYS],
      )
      return rows.length > 0
    },
    async noteKnown(chatId) {
      await query(
        'login-note-known',
        `UPDATE chats SET known_at = now() WHERE (channel, account, chat_id) = ('whatsapp', $1, $2)`,
        [account, chatId],
      )
    },
    async keepSent(id, chatId, body) {
      await query(
        'sent-keep',
        `INSERT INTO sent_bodies (account, id, chat, body)
         SELECT $1, $2, c.id, $4 FROM chats c WHERE (c.channel, c.account, c.chat_id) = ('whatsapp', $1, $3)
         ON CONFLICT (account, id) DO NOTHING`,
        [account, id, chatId, db.keys.seal('sent', body)],
      )
    },
    async sent(id) {
      const { rows } = await query('sent-find', 'SELECT body FROM sent_bodies WHERE account = $1 AND id = $2', [
        account,
        id,
      ])
      return open('sent', rows[0])
    },
    dropSent,
    async arrived(receipts) {
      await Promise.all([dropSent(receipts.map(({ platformId }) => platformId)), noteReceipts(db, receipts)])
    },
  }
}

export type LoginState = {
  linked: boolean
  number: string | undefined
  leaving: boolean
  condition: string | undefined
  conditionAt: Date | undefined
  /** Until then it may write to nobody new. */
  restrictedUntil: Date | undefined
}

/** What is known of a login, for those who look at it from outside. */
export async function loginState(db: Database, account: string): Promise<LoginState> {
  const { rows } = await db.pool.query(
    `SELECT body IS NOT NULL AS linked, number, leaving, condition, condition_at,
       (SELECT max(x) FROM unnest(ARRAY[time_lock_until, cap_until]) x WHERE x > now()) AS restricted_until
     FROM logins WHERE account = $1`,
    [account],
  )
  const {
    linked = false,
    number,
    leaving = false,
    condition,
    condition_at: conditionAt,
    restricted_until: until,
  } = rows[0] ?? {}
  return {
    linked,
    number: number ?? undefined,
    leaving,
    condition: condition ?? undefined,
    conditionAt: conditionAt ?? undefined,
    restrictedUntil: until ?? undefined,
  }
}

/** The process that holds the line unlinks the number. */
export async function askToLeave(db: Database, account: string): Promise<void> {
  await db.pool.query('UPDATE logins SET leaving = true WHERE account = $1 AND body IS NOT NULL', [account])
}

const hashed = (changes: readonly KeyChange[], hash: HashId): KeyChange[] =>
  changes.map((change) => ({ ...change, id: hash(change.kind, change.id) }))

async function changeKeys(db: Database, client: Client, account: string, changes: readonly KeyChange[]): Promise<void> {
  const kept = changes.filter(({ value }) => value !== null)
  const gone = changes.filter(({ value }) => value === null)
  const lists = (some: readonly KeyChange[]) => [account, some.map(({ kind }) => kind), some.map(({ id }) => id)]
  const put = kept.length > 0 && {
    name: 'login-keys-put',
    text: `INSERT INTO login_keys (account, kind, id, body) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bytea[])
           ON CONFLICT (account, kind, id) DO UPDATE SET body = EXCLUDED.body`,
    values: [...lists(kept), kept.map(({ value }) => db.keys.seal('login-key', value))],
  }
  const drop = gone.length > 0 && {
    name: 'login-keys-drop',
    text: `DELETE FROM login_keys k USING unnest($2::text[], $3::text[]) x(kind, id)
           WHERE k.account = $1 AND k.kind = x.kind AND k.id = x.id AND k.id = ANY($3::text[])`,
    values: lists(gone),
  }
  await Promise.all([put, drop].map((statement) => (statement ? client.query(statement) : undefined)))
}
