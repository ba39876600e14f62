/** Plays conversations through the real inbox, decisions and store; only time, numbers and delivery are ours. */

import { linkReply, makingOf } from '../src/announcement-files.ts'
import type { Brain } from '../src/app/decide.ts'
import { decideChats } from '../src/app/decide.ts'
import type { Log } from '../src/app/log.ts'
import type { Account, Claimed } from '../src/app/store.ts'
import { drawCourse } from '../src/cli/course-picture.ts'
import type { ChatAddress, Input, Reply } from '../src/domain/chat.ts'
import { type DocumentOutcome, isMade } from '../src/domain/kept-file.ts'
import type { LinkSeen } from '../src/domain/link.ts'
import { progressReply } from '../src/flows/announcing/progress.ts'
import { book } from '../src/flows/book.ts'
import { noticeReply } from '../src/flows/notices.ts'
import { keptModels } from '../src/knowledge/kept-models.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { makeMind } from '../src/knowledge/make-mind.ts'
import { contentMaker } from '../src/make-content.ts'
import { nudgeStaff } from '../src/nudge-job.ts'
import { remindingOf } from '../src/remind-job.ts'
import { endFinished } from '../src/store/announcements/ending.ts'
import { checkLinks } from '../src/store/announcements/links.ts'
import { makeFilesAskedFor } from '../src/store/announcements/made-files.ts'
import { startDue } from '../src/store/announcements/making.ts'
import { tellProgress } from '../src/store/announcements/progress.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { makeFiles } from '../src/store/files/kept-files.ts'
import { importPeople } from '../src/store/import-people.ts'
import { makeKeyring } from '../src/store/keyring.ts'
import { makeOutbox } from '../src/store/outbox.ts'
import { enforceRetention } from '../src/store/retention.ts'
import { remind } from '../src/store/schedule/remind.ts'
import { makeTurns } from '../src/store/turns.ts'
import { freshDatabase } from './fresh-database.ts'
import { MemoryShelf } from './memory-shelf.ts'

export const silentLog = { debug() {}, info() {}, warn() {}, error() {} }
export const silentMeter = { received() {}, decided() {}, settled() {}, reminded() {} }

const CONTENT = process.env.TEST_CONTENT ?? new URL('../content', import.meta.url).pathname
const knowledge = await loadKnowledge(CONTENT)
const mind = makeMind(knowledge, keptModels(knowledge))
export const stage = { knowledge, mind }

/** `changes`: an earlier message says this from now on. */
export type Said = { to: string; reply: Reply; changes?: true }

/** Who speaks: the person is "warga", and "wa" where they chat a second time, on WhatsApp; staff are "petugas" (Rina) and "kepala" (Hasan). */
export const addressOf = (who: string): ChatAddress => ({
  channel: who === 'wa' ? 'whatsapp' : 'telegram',
  account: '42',
  chatId: who,
})

const INSTANCE = 7
/** A process that is no more. */
const DEAD = 999_999
const ACCOUNTS: Account[] = [
  { channel: 'telegram', account: '42' },
  { channel: 'whatsapp', account: '42' },
]

/** A theatre has no internet: what a link says of itself is believed. */
const lookOf = (url: string): LinkSeen => ({ url, look: /hilang/.test(url) ? 'dead' : 'ok' })

export class Theatre {
  now = new Date('2026-11-24T02:00:00Z')
  /** Where the world reaches the assistant, if it does. */
  publicUrl: string | undefined
  /** How many pushes may still leave; without it all that are due leave at once. */
  pushesLeft = Number.POSITIVE_INFINITY
  readonly heard: Said[] = []
  /** What operators would read. */
  readonly logged: string[] = []
  readonly db: Database
  readonly url: string
  /** Where files lie. */
  readonly shelf = new MemoryShelf()
  #turns: ReturnType<typeof makeTurns>
  #brain: Brain
  readonly #drop: () => Promise<void>
  readonly #typed: boolean
  #events = 0
  #numbers = 0
  #codes = 0
  readonly #log = Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [
      level,
      (fields: object, message: string) => void this.logged.push(`${level} ${JSON.stringify(fields)} ${message}`),
    ]),
  ) as Log
  #deploys = 0
  #records = 0

  private constructor(db: Database, url: string, drop: () => Promise<void>, typed: boolean) {
    this.db = db
    this.url = url
    this.#drop = drop
    this.#typed = typed
    this.#turns = this.#newTurns(INSTANCE)
    const freshNumber = () => `LA-2026-${String(++this.#numbers).padStart(6, '0')}`
    const freshCode = () => String((48_217_359 + 7_918_273 * ++this.#codes) % 10 ** 8).padStart(8, '0')
    const clock = () => this.now
    let links = 0
    const freshUpload = () => {
      const token = String(++links).padStart(32, 'a')
      return this.publicUrl === undefined ? undefined : { token, link: `${this.publicUrl}/unggah/${token}` }
    }
    this.#brain = {
      book,
      knowledge,
      mind,
      clock,
      freshNumber,
      freshCode,
      freshUpload,
      log: this.#log,
      meter: silentMeter,
    }
  }

  #newTurns(instance: number): ReturnType<typeof makeTurns> {
    return makeTurns(this.db, {
      accounts: () => ACCOUNTS,
      instance,
      clock: () => this.now,
      draftDays: knowledge.office.retention.draftDays,
    })
  }

  /** Another process takes over. Nothing lives on but the database and the shelf. */
  async deploys(): Promise<void> {
    const fresh = await loadKnowledge(CONTENT)
    this.#turns = this.#newTurns(INSTANCE + ++this.#deploys)
    this.#brain = { ...this.#brain, knowledge: fresh, mind: makeMind(fresh, keptModels(fresh)) }
  }

  /** As every night. */
  async cleans(): Promise<void> {
    await enforceRetention(this.db, knowledge.office.retention, this.now)
  }

  /** `typed`: what is offered last is picked by its number. */
  static async open(typed = false): Promise<Theatre> {
    const { url, drop } = await freshDatabase()
    const db = openDatabase(
      url,
      makeKeyring(() => [Buffer.alloc(32, 1)]),
      () => {},
    )
    await db.pool.query(
      `INSERT INTO staff (id, name, role, channel, chat_id) VALUES
         ('00000000-0000-4000-8000-000000000001', 'Rina', 'petugas', 'telegram', 'petugas'),
         ('00000000-0000-4000-8000-000000000002', 'Hasan', 'admin', 'telegram', 'kepala')`,
    )
    return new Theatre(db, url, drop, typed)
  }

  /** An alumna of the office's list, under a number that is the same each time. */
  async imports(fullName: string, birthDate: string, batch: string): Promise<void> {
    const number = `LA-2026-1000000${++this.#records}`
    const [id, scheme] = [batch.toLowerCase().replaceAll(' ', '-'), 'gtog-jepang-careworker']
    await this.db.pool.query(
      "INSERT INTO batches (id, scheme, name, starts) VALUES ($1, $2, $3, '2019-01-01') ON CONFLICT DO NOTHING",
      [id, scheme, batch],
    )
    const answers = {
      fullName,
      birthDate,
      phone: '+6281234567890',
      province: '63',
      regency: '63.71',
      schemes: [scheme],
    }
    const person = { nik: undefined, fullName, birthDate, schemes: [scheme], batch: id, stage: undefined, answers }
    await this.db.transaction((client) =>
      importPeople({ client, keys: this.db.keys, kind: 'alumni', now: this.now }, [person]),
    )
    await this.db.pool.query(
      "UPDATE registrations SET number = $1 WHERE imported_at = $2 AND number NOT LIKE 'LA-2026-1000000%'",
      [number, this.now],
    )
  }

  /** What everybody hears because of it, in order. */
  async does(who: string, input: Input, { group = false } = {}): Promise<Said[]> {
    await this.#turns.receive([{ id: `e${++this.#events}`, from: addressOf(who), at: this.now, group, input }])
    return this.#settle()
  }

  /** Several messages that are read in one go. */
  async burst(who: string, texts: string[]): Promise<Said[]> {
    await this.#turns.receive(
      texts.map((text) => ({
        id: `e${++this.#events}`,
        from: addressOf(who),
        at: this.now,
        group: false,
        input: { kind: 'text', text },
      })),
    )
    return this.#settle()
  }

  get files() {
    return makeFiles({ db: this.db, shelf: this.shelf, accounts: () => ACCOUNTS, instance: INSTANCE })
  }

  /** Every file that is wanted is fetched, with this outcome. What everybody hears because of it. */
  async fetches(outcome: DocumentOutcome): Promise<Said[]> {
    const { files } = this
    for (const wanted of await files.claim(10, []))
      if (outcome === 'kept') await files.keep(wanted, Buffer.from('isi foto'), 'image/jpeg')
      else await files.refuse(wanted, outcome)
    return this.#settle()
  }

  /** Makes the files that are to be made. False: there was none. */
  async #makes(): Promise<boolean> {
    const files = this.files
    const make = contentMaker({ db: this.db, knowledge, clock: () => this.now })
    const claimed = await files.claim(10, [])
    for (const wanted of claimed)
      if (isMade(wanted.purpose)) {
        const made = await make(wanted)
        await (made ? files.keep(wanted, made, wanted.file.mime) : files.refuse(wanted, 'gone'))
      } else await files.later(wanted, 0)
    return claimed.some(({ purpose }) => isMade(purpose))
  }

  /** What the assistant says unasked at this moment. */
  async reminds(): Promise<Said[]> {
    await remind(this.db, remindingOf(knowledge, []), this.now)
    await nudgeStaff(this.db, knowledge, ACCOUNTS, this.now)
    return this.#settle()
  }

  async #settle(): Promise<Said[]> {
    const decide = () => this.#turns.take(10, async (tx) => tx.save(await decideChats(this.#brain, tx)))
    let made = false
    do {
      let decided = false
      while (await decide()) decided = true
      made = decided && (await this.#makes())
    } while (made)
    return [...(await this.#deliver()), ...(await this.#push()), ...(await this.#deliver())]
  }

  /** People who wrote once and are silent now. */
  async crowd(count: number): Promise<void> {
    await this.db.pool.query(
      `WITH person AS (INSERT INTO people (created_at) SELECT now() - interval '1 day' FROM generate_series(1, $1) RETURNING id),
         chat AS (INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', 'orang ' || id, id FROM person RETURNING id)
       INSERT INTO sessions (chat, body, updated_at) SELECT id, 'x', now() - interval '1 hour' FROM chat`,
      [count],
    )
  }

  /** So many pushes more may leave from now on. */
  async lets(count: number): Promise<Said[]> {
    this.pushesLeft = count
    return this.#settle()
  }

  /** A process dies with so many pushes on their way. */
  async dies(count: number): Promise<void> {
    await this.#hush()
    await this.#claim(DEAD, count)
    await this.#outbox(INSTANCE).recover()
  }

  readonly #outbox = (instance: number) => makeOutbox(this.db, () => ACCOUNTS, instance)

  async #claim(instance: number, limit: number): Promise<Claimed[]> {
    const outbox = this.#outbox(instance)
    const [source] = await outbox.pushes()
    const pace = { kind: 'steady', perSecond: Number.POSITIVE_INFINITY } as const
    return source ? outbox.claimPushes(source, pace, Math.min(limit, 1000), 0) : []
  }

  /** Whoever wrote has been silent for a while: between two lines there is a minute. */
  async #hush(): Promise<void> {
    await this.db.pool.query(
      `WITH talking AS (UPDATE sessions SET updated_at = updated_at - interval '2 seconds'
                        WHERE updated_at > now() - interval '2 seconds' RETURNING chat)
       UPDATE people p SET created_at = p.created_at - interval '2 seconds' FROM talking t JOIN chats c ON c.id = t.chat WHERE p.id = c.person_id`,
    )
  }

  /** What is due leaves; announcements begin and end. */
  async #push(): Promise<Said[]> {
    await checkLinks(this.db, { look: async (links) => links.map(lookOf), words: linkReply })
    await startDue(this.db, this.now)
    if ((await this.#outbox(INSTANCE).pushes()).length > 0) await this.#hush()
    const said: Said[] = []
    while (this.pushesLeft > 0) {
      const claimed = await this.#claim(INSTANCE, this.pushesLeft)
      if (claimed.length === 0) break
      await this.#outbox(INSTANCE).settle(claimed.map(({ row }) => ({ row, state: 'sent', platformId: row })))
      this.pushesLeft -= claimed.length
      said.push(...claimed.map(({ to, reply }) => ({ to: to.chatId, reply })))
    }
    await this.#tellProgress()
    await endFinished(this.db, ({ id, tally }) =>
      noticeReply(knowledge, { about: 'announced', announcement: id, tally }),
    )
    await makeFilesAskedFor(this.db, this.shelf, makingOf({ store: this, knowledge, draw: drawCourse }))
    const shown = said.filter(({ to }) => !to.startsWith('orang '))
    this.heard.push(...shown)
    return shown
  }

  /** Whoever made an announcement sees how it goes; some time has passed since they last did. */
  async #tellProgress(): Promise<void> {
    await this.db.pool.query(
      "UPDATE announcements SET started_at = started_at - interval '1 minute', progress_at = progress_at - interval '1 minute' WHERE started_at > now() - interval '1 minute' OR progress_at > now() - interval '1 minute'",
    )
    await tellProgress(this.db, progressReply)
  }

  async #deliver(): Promise<Said[]> {
    const { rows } = await this.db.pool.query<{ id: string; body: Buffer; chat_id: string; edits: string | null }>(
      `WITH due AS (SELECT id, body, chat, edits FROM outbox WHERE state IN ('queued', 'sending') AND priority < 2),
            sent AS (UPDATE outbox o SET state = 'sent', body = NULL, settled_at = now(), platform_id = coalesce(o.edits, o.id::text)
                     FROM due WHERE o.id = due.id)
       SELECT d.id, d.body, c.chat_id, d.edits FROM due d JOIN chats c ON c.id = d.chat ORDER BY d.id`,
    )
    const said = rows.map(({ body, chat_id: to, edits }) => {
      const reply = this.db.keys.open('outbox', body) as Reply
      return { to, reply, ...(edits !== null && { changes: true as const }) }
    })
    this.heard.push(...said)
    return said
  }

  /** Picks a choice on whichever message showed it last. */
  picks(who: string, label: string): Input {
    const asked = this.heard.filter((said) => said.to === who && said.reply.choices)
    const found = asked.flatMap(({ reply }) => reply.choices!).findLast((choice) => choice.label === label)
    if (!found) throw new Error(`${who} never saw a button "${label}"`)
    const numbered = this.heard.findLast((said) => said.to === who && !said.reply.aside)?.reply.choices ?? []
    const at = numbered.findIndex((choice) => choice.id === found.id)
    return this.#typed && at >= 0 ? { kind: 'text', text: `${at + 1}` } : { kind: 'choice', id: found.id }
  }

  /** The code to join chats, or to become staff, that somebody was shown last. */
  code(): string {
    const found = this.heard.findLast((said) => /Kode Kakak:|kirim persis ini:/.test(said.reply.text))
    const [code] = /\d{4} \d{4}/.exec(found?.reply.text ?? '') ?? []
    if (!code) throw new Error('nobody was shown a code')
    return code
  }

  async close(): Promise<void> {
    await this.db.close()
    await this.#drop()
  }
}
