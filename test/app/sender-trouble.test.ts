import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SendError } from '../../src/app/ports.ts'
import { until } from '../contracts/until.ts'
import { gate } from '../gate.ts'
import { adapter, ended, failOnce, logged, outbox, sender, senderWorld, start } from './sender-world.ts'

senderWorld()

describe('the sender, when it must wait, stop, or misses the database', () => {
  it('keeps the pace of the account', async () => {
    start({ rates: { telegram: 20 } })
    for (let chat = 0; chat < 30; chat++) sender.hand(outbox.handed(`chat ${chat}`, 'x'))
    await ended()
    const [atOnce, later] = [adapter.times.slice(0, 20), adapter.times.slice(20)]
    expect(atOnce.at(-1)! - atOnce[0]!).toBeLessThan(200)
    expect(later[0]! - atOnce[0]!).toBeGreaterThanOrEqual(1000)
  })

  it('gives back what must wait when it stops, and settles what is on its way', async () => {
    const [sending, arrived] = [gate(), gate()]
    adapter.before = () => {
      sending.open()
      return arrived.opened
    }
    start({ rates: { telegram: 1 } })
    sender.hand(outbox.handed('siti', 'di jalan', 'berikutnya'))
    sender.hand(outbox.handed('rahmah', 'menunggu giliran'))
    await sending.opened
    const stopped = sender.stop()
    arrived.open()
    await stopped
    expect(outbox.states()).toEqual(['di jalan: sent', 'berikutnya: queued', 'menunggu giliran: queued'])
    expect(adapter.shown).toEqual(['siti: di jalan'])
    expect(outbox.entries.slice(1).map(({ reason, repeated }) => [reason, repeated])).toEqual([
      ['given back', false],
      ['given back', false],
    ])
    expect(sender.inHand()).toBe(0)
  })

  it('stops at once in a long pause', async () => {
    failOnce('satu', () => new SendError('try later', 'flood', { retryAfterMs: 60_000 }))
    start()
    sender.hand(outbox.handed('siti', 'satu'))
    await until(() => outbox.pauses.length === 1)
    sender.hand(outbox.handed('rahmah', 'dua'))
    const began = performance.now()
    await sender.stop()
    expect(performance.now() - began).toBeLessThan(500)
    expect(outbox.states()).toEqual(['satu: queued', 'dua: queued'])
  })

  it('goes on sending while the database is away, and settles once it is back', async () => {
    start()
    await sleep(20)
    const claimed = outbox.handed('siti', 'satu', 'dua')
    outbox.away = true
    sender.hand(claimed)
    await until(() => adapter.shown.length === 2)
    await until(() => logged.some((line) => line.includes('could not be settled')))
    expect(outbox.settled).toEqual([])
    expect(sender.inHand()).toBe(2)
    outbox.away = false
    await ended()
    expect(outbox.states()).toEqual(['satu: sent', 'dua: sent'])
    expect(adapter.shown).toHaveLength(2)
  })

  it('puts behind the queue what would overtake a message that went back meanwhile', async () => {
    failOnce('satu', () => new SendError('try later', 'HTTP 500'))
    start()
    const since = performance.now()
    sender.hand(outbox.handed('siti', 'satu'), since)
    await until(() => outbox.settled.length === 1)
    sender.hand(outbox.handed('siti', 'dua'), since) // decided before that was known
    await ended()
    expect(adapter.shown).toEqual(['siti: satu', 'siti: dua'])
  })

  it('sends what it claimed without learning of it, for the line broke at the commit', async () => {
    start()
    outbox.handed('siti', 'satu') // and nobody hears of it
    sender.doubt()
    await until(() => adapter.shown.length === 1, 8000)
    expect(outbox.settled[0]).toMatchObject({ state: 'queued', reason: 'never handed over', repeated: false })
    await ended()
    expect(outbox.entries[0]).toMatchObject({ state: 'sent', repeated: false })
  })

  it('takes over the messages of processes that ended when it starts', async () => {
    start()
    await until(() => outbox.recoveries === 1)
  })
})
