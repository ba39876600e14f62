import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  cleanUp,
  dropTemplate,
  EmbeddedUser,
  keeperPid,
  lostRows,
  preparedDataDir,
  serverChild,
  serverPid,
  start,
} from '../store/embedded-world.ts'

const VICTIMS = ['a process of ours', 'postmaster', 'keeper', 'checkpointer', 'postgres langkah'] as const
const MOST_PAUSE_MS = 400
const ROUNDS = 100

describe.skipIf(process.platform !== 'linux')('the embedded database under random kills', () => {
  afterEach(cleanUp)
  afterAll(dropTemplate)

  test('keeps every acknowledged row and always comes back', async () => {
    const seed = Date.now()
    const rolls = fc.sample(
      fc.record({ victim: fc.constantFrom(...VICTIMS), pause: fc.nat(MOST_PAUSE_MS), which: fc.nat(1) }),
      { seed, numRuns: ROUNDS },
    )
    const dir = await preparedDataDir()
    const all: { label: string; user: EmbeddedUser }[] = []
    const enter = () => {
      const label = `user ${all.length}`
      all.push({ label, user: new EmbeddedUser(dir, label) })
      return all.at(-1)!.user
    }
    const present = [enter(), enter()]
    await Promise.all(present.map((user) => user.up()))
    for (const { victim, pause, which } of rolls) {
      await sleep(pause)
      if (victim === 'a process of ours') {
        await present[which]!.kill()
        present[which] = enter()
      } else kill(dir, victim)
    }
    await Promise.all(present.map((user) => user.writes(5)))
    const server = await start(dir)
    for (const { label, user } of all)
      expect({ seed, label, lost: await lostRows(server.url, user, label) }).toEqual({ seed, label, lost: [] })
  })
})

/** Kills one process of the server's, if it is there just now: the one before may have taken it along. */
function kill(dir: string, victim: Exclude<(typeof VICTIMS)[number], 'a process of ours'>): void {
  const find =
    { postmaster: () => serverPid(dir), keeper: () => keeperPid(dir) }[victim as string] ??
    (() => serverChild(dir, victim))
  try {
    process.kill(find()!, 'SIGKILL')
  } catch {
    // not there
  }
}
