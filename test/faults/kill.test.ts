import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { serverChild, serverPid } from '../store/embedded-world.ts'
import { checkBooks } from './books.ts'
import { carriedAway, expectDiscretion } from './discretion.ts'
import { readLedger } from './ledger.ts'
import { Crowd } from './people/crowd.ts'
import { type Random, seeded } from './random.ts'
import { openScene, type Scene } from './scene.ts'

/** Fifty and more by FAULT_KILLS; every run has time for these. */
const KILLS = Number(process.env.FAULT_KILLS ?? 30)
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000)
const PEOPLE_AT_ONCE = 20
/** Longer than recovering what a killed process left takes. */
const PATIENCE_MS = 8000
const LAST_ONES_MS = 60_000

/** Before the assistant is killed: one of its database's processes, or its own start is cut short. */
const EXTRAS = [
  'none',
  'none',
  'none',
  'none',
  'none',
  'none',
  'starting',
  'starting',
  'postmaster',
  'backend',
] as const

let scene: Scene
afterEach(() => scene.close())

/** Spans of time in which something that was sent could not be written down. */
type Killed = { spans: [number, number][]; starting: number; postmaster: number; backend: number }

test(
  'kill -9 at random moments loses nothing, and handles nothing twice',
  async () => {
    const before = performance.now()
    const random = seeded(SEED)
    console.log(`kill: seed ${SEED} (FAULT_SEED), ${KILLS} kills (FAULT_KILLS)`)
    scene = await openScene()
    const { assistant, fake, dataDir } = scene
    const crowd = new Crowd(fake, { think: () => random.between(50, 250), patience: PATIENCE_MS }, () => assistant.up)
    await assistant.start()
    crowd.begin(PEOPLE_AT_ONCE)
    const killed: Killed = { spans: [], starting: 0, postmaster: 0, backend: 0 }
    for (let n = 0; n < KILLS; n++) await killOnce(scene, random, killed)
    await assistant.ready()
    await crowd.closing(LAST_ONES_MS)
    const reason = 'uji gangguan'
    const exported = JSON.parse(await assistant.langkah('people', 'export', '--json', '--reveal', '--reason', reason))
    const carried = await carriedAway(scene)
    expect(await assistant.terminate()).toMatchObject({ code: 0 })
    const ledger = await readLedger({ dataDir })
    const counts = checkBooks(crowd.people, fake.sight.all, ledger, exported, killed.spans)
    const { spans: _, ...extras } = killed
    const seconds = Math.round((performance.now() - before) / 1000)
    console.log(`kill: ${JSON.stringify({ seed: SEED, kills: KILLS, ...extras, ...counts, seconds })}`)
    expect(assistant.crashes).toEqual([])
    expectDiscretion(scene, crowd.people, carried)
    expect(counts.people).toBeGreaterThanOrEqual(PEOPLE_AT_ONCE)
  },
  120_000 + KILLS * 6000,
)

/** Kills the assistant and spawns it again at once. */
async function killOnce({ assistant, dataDir }: Scene, random: Random, killed: Killed): Promise<void> {
  const extra = EXTRAS[Math.floor(random.next() * EXTRAS.length)]!
  if (extra === 'starting') {
    killed.starting += 1
    await sleep(random.between(20, 1200))
  } else {
    await assistant.ready()
    await sleep(random.between(20, 400))
  }
  const from = Date.now()
  if (extra === 'postmaster' || extra === 'backend') {
    const victim = extra === 'postmaster' ? serverPid(dataDir) : serverChild(dataDir, 'postgres langkah')
    process.kill(victim!, 'SIGKILL')
    killed[extra] += 1
    await sleep(random.between(0, 2000))
  }
  await assistant.kill()
  killed.spans.push([from, Date.now()])
  assistant.spawn()
}
