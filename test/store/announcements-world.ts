/** A database with people who may be written to, and processes that send. */
import type { Account, Claimed, PushPace, Settlement } from '../../src/app/store.ts'
import type { Audience, Tally } from '../../src/domain/announcement.ts'
import { endFinished } from '../../src/store/announcements/ending.ts'
import { seeAnnouncement } from '../../src/store/announcements/ledger.ts'
import { makeAnnouncement, startDue } from '../../src/store/announcements/making.ts'
import type { Database } from '../../src/store/database.ts'
import { makeOutbox } from '../../src/store/outbox.ts'
import { openFresh } from '../fresh-database.ts'

export const BOT: Account = { channel: 'telegram', account: '42' }
const FAST: PushPace = { kind: 'steady', perSecond: Number.POSITIVE_INFINITY }

export type Somebody = {
  name?: string
  stage?: string
  scheme?: string
  batch?: string
  province?: string
  stopped?: true
  left?: true
  /** Imported by the office: no chat. */
  chatless?: true
  /** Has not written since *hapus data*. */
  silent?: true
  account?: Account
}

export class World {
  readonly db: Database
  readonly #close: () => Promise<void>
  #people = 0

  private constructor(db: Database, close: () => Promise<void>) {
    this.db = db
    this.#close = close
  }

  static async open(): Promise<World> {
    const { db, close } = await openFresh()
    return new World(db, close)
  }

  close = () => this.#close()

  async clear(): Promise<void> {
    this.#people = 0
    await this.db.pool.query(
      'TRUNCATE people, chats, outbox, announcements, paces, pauses, registrations, staff, logins, audit RESTART IDENTITY CASCADE',
    )
  }

  async sql<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.db.pool.query(text, values)).rows as T[]
  }

  /** Returns the person's id; the platform's chat id is their number, from 1. */
  async person(somebody: Somebody = {}): Promise<string> {
    const { name, stage, scheme = 'gtog-korea', batch, province, stopped, left, chatless, silent } = somebody
    const { channel, account } = somebody.account ?? BOT
    const number = ++this.#people
    const [row] = await this.sql<{ id: string }>(
      "INSERT INTO people (created_at, stopped_at) VALUES (now() - interval '1 day', CASE WHEN $1 THEN now() END) RETURNING id",
      [stopped === true],
    )
    const { id } = row!
    if (!chatless)
      await this.sql(
        `WITH chat AS (INSERT INTO chats (channel, account, chat_id, person_id, state) VALUES ($1, $2, $3, $4, $5) RETURNING id)
         INSERT INTO sessions (chat, body, updated_at) SELECT id, 'x', now() - CASE WHEN $6 THEN interval '2 days' ELSE interval '1 hour' END FROM chat`,
        [channel, account, String(number), id, left ? 'left' : 'open', silent === true],
      )
    if (stage) {
      const answers = this.db.keys.seal('registration', name === undefined ? {} : { fullName: name })
      await this.sql(
        `INSERT INTO registrations (number, person_id, stage, schemes, answers, batch, province) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [`LA-2026-${String(number).padStart(6, '0')}`, id, stage, [scheme], answers, batch ?? null, province ?? null],
      )
    }
    return id
  }

  people = async (count: number, somebody: Somebody = {}) => {
    for (let n = 0; n < count; n++) await this.person(somebody)
  }

  /** Makes an announcement that is due, and starts it. */
  async announce(text: string, audience: Audience = { segment: {} }): Promise<number> {
    const id = await this.make(text, { audience })
    await startDue(this.db, new Date())
    return id
  }

  make(
    text: string,
    more: { audience?: Audience; startsAt?: Date; by?: string; chat?: string; needsApproval?: boolean } = {},
  ) {
    const { audience = { segment: {} }, startsAt = new Date(), by = 'langkah', chat, needsApproval = false } = more
    return this.db.transaction((client) =>
      makeAnnouncement(client, this.db.keys, { body: { text }, audience, startsAt, by, chat, needsApproval }),
    )
  }

  sender(instance: number, accounts: Account[] = [BOT]) {
    const outbox = makeOutbox(this.db, () => accounts, instance)
    const claim = async (
      announcement: number,
      { pace = FAST, limit = 100, replies = 0, account = accounts[0]! } = {},
    ) => {
      await outbox.pushes()
      return outbox.claimPushes({ account, announcement }, pace, limit, replies)
    }
    const settle = (claimed: readonly Claimed[], make: (row: string, n: number) => Settlement = sent) =>
      outbox.settle(claimed.map(({ row }, n) => make(row, n)))
    return { outbox, claim, settle }
  }

  async tally(id: number): Promise<Tally> {
    return (await seeAnnouncement(this.db.pool, this.db.keys, id))!.tally
  }

  async state(id: number): Promise<string> {
    const [row] = await this.sql<{ state: string }>('SELECT state FROM announcements WHERE id = $1', [id])
    return row!.state
  }

  end = (report = () => ({ text: 'selesai' })) => endFinished(this.db, report)
}

export const sent = (row: string): Settlement => ({ row, state: 'sent', platformId: row })
