import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Assistant, type Role, startAssistant } from '../src/assistant.ts'
import { openDatabase } from '../src/store/database.ts'
import { makeKeyring } from '../src/store/keyring.ts'
import { FakeAdapter } from './app/fake-adapter.ts'
import { until } from './contracts/until.ts'
import { freshDatabase } from './fresh-database.ts'
import { MemoryShelf } from './memory-shelf.ts'
import { addressOf, silentLog as log, silentMeter as meter, stage } from './theatre.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: ReturnType<typeof openDatabase>

beforeAll(async () => {
  database = await freshDatabase()
  db = openDatabase(
    database.url,
    makeKeyring(() => [Buffer.alloc(32, 1)]),
    () => {},
  )
})

afterAll(async () => {
  await db.close()
  await database.drop()
})

/** A process of its own in all that matters: another life sign, another adapter. */
async function start(role: Role): Promise<{ adapter: FakeAdapter; assistant: Assistant }> {
  const adapter = new FakeAdapter()
  const store = { db, url: database.url, shelf: new MemoryShelf(), close: async () => {} }
  const { knowledge } = stage
  const assistant = await startAssistant({ store, knowledge, adapters: [adapter], rates: {}, role, log, meter })
  return { adapter, assistant }
}

it('lets one process decide and another one send', async () => {
  const bot = await start('bot')
  const sender = await start('sender')
  const said = (id: string, text: string) =>
    bot.adapter.receive([{ id, from: addressOf('siti'), at: new Date(), group: false, input: { kind: 'text', text } }])
  await said('1', 'menu')
  await until(() => sender.adapter.shown.length === 1)
  await said('2', 'bantuan')
  await until(() => sender.adapter.shown.length === 2)
  expect(sender.adapter.shown[0]).toContain('siti: Halo, Kak!')
  expect(sender.adapter.shown[1]).toContain('*menu* – pilihan utama')
  expect(bot.adapter.shown).toEqual([])
  await Promise.all([bot.assistant.stop(), sender.assistant.stop()])
})
