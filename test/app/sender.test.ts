import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SendError } from '../../src/app/ports.ts'
import { type Sender, type SenderParts, startSender } from '../../src/app/sender.ts'
import { until } from '../contracts/until.ts'
import { gate } from '../gate.ts'
import { FakeAdapter } from './fake-adapter.ts'
import { MemoryOutbox } from './memory-outbox.ts'

describe('the sender', () => {
  let adapter: FakeAdapter
  let outbox: MemoryOutbox
  let sender: Sender
  let logged: string[]
  let settled: string[]

  const start = (more: Partial<SenderParts> = {}) => {
    const write = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }))
    const meter = { received() {}, decided() {}, settled: (state: string) => void settled.push(state) }
    const log = { debug: write, info: write, warn: write, error: write }
    sender = startSender({ outbox, adapters: [adapter], rates: {}, log, meter, ...more })
  }
  /** Everything in the ledger has come to its end. */
  const ended = () => until(() => outbox.entries.every(({ state }) => state !== 'queued' && state !== 'sending'))
  /** The first try of this text fails in this way. */
  const failOnce = (text: string, error: () => Error) => {
    let failed = false
    adapter.before = (_, reply) => {
      if (failed || reply.text !== text) return
      failed = true
      throw error()
    }
  }

  beforeEach(() => {
    adapter = new FakeAdapter()
    outbox = new MemoryOutbox()
    logged = []
    settled = []
  })
  afterEach(() => sender.stop())

  it('sends what it is handed and what waits in the ledger, and settles it', async () => {
    outbox.add('rahmah', 'menunggu')
    start()
    sender.hand(outbox.handed('siti', 'satu', 'dua'))
    await ended()
    expect(adapter.shown.sort()).toEqual(['rahmah: menunggu', 'siti: dua', 'siti: satu'])
    expect(outbox.settled.every(({ state }) => state === 'sent')).toBe(true)
    expect(outbox.settled.find(({ row }) => row === '1')).toEqual({
      row: '1',
      state: 'sent',
      platformId: expect.any(String),
    })
    expect(settled).toEqual(['sent', 'sent', 'sent'])
    expect(sender.inHand()).toBe(0)
  })

  it('sends in order within a chat, to many chats at once', async () => {
    adapter.before = () => sleep(2)
    start()
    const texts = ['a', 'b', 'c', 'd']
    for (let chat = 0; chat < 20; chat++) sender.hand(outbox.handed(`chat ${chat}`, ...texts))
    await ended()
    for (let chat = 0; chat < 20; chat++)
      expect(adapter.shown.filter((line) => line.startsWith(`chat ${chat}:`))).toEqual(
        texts.map((text) => `chat ${chat}: ${text}`),
      )
    expect(adapter.mostAtOnce).toBe(20)
  })

  it('looks into the ledger when it is nudged', async () => {
    start()
    await sleep(30)
    const began = performance.now()
    outbox.add('siti', 'kabar', 'notice')
    sender.nudge()
    await ended()
    expect(performance.now() - began).toBeLessThan(500)
    expect(adapter.shown).toEqual(['siti: kabar'])
  })

  it('tries a message later, and lets nothing of the chat overtake it', async () => {
    failOnce('satu', () => new SendError('try later', 'HTTP 500'))
    start()
    sender.hand(outbox.handed('siti', 'satu', 'dua', 'tiga'))
    sender.hand(outbox.handed('rahmah', 'halo'))
    await ended()
    expect(adapter.shown).toEqual(['rahmah: halo', 'siti: satu', 'siti: dua', 'siti: tiga'])
    expect(outbox.settled.filter(({ state }) => state === 'queued')).toMatchObject([
      { row: '1', afterMs: 1000, reason: 'HTTP 500' },
      { row: '2', afterMs: 0, reason: 'given back' },
      { row: '3', afterMs: 0, reason: 'given back' },
    ])
  })

  it('gives up what is refused and goes on with the chat', async () => {
    failOnce('satu', () => new SendError('message refused', 'too long'))
    start()
    sender.hand(outbox.handed('siti', 'satu', 'dua'))
    await ended()
    expect(outbox.states()).toEqual(['satu: failed', 'dua: sent'])
    expect(outbox.entries[0]!.reason).toBe('message refused: too long')
    expect(outbox.gone).toEqual([])
  })

  it('skips what waits for a person who left', async () => {
    adapter.before = ({ chatId }) => {
      if (chatId === 'siti') throw new SendError('person left', 'blocked')
    }
    start()
    const claimed = outbox.handed('siti', 'satu')
    outbox.add('siti', 'menunggu')
    sender.hand([...claimed, ...outbox.handed('rahmah', 'halo')])
    await ended()
    expect(outbox.gone).toEqual(['siti'])
    expect(outbox.states()).toEqual(['satu: failed', 'menunggu: skipped', 'halo: sent'])
  })

  it('says a reply whose fate is unknown once more, and never a notice', async () => {
    let lost = 0
    adapter.before = () => {
      lost++
      throw new SendError('unknown', 'timeout')
    }
    start()
    sender.hand(outbox.handed('siti', 'jawaban'))
    outbox.add('rahmah', 'kabar', 'notice')
    sender.nudge()
    await ended()
    expect(lost).toBe(3)
    expect(outbox.states()).toEqual(['jawaban: unknown', 'kabar: unknown'])
    expect(outbox.entries.map(({ repeated, attempts }) => [repeated, attempts])).toEqual([
      [true, 2],
      [false, 1],
    ])
  })

  it('holds back everything of the account after one "too many requests", and in every process', async () => {
    failOnce('satu', () => new SendError('try later', 'flood', { retryAfterMs: 300 }))
    start()
    sender.hand(outbox.handed('siti', 'satu', 'dua'))
    await until(() => outbox.pauses.length === 1)
    const [pause] = outbox.pauses
    expect(pause!.account).toEqual({ channel: 'telegram', account: '42' })
    expect(pause!.until.getTime() - Date.now()).toBeGreaterThan(100)
    expect(pause!.until.getTime() - Date.now()).toBeLessThanOrEqual(300)
    sender.hand(outbox.handed('rahmah', 'halo'))
    await sleep(200)
    expect(adapter.shown).toEqual([])
    await ended()
    expect(adapter.shown.sort()).toEqual(['rahmah: halo', 'siti: dua', 'siti: satu'])
    expect(outbox.settled[0]).toMatchObject({ row: '1', state: 'queued', afterMs: 300 })
  })

  it('keeps the pace of the account', async () => {
    start({ rates: { telegram: 20 } })
    for (let chat = 0; chat < 30; chat++) sender.hand(outbox.handed(`chat ${chat}`, 'x'))
    await ended()
    const [atOnce, later] = [adapter.times.slice(0, 20), adapter.times.slice(20)]
    expect(atOnce.at(-1)! - atOnce[0]!).toBeLessThan(200)
    expect(later.at(-1)! - later[0]!).toBeGreaterThan(380) // nine more, one every 50 ms
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

  it('refuses what is for an account that it does not serve', async () => {
    start()
    const [message] = outbox.handed('siti', 'satu')
    sender.hand([{ ...message!, to: { ...message!.to, account: '43' } }])
    await ended()
    expect(outbox.entries[0]).toMatchObject({ state: 'failed', reason: 'message refused: no such channel here' })
  })

  it('reports a bug in an adapter without the words of the message', async () => {
    adapter.before = (_, reply) => {
      throw new TypeError(`cannot send "${reply.text}"`)
    }
    start()
    outbox.add('siti', 'nama saya Siti', 'notice')
    sender.nudge()
    await ended()
    expect(outbox.states()).toEqual(['nama saya Siti: unknown'])
    expect(logged.join('\n')).toContain('TypeError')
    expect(logged.join('\n')).not.toContain('Siti')
  })

  it('takes over the messages of processes that ended when it starts', async () => {
    start()
    await until(() => outbox.recoveries === 1)
  })
})
