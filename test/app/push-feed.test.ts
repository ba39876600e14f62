import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Log } from '../../src/app/log.ts'
import { PushFeed } from '../../src/app/push-feed.ts'
import type { Claimed, PushSource } from '../../src/app/store.ts'

const SOURCE: PushSource = { account: { channel: 'telegram', account: 'bot' }, announcement: 1 }
const TICK_MS = 100
const nothing = () => {}
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** How many claims are made before time goes on, where each one brings `share` of what there is room for. */
async function claimsAtOnce(share: number): Promise<{ atOnce: number; later: number }> {
  const end = new AbortController()
  let claims = 0
  const feed = new PushFeed({
    outbox: {
      pushes: async () => (claims < 5 ? [SOURCE] : []),
      async claimPushes(_source, _pace, limit) {
        claims++
        return Array.from({ length: Math.floor(limit * share) }, () => ({}) as Claimed)
      },
    },
    paceOf: () => ({ kind: 'steady', perSecond: 30 }),
    inHand: () => 0,
    roomBelow: async () => {},
    take: () => {},
    log: silent,
  })
  const running = feed.run(end.signal)
  await new Promise(setImmediate)
  const atOnce = claims
  await sleep(3 * TICK_MS)
  const later = claims - atOnce
  end.abort()
  feed.nudge()
  await running
  return { atOnce, later }
}

it('asks again at once while there is as much as there was room for', async () => {
  expect((await claimsAtOnce(1)).atOnce).toBe(5)
})

it('waits for a moment when the pace let less go, so that a reply need not wait behind many', async () => {
  const { atOnce, later } = await claimsAtOnce(0.1)
  expect(atOnce).toBe(1)
  expect(later).toBeGreaterThan(0)
})
