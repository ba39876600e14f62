/** What a person on Telegram sees while the database is slow. */
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Assistant, startAssistant } from '../src/assistant.ts'
import { telegram } from '../src/bots/telegram/adapter.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { makeKeyring } from '../src/store/keyring.ts'
import { until } from './contracts/until.ts'
import { freshDatabase } from './fresh-database.ts'
import { MemoryShelf } from './memory-shelf.ts'
import { FakeTelegram, refusal } from './telegram/fake-telegram.ts'
import { silentLog as log, silentMeter as meter, stage } from './theatre.ts'

const SITI = 7

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Database
let fake: FakeTelegram
let assistant: Assistant

beforeEach(async () => {
  database = await freshDatabase()
  db = openDatabase(
    database.url,
    makeKeyring(() => [Buffer.alloc(32, 1)]),
    () => {},
  )
  fake = new FakeTelegram()
  const adapter = telegram({ token: fake.token, apiRoot: await fake.listen(), mode: { kind: 'polling' }, log })
  const store = { db, url: database.url, shelf: new MemoryShelf(), close: async () => {} }
  const { knowledge } = stage
  assistant = await startAssistant({ store, knowledge, adapters: [adapter], rates: {}, role: 'all', log, meter })
})
afterEach(async () => {
  await assistant.stop()
  await db.close()
  await database.drop()
  await fake.end()
})

/** Nothing can be decided meanwhile. */
async function whileSlow(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE')
  await work().finally(() => client.end())
}

const typing = () => fake.callsOf('sendChatAction').map(({ payload }) => [Number(payload.chat_id), payload.action])

it('shows that an answer is being written where it takes long, and not where it is quick', async () => {
  fake.people.says(SITI, 'menu')
  await until(() => fake.textsOf(SITI).length === 1)
  expect(typing()).toEqual([])
  await whileSlow(async () => {
    fake.people.says(SITI, 'bantuan')
    await until(() => typing().length === 1)
  })
  await until(() => fake.textsOf(SITI).length === 2)
  expect(typing()).toEqual([[SITI, 'typing']])
})

it('answers all the same where Telegram does not want to show it', async () => {
  const { code, message: description, parameters } = refusal.flood(1)
  fake.faults.add({ method: 'sendChatAction', fault: { code, description, parameters } })
  await whileSlow(async () => {
    fake.people.says(SITI, 'menu')
    await until(() => typing().length === 1)
  })
  await until(() => fake.textsOf(SITI).length === 1)
})
