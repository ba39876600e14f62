import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { processesIn } from '../../src/store/embedded/processes.ts'
import { freshDatabase } from '../fresh-database.ts'
import { serverPid, until } from '../store/embedded-world.ts'
import { type Counts, checkBooks } from './books.ts'
import { DatabaseProxy } from './database-proxy.ts'
import { expectDiscretion } from './discretion.ts'
import { readLedger } from './ledger.ts'
import { Crowd } from './people/crowd.ts'
import { seeded } from './random.ts'
import { openScene, type Scene } from './scene.ts'

const PEOPLE = 20
const STOPPED_MS = 10_000
const SWALLOWS = 15
const random = seeded(Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000))

let scene: Scene
let crowd: Crowd
afterEach(() => scene.close())

/** People register, one after another and many at once; the database fails them; then everybody must have come through. */
async function registerThrough(name: string, trouble: () => Promise<void>, where?: { url: string }): Promise<Counts> {
  const { assistant, fake, dataDir } = scene
  crowd = new Crowd(fake, { think: () => random.between(50, 250), patience: 15_000 }, () => assistant.up)
  await assistant.start()
  crowd.begin(PEOPLE)
  await sleep(2000)
  await trouble()
  await assistant.ready()
  await crowd.closing(60_000)
  const exported = JSON.parse(await assistant.langkah('people', 'export', '--json', '--reveal', '--reason', 'uji coba'))
  const ledger = await readLedger(where ?? { dataDir })
  const counts = checkBooks(crowd.people, fake.sight.all, ledger, exported, [])
  console.log(`database ${name}: ${JSON.stringify(counts)}`)
  expect(assistant.crashes).toEqual([])
  expect(await assistant.terminate()).toMatchObject({ code: 0 })
  if (!where) expectDiscretion(scene, crowd.people)
  return counts
}

/** Nobody was killed, so nothing may be sent twice. */
const UNHARMED = { doubles: 0, repeated: 0, unknown: 0, silences: 0 }

test('a database that hangs for ten seconds loses nothing and doubles nothing', async () => {
  scene = await openScene()
  const counts = await registerThrough('hangs', async () => {
    const processes = () => processesIn(`${scene.dataDir}/postgres/data`)
    const stopped = processes()
    for (const pid of stopped) process.kill(pid, 'SIGSTOP')
    const turnsBefore = crowd.people.reduce((sum, { acts }) => sum + acts.length, 0)
    await until(async () => (await scene.assistant.health()) === 503)
    await sleep(STOPPED_MS)
    expect(scene.assistant.alive).toBe(true)
    const turns = crowd.people.reduce((sum, { acts }) => sum + acts.length, 0) - turnsBefore
    expect(turns).toBeLessThanOrEqual(PEOPLE) // it was really stopped
    for (const pid of stopped) process.kill(pid, 'SIGCONT')
  })
  expect(counts).toMatchObject({ ...UNHARMED, people: expect.any(Number) })
})

test('a database that is killed again and again for ten seconds comes back, loses nothing and doubles nothing', async () => {
  scene = await openScene()
  let kills = 0
  const counts = await registerThrough('killed', async () => {
    for (const end = Date.now() + STOPPED_MS; Date.now() < end; await sleep(random.between(50, 1500))) {
      const pid = serverPid(scene.dataDir)
      if (!pid) continue
      process.kill(pid, 'SIGKILL')
      kills += 1
    }
    expect(scene.assistant.alive).toBe(true)
  })
  expect(kills).toBeGreaterThan(3)
  expect(counts).toMatchObject(UNHARMED)
})

test('a lost way to the database loses nothing and doubles nothing, though nobody heard what was committed', async () => {
  const { url, drop } = await freshDatabase()
  const proxy = new DatabaseProxy(url)
  await proxy.open()
  scene = await openScene({ DATABASE_URL: proxy.url, DATA_KEY: randomBytes(32).toString('base64') })
  const counts = await registerThrough(
    'cut off',
    async () => {
      for (let n = 0; n < SWALLOWS; n++) {
        await sleep(random.between(100, 700))
        await proxy.swallowAnswers(random.between(5, 60))
      }
      await proxy.close()
      await until(async () => (await scene.assistant.health()) === 503)
      await sleep(3000)
      await proxy.open()
    },
    { url },
  )
  expect(counts).toMatchObject(UNHARMED)
  await scene.assistant.kill()
  await proxy.close()
  await drop()
})
