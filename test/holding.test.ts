/** An account that only one process may hold, and whose messages only that one may send. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChannelAdapter, FileError } from '../src/app/ports.ts'
import { type Assistant, startAssistant } from '../src/assistant.ts'
import type { ChatEvent, Reply } from '../src/domain/chat.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { HOLD_LOCK, startInstance } from '../src/store/instance.ts'
import { makeKeyring } from '../src/store/keyring.ts'
import { until } from './contracts/until.ts'
import { freshDatabase } from './fresh-database.ts'
import { gate } from './gate.ts'
import { MemoryShelf } from './memory-shelf.ts'
import { silentLog, silentMeter, stage } from './theatre.ts'

/** A line that is open between start() and close(). */
class TiedAdapter implements ChannelAdapter {
  readonly channel = 'whatsapp'
  readonly account = 'utama'
  readonly exclusive = true
  readonly tied = true
  static most = 0
  static #open = 0
  starts = 0
  readonly shown: string[] = []
  #receive: ((events: ChatEvent[]) => Promise<void>) | undefined

  async start(receive: (events: ChatEvent[]) => Promise<void>): Promise<void> {
    this.starts++
    this.#receive = receive
    TiedAdapter.most = Math.max(TiedAdapter.most, ++TiedAdapter.#open)
  }
  get open(): boolean {
    return this.#receive !== undefined
  }
  async hears(text: string): Promise<void> {
    const from = { channel: 'whatsapp', account: 'utama', chatId: '1001@lid' } as const
    await this.#receive!([{ id: text, from, at: new Date(), group: false, input: { kind: 'text', text } }])
  }
  async send(_: unknown, { text }: Reply): Promise<{ platformId: string }> {
    if (!this.open) throw new Error('a message on a line that is not open')
    this.shown.push(text)
    return { platformId: '1' }
  }
  async fetch(): Promise<Buffer> {
    throw new FileError('gone', 'nothing was sent here')
  }
  health(): undefined {}
  async stop(): Promise<void> {}
  async close(): Promise<void> {
    if (this.open) TiedAdapter.#open--
    this.#receive = undefined
  }
}

describe('a number that one process holds', { timeout: 30_000 }, () => {
  let url: string
  let drop: () => Promise<void>
  let running: { assistant: Assistant; db: Database; adapter: TiedAdapter }[]

  beforeEach(async () => {
    ;({ url, drop } = await freshDatabase())
    running = []
    TiedAdapter.most = 0
  })
  afterEach(async () => {
    for (const { assistant, db } of running) {
      await assistant.stop()
      await db.close()
    }
    await drop()
  })

  async function another() {
    const keys = makeKeyring(() => [Buffer.alloc(32, 1)])
    const db = openDatabase(url, keys, () => {})
    const adapter = new TiedAdapter()
    const assistant = await startAssistant({
      store: { db, url, shelf: new MemoryShelf(), close: async () => {} },
      knowledge: stage.knowledge,
      adapters: [adapter],
      rates: {},
      role: 'all',
      log: silentLog,
      meter: silentMeter,
    })
    const one = { assistant, db, adapter }
    running.push(one)
    return one
  }

  it('is held by the first, who alone decides and sends what comes in', async () => {
    const first = await another()
    await until(() => first.adapter.open)
    const second = await another()
    for (const text of ['menu', 'bantuan', 'jadwal']) await first.adapter.hears(text)
    await until(() => first.adapter.shown.length === 3)
    expect([second.adapter.starts, second.adapter.shown]).toEqual([0, []])
  })

  it('is let go at once by who is no more sure to hold it, and taken up again; never held twice', async () => {
    const first = await another()
    await until(() => first.adapter.open)
    const second = await another()
    const { rowCount } = await first.db.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1::oid
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [HOLD_LOCK],
    )
    expect(rowCount).toBe(1)
    await until(() => first.adapter.starts + second.adapter.starts === 2, 10_000)
    const holder = first.adapter.open ? first : second
    await holder.adapter.hears('menu')
    await until(() => holder.adapter.shown.length === 1)
    expect(TiedAdapter.most).toBe(1)
  })

  it('is taken up by the next one a while after the first has heard that it is lost', async () => {
    const [first, second] = [await startInstance(url, () => {}), await startInstance(url, () => {})]
    const pool = new pg.Pool({ connectionString: url })
    for (const name of ['satu', 'dua', 'tiga']) {
      const lost = gate()
      await first.hold(name, lost.open)
      const next = second.hold(name, () => {})
      await sleep(Math.random() * 1000)
      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1::oid
         AND objid = hashtext($2)::bit(32)::bigint::oid`,
        [HOLD_LOCK, name],
      )
      await lost.opened
      const heard = performance.now()
      expect(await next).toBe(true)
      expect(performance.now() - heard).toBeGreaterThan(300)
    }
    await Promise.all([first.stop(), second.stop(), pool.end()])
  })

  it('goes to the second when the first stops', async () => {
    const first = await another()
    await until(() => first.adapter.open)
    const second = await another()
    await first.assistant.stop()
    expect(first.adapter.open).toBe(false)
    await until(() => second.adapter.open, 10_000)
    expect(TiedAdapter.most).toBe(1)
  })
})
