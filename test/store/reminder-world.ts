/** People with registrations, dates, and rounds of reminding at any time, on a database of its own. */
import type { Lacking } from '../../src/domain/document.ts'
import type { Saying } from '../../src/domain/schedule/plan.ts'
import type { ScheduledDate } from '../../src/domain/schedule/scheduled-date.ts'
import type { Work, WorkSaying } from '../../src/domain/work.ts'
import { civilIn } from '../../src/domain/zone.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { type Saved, saveDate } from '../../src/store/schedule/dates.ts'
import { planSteps } from '../../src/store/schedule/plan.ts'
import { remind } from '../../src/store/schedule/remind.ts'
import { keepWork } from '../../src/store/work/keep.ts'
import { freshDatabase } from '../fresh-database.ts'

const RULE = { days: [30, 7, 3, 1, 0], hour: '09:00', morning: '07:00' }
const KINDS = [
  'daftar-buka',
  'daftar-tutup',
  'cek-dokumen',
  'ujian',
  'wawancara',
  'kelas',
  'mcu',
  'pembekalan',
  'berangkat',
]

/** What is said of a date of this kind tells what is still owed. */
const CHECKS = 'cek-dokumen'

export const EXAM: ScheduledDate = {
  id: 'ujian-1',
  kind: 'ujian',
  scheme: 'gtog-korea',
  stages: ['seleksi'],
  day: '2027-03-25',
  time: '09:00',
  zone: 'Asia/Makassar',
  place: 'Banjarbaru',
  bring: ['KTP'],
  source: 'pengumuman',
  confirmedBy: 'Rina',
  cancelled: false,
}

/** " kurang ktp, paspor", " ganti ktp", and for whoever has sent nothing " perlu ktp, paspor". */
const owes = ({ begun, replace, expired, missing }: Lacking): string =>
  Object.entries({ ganti: replace, lewat: expired, [begun ? 'kurang' : 'perlu']: missing })
    .map(([what, documents]) => (documents.length > 0 ? ` ${what} ${documents.join(', ')}` : ''))
    .join('')

const HOURS = new Set(['02', '07', '09', '10', '12'])

/** What the office's clock says. */
export const wita = (moment: string): Date => new Date(`${moment.replace(' ', 'T')}:00+08:00`)

export class ReminderWorld {
  readonly db: Database
  readonly url: string
  readonly #drop: () => Promise<void>

  private constructor(url: string, drop: () => Promise<void>) {
    this.url = url
    this.#drop = drop
    this.db = this.process()
  }

  static async open(): Promise<ReminderWorld> {
    const { url, drop } = await freshDatabase()
    return new ReminderWorld(url, drop)
  }

  /** In a process of its own. */
  static on(url: string): ReminderWorld {
    return new ReminderWorld(url, async () => {})
  }

  /** Many people who are registered alike, each with a chat. */
  async crowd(count: number): Promise<void> {
    await this.db.pool.query(
      `WITH n AS (SELECT i, gen_random_uuid() AS person FROM generate_series(1, $1::int) i),
            p AS (INSERT INTO people (id) SELECT person FROM n),
            c AS (INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', 'c' || i, person FROM n)
       INSERT INTO registrations (number, person_id, stage, schemes, answers) SELECT 'LA-' || i, person, 'seleksi', '{gtog-korea}', 'x' FROM n`,
      [count],
    )
  }

  /** Another process on the same database. */
  process(): Database {
    return openDatabase(
      this.url,
      makeKeyring(() => [Buffer.alloc(32, 3)]),
      () => {},
    )
  }

  /** Somebody who is registered. `chats`: the one used last is last. */
  async person(
    number: string,
    {
      stage = 'seleksi',
      schemes = ['gtog-korea'],
      province = null as string | null,
      chats = ['telegram'],
      batch = null as string | null,
    } = {},
  ): Promise<string> {
    const { rows } = await this.db.pool.query<{ id: string }>('INSERT INTO people DEFAULT VALUES RETURNING id')
    const { id } = rows[0]!
    await this.db.pool.query(
      `INSERT INTO registrations (number, person_id, stage, schemes, answers, province, batch) VALUES ($1, $2, $3, $4, 'x', $5, $6)`,
      [number, id, stage, schemes, province, batch],
    )
    for (const [i, channel] of chats.entries()) await this.chat(id, channel, `${number}-${i}`, i)
    return id
  }

  async chat(person: string, channel: string, chatId: string, age = 0): Promise<void> {
    await this.db.pool.query(
      `WITH c AS (INSERT INTO chats (channel, account, chat_id, person_id) VALUES ($1, '42', $2, $3) RETURNING id)
       INSERT INTO sessions (chat, body, updated_at) SELECT id, 'x', now() + $4 * interval '1 minute' FROM c`,
      [channel, chatId, person, age],
    )
  }

  /** Somebody has sent a document, or once more. */
  async sent(
    person: string,
    document: string,
    { state = 'diterima', expires = null as string | null } = {},
  ): Promise<void> {
    await this.db.pool.query(
      `INSERT INTO documents (person_id, document, state, expires) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person_id, document) DO UPDATE SET state = EXCLUDED.state, expires = EXCLUDED.expires`,
      [person, document, state, expires],
    )
  }

  save(date: ScheduledDate, now: Date): Promise<Saved> {
    return this.db.transaction((client) => saveDate(client, date, { by: 'langkah', now }))
  }

  /** One round, as a process does it every minute. */
  round(now: Date, db = this.db): Promise<Record<string, number>> {
    return remind(db, this.#reminding, now)
  }

  /** The first half of a round, after which the process dies. */
  async planOnly(now: Date): Promise<number> {
    return this.db.transaction((client) => planSteps(client, this.#reminding, now))
  }

  /** Somebody says, or the office's list says of them, where they work. */
  async works(person: string, work: Work, now: Date, by: 'orang' | 'kantor' = 'orang'): Promise<void> {
    const { keys } = this.db
    await this.db.transaction((client) => keepWork({ client, keys, now }, person, work, by))
  }

  async workStates(): Promise<Record<string, number>> {
    const { rows } = await this.db.pool.query<{ state: string; n: number }>(
      'SELECT state, count(*)::int AS n FROM work_reminders GROUP BY state',
    )
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
  }

  get #reminding() {
    return {
      kinds: Object.fromEntries(KINDS.map((kind) => [kind, { ...RULE, documents: kind === CHECKS }])) as never,
      checklists: [
        {
          id: 'gtog-korea',
          documents: [
            { document: 'ktp', when: 'awal' as const },
            { document: 'paspor', when: 'awal' as const },
            { document: 'skck', when: 'nanti' as const },
          ],
        },
        { id: 'gtog-jerman', documents: [{ document: 'str', when: 'awal' as const }] },
      ],
      officeZone: 'Asia/Makassar' as const,
      accounts: [],
      word: ({ date, step, told, lacking }: Saying) => ({
        text: `${step} ${date.id} ${date.day}${told ? ` tadinya ${told.day}` : ''}${lacking ? owes(lacking) : ''}`,
      }),
      checkins: {
        after: [1, 6],
        hour: '10:00',
        remindDays: 3,
        invite: (months: number) => ({ text: `apa kabar ${months}` }),
        again: { text: 'belum dijawab' },
      },
      work: {
        rules: {
          kontrak: { days: [180, 90, 30], hour: '09:00', morning: '09:00' },
          nenkin: { days: [365, 30, 7], hour: '09:00', morning: '09:00' },
        },
        word: ({ about, day, was, today }: WorkSaying) => ({
          text: `${about} ${day}${was ? ` tadinya ${was}` : ''} pada ${today}`,
        }),
      },
      documents: { days: [30], hour: '09:00', word: (document: string) => ({ text: `habis ${document}` }) },
      form: { days: [2, 7], hour: '10:00', word: (n: number) => ({ text: `lanjutkan ${n}` }) },
    }
  }

  /** Rounds between two moments, a few a day: those of the hours in which something is due, and one in the night. */
  async live(from: Date, until: Date): Promise<void> {
    for (let at = from.getTime(); at <= until.getTime(); at += 60 * 60_000)
      if (at - from.getTime() < 3 * 60 * 60_000 || HOURS.has(civilIn('Asia/Makassar', new Date(at)).time.slice(0, 2)))
        await this.round(new Date(at))
  }

  /** What was put into the outbox, with whom it is for, in order; `sent`: all of it leaves meanwhile. */
  async said(): Promise<string[]> {
    const { rows } = await this.db.pool.query<{
      chat_id: string
      body: Buffer
      kind: string
      priority: number
      id: string
    }>(
      `SELECT o.id, o.body, o.kind, o.priority, c.chat_id FROM outbox o JOIN chats c ON c.id = o.chat WHERE o.state = 'queued' ORDER BY o.id`,
    )
    await this.db.pool.query(`UPDATE outbox SET state = 'sent', body = NULL, settled_at = now() WHERE state = 'queued'`)
    return rows.map(
      ({ chat_id, body }) => `${chat_id}: ${(this.db.keys.open('outbox', body) as { text: string }).text}`,
    )
  }

  async states(): Promise<Record<string, number>> {
    const { rows } = await this.db.pool.query<{ state: string; n: number }>(
      'SELECT state, count(*)::int AS n FROM reminders GROUP BY state',
    )
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
  }

  async close(): Promise<void> {
    await this.db.close()
    await this.#drop()
  }
}
