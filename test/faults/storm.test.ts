import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { until } from '../contracts/until.ts'
import type { Fault } from '../telegram/fake/faults.ts'
import { refusal } from '../telegram/fake-telegram.ts'
import { checkBooks } from './books.ts'
import { expectDiscretion } from './discretion.ts'
import { straysIn } from './doubles.ts'
import { readLedger } from './ledger.ts'
import { Crowd } from './people/crowd.ts'
import { type Random, seeded } from './random.ts'
import { type Mode, openScene, type Scene } from './scene.ts'

const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000)
const PEOPLE = 20
const FAULTS = 40
/** Nobody was killed: a cut may happen at any time. */
const ANY_TIME: [number, number][] = [[0, Number.POSITIVE_INFINITY]]

const refused = ({ code, message, parameters }: ReturnType<typeof refusal.flood>): Fault => ({
  code,
  description: message,
  parameters,
})

const CUTS = ['cut before', 'cut after', 'gateway page'] as const
const SEND_FAULTS = [...CUTS, refused(refusal.broken()), refused(refusal.broken()), refused(refusal.flood(1))]
const OTHER_METHODS = {
  polling: ['answerCallbackQuery', 'editMessageReplyMarkup', 'getUpdates'],
  webhook: ['answerCallbackQuery', 'editMessageReplyMarkup'],
}
const OTHER_FAULTS = [...CUTS, refused(refusal.broken()), refused(refusal.otherPoller()), refused(refusal.flood(1))]

let scene: Scene
afterEach(() => scene.close())

test.each<Mode>(['polling', 'webhook'])(
  'a Telegram that fails at random while people register loses nothing and keeps every order (%s)',
  async (mode) => {
    const random = seeded(SEED)
    console.log(`storm: seed ${SEED} (FAULT_SEED)`)
    scene = await openScene({}, mode, { journal: false })
    const { assistant, fake, dataDir } = scene
    const crowd = new Crowd(fake, { think: () => random.between(50, 250), patience: 15_000 }, () => assistant.up)
    await assistant.start()
    crowd.begin(PEOPLE)
    const cuts = await storm(scene, mode, random)
    await crowd.closing(60_000)
    const exported = JSON.parse(
      await assistant.langkah('people', 'export', '--json', '--reveal', '--reason', 'uji coba'),
    )
    expect(await assistant.terminate()).toMatchObject({ code: 0 })
    const ledger = await readLedger({ dataDir })
    const counts = checkBooks(crowd.people, fake.sight.all, ledger, exported, ANY_TIME)
    console.log(`storm ${mode}: ${JSON.stringify({ seed: SEED, ...cuts, ...counts })}`)
    expect(straysIn(fake.sight.all, ledger)).toHaveLength(cuts['cut after'])
    const all = cuts['cut before'] + cuts['cut after'] + cuts['gateway page']
    expect(counts.repeated + counts.unknown).toBe(all)
    expect(assistant.crashes).toEqual([])
    expectDiscretion(scene, crowd.people)
  },
)

/** Breaks one call after the other; returns how many sends of each kind were cut. */
async function storm({ fake }: Scene, mode: Mode, random: Random): Promise<Record<(typeof CUTS)[number], number>> {
  const cuts = { 'cut before': 0, 'cut after': 0, 'gateway page': 0 }
  const one = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!
  for (let n = 0; n < FAULTS; n++) {
    await sleep(random.between(20, 150))
    await until(() => fake.faults.waiting === 0, 30_000) // else they heap up while everybody waits
    if (random.next() < 0.3) fake.faults.add({ method: one(OTHER_METHODS[mode]), fault: one(OTHER_FAULTS) })
    else {
      const fault = one(SEND_FAULTS)
      for (const cut of CUTS) if (fault === cut) cuts[cut] += 1
      fake.faults.add({ method: 'sendMessage', fault })
    }
  }
  return cuts
}
