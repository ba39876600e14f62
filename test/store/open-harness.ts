import type { Account } from '../../src/app/store.ts'
import { ADDED, TABLES } from '../../src/store/backup-tables.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { startInstance } from '../../src/store/instance.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { makeOutbox } from '../../src/store/outbox.ts'
import { makeTurns } from '../../src/store/turns.ts'
import type { StoreHarness, StoreProcess } from '../contracts/store-contract.ts'
import { freshDatabase, type ServerKind } from '../fresh-database.ts'

const BOT: Account = { channel: 'telegram', account: '42' }
const DRAFT_DAYS = 90

/** The store as the house puts it together, on a database of its own. */
export async function openHarness(kind: ServerKind): Promise<StoreHarness> {
  const { url, drop } = await freshDatabase(kind)
  const keys = makeKeyring(() => [Buffer.alloc(32, 1)])
  const watcher = openDatabase(url, keys, () => {})
  const ends: (() => Promise<void>)[] = []
  let ahead = 0

  async function start(accounts = [BOT], sends = true): Promise<StoreProcess> {
    const db: Database = openDatabase(url, keys, () => {})
    const instance = await startInstance(url, () => {})
    let ended: Promise<unknown> | undefined
    const die = async () => {
      ended ??= Promise.all([instance.stop(), db.close()])
      await ended
    }
    ends.push(die)
    const clock = () => new Date(Date.now() + ahead)
    const parts = { accounts: () => accounts, instance: sends ? instance.id : undefined, clock, draftDays: DRAFT_DAYS }
    return { turns: makeTurns(db, parts), outbox: makeOutbox(db, parts.accounts, instance.id), die }
  }

  return {
    start,
    later(ms) {
      ahead += ms
    },
    rows: async (sql, values) => (await watcher.pool.query(sql, values)).rows,
    unseal: (purpose, body) => keys.open(purpose, body),
    hashOf: (purpose, value) => keys.hash(purpose, value),
    async clear() {
      await Promise.all(ends.splice(0).map((end) => end()))
      ahead = 0
      await watcher.pool.query(`TRUNCATE ${[...TABLES, ...ADDED].join(', ')} RESTART IDENTITY CASCADE`)
    },
    async close() {
      await watcher.close()
      await drop()
    },
  }
}
