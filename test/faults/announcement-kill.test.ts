/** An announcement while processes are killed: nothing is lost, and every doubt is told as one. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { seeAnnouncement } from '../../src/store/announcements/ledger.ts'
import { makeAnnouncement, startDue } from '../../src/store/announcements/making.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { makeKeyring, newSecret } from '../../src/store/keyring.ts'
import { freshDatabase } from '../fresh-database.ts'
import { freePort, RealProcess } from '../real-process.ts'
import { FakeTelegram } from '../telegram/fake-telegram.ts'
import { seeded } from './random.ts'

/** Thirty and more by FAULT_KILLS; every run has time for these. */
const KILLS = Number(process.env.FAULT_KILLS ?? 8)
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000)
const PEOPLE = 1500
/** Slow enough that it lasts through all the kills. */
const RATE = 60
const FIRST_CHAT = 1_000_000
/** A sender's messages on the way at once (src/app/lanes.ts), and those it has claimed besides. */
const IN_FLIGHT = 200
const ENDED_MS = 120_000

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test(
  'kill -9 of two senders and a bot loses nothing of an announcement and doubles nothing',
  async () => {
    const random = seeded(SEED)
    console.log(`announcement: seed ${SEED} (FAULT_SEED), ${KILLS} kills (FAULT_KILLS)`)
    const { fake, db, processes } = await stage()
    for (const { process, role } of processes) process.spawn([`--role=${role}`])
    for (const { process } of processes) await process.ready()
    const id = await db.transaction((client) =>
      makeAnnouncement(client, db.keys, {
        body: { text: 'Kantor tutup besok.' },
        audience: { segment: {} },
        startsAt: new Date(),
        by: 'langkah',
        needsApproval: false,
      }),
    )
    await startDue(db, new Date())
    const ledger = async () => (await seeAnnouncement(db.pool, db.keys, id))!

    const mortal = processes.filter(({ role }) => role !== 'jobs')
    for (let n = 0; n < KILLS; n++) {
      await sleep(random.between(100, 1200))
      const { process, role } = mortal[Math.floor(random.next() * mortal.length)]!
      await process.kill()
      const { tally } = await ledger()
      const { recipients, sent, failed, skipped, unknown, waiting } = tally
      expect(sent + failed + skipped + unknown + waiting).toBe(recipients)
      process.spawn([`--role=${role}`])
    }
    for (const { process } of processes) await process.ready()
    const until = performance.now() + ENDED_MS
    while ((await ledger()).state !== 'selesai' && performance.now() < until) await sleep(200)

    const { state, tally } = await ledger()
    expect({ state, recipients: tally.recipients, waiting: tally.waiting }).toEqual({
      state: 'selesai',
      recipients: PEOPLE,
      waiting: 0,
    })
    const { told, twice } = await compare(db, fake, id)
    console.log(`announcement: ${JSON.stringify({ seed: SEED, kills: KILLS, ...tally, 'unknown but told': told })}`)
    expect(twice).toEqual([])
    expect(tally.unknown).toBeLessThanOrEqual(KILLS * IN_FLIGHT)
    for (const { process } of processes) expect(process.crashes).toEqual([])
  },
  180_000 + KILLS * 6000,
)

/** Row by row: who was sent it saw it once, who failed or was skipped never, and of the others nobody knows but the server. */
async function compare(db: Database, fake: FakeTelegram, id: number): Promise<{ told: number; twice: number[] }> {
  const { rows } = await db.pool.query<{ chat: string; state: string; platform_id: string | null }>(
    'SELECT c.chat_id AS chat, o.state, o.platform_id FROM outbox o JOIN chats c ON c.id = o.chat WHERE o.announcement = $1',
    [id],
  )
  expect(rows).toHaveLength(PEOPLE)
  const wrong: unknown[] = []
  const twice: number[] = []
  let told = 0
  for (const { chat, state, platform_id } of rows) {
    const seen = fake.seenBy(Number(chat))
    if (seen.length > 1) twice.push(Number(chat))
    if (state === 'unknown') told += seen.length
    else if (seen.length !== (state === 'sent' ? 1 : 0)) wrong.push({ chat, state, seen: seen.length })
    else if (state === 'sent' && String(seen[0]!.messageId) !== platform_id) wrong.push({ chat, platform_id })
  }
  expect(wrong).toEqual([])
  return { told, twice }
}

/** A database with people, a fake Telegram, and four processes; nothing runs yet. */
async function stage() {
  const { url, drop } = await freshDatabase()
  ends.push(drop)
  const secret = newSecret()
  const db = openDatabase(
    url,
    makeKeyring(() => [Buffer.from(secret, 'base64')]),
    () => {},
  )
  ends.push(() => db.close())
  const fake = new FakeTelegram({ openDoors: true, perSecond: RATE })
  const apiRoot = await fake.listen()
  ends.push(() => fake.end())
  await db.pool.query(
    `WITH person AS (INSERT INTO people (created_at) SELECT now() - interval '1 day' FROM generate_series(1, $1::int) RETURNING id),
       numbered AS (SELECT id, row_number() OVER () AS n FROM person),
       chat AS (INSERT INTO chats (channel, account, chat_id, person_id)
                SELECT 'telegram', $2, ($3::bigint + n)::text, id FROM numbered RETURNING id)
     INSERT INTO sessions (chat, body, updated_at) SELECT id, $4::bytea, now() - interval '1 hour' FROM chat`,
    [PEOPLE, String(Number.parseInt(fake.token, 10)), FIRST_CHAT, db.keys.seal('session', {})],
  )
  const processes: { role: string; process: RealProcess }[] = []
  for (const role of ['bot', 'sender', 'sender', 'jobs']) {
    const process = new RealProcess(await freePort(), {
      DATABASE_URL: url,
      DATA_KEY: secret,
      TELEGRAM_BOT_TOKEN: fake.token,
      TELEGRAM_API_ROOT: apiRoot,
      TELEGRAM_RATE: String(RATE),
    })
    processes.push({ role, process })
    ends.push(() => process.kill())
  }
  return { fake, db, processes }
}
