import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KnownNumbers } from '../../src/bots/whatsapp/known-numbers.ts'
import { until } from '../contracts/until.ts'
import { MemoryLogin } from '../whatsapp-peer/linked-login.ts'
import { makeHarness, type WhatsAppHarness } from './harness.ts'

describe('who is asked for', { timeout: 30_000 }, () => {
  let h: WhatsAppHarness
  beforeEach(async () => {
    h = await makeHarness({ askGapMs: 1 })
    await h.adapter.start(async () => {})
    await until(() => h.peer.connected)
  })
  afterEach(async () => {
    await h.adapter.stop()
    await h.close()
  })
  const knows = (chatId = h.phone.lidJid) => h.adapter.knows!({ ...h.person, chatId })
  const writes = async (how: { hidePn?: true } = {}) => {
    h.peer.says(h.phone, 'halo', how)
    await until(() => h.peer.unconfirmed === 0)
  }

  it('is looked up by number, once', async () => {
    await writes()
    expect(await knows()).toBe(true)
    expect(await knows()).toBe(true)
    expect(h.peer.lookedUp).toEqual([`+${h.phone.pn}`])
  })

  it('is not on WhatsApp any more, and nothing is written to them for it', async () => {
    await writes()
    h.peer.unknownOnce = h.phone
    expect(await knows()).toBe(false)
    expect(h.login.knownChats.size).toBe(0)
    expect(h.phone.received).toEqual([])
    expect(await knows()).toBe(true) // they are back
  })

  it('is found by their devices where WhatsApp does not tell their number', async () => {
    await writes({ hidePn: true })
    h.peer.unknownOnce = h.phone
    expect(await knows()).toBe(false)
    expect(await knows()).toBe(true)
    expect(await knows('100000000099999@lid')).toBe(false)
    expect(h.peer.lookedUp).toEqual([])
  })

  it('is nobody that can be told of where WhatsApp does not answer', async () => {
    await h.adapter.close()
    await expect(knows()).rejects.toMatchObject({ verdict: 'try later' })
  })
})

describe('many numbers', () => {
  it('are asked for one after another, with pauses', async () => {
    const asked: number[] = []
    let now = 0
    const ask = async () => {
      expect(++now).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 5))
      now--
      return asked.push(performance.now()) > 0
    }
    const numbers = new KnownNumbers(new MemoryLogin(), ask, 100)
    expect(await Promise.all(['a', 'b', 'a', 'c'].map((chat) => numbers.has(chat)))).toEqual([true, true, true, true])
    expect(asked).toHaveLength(3)
    expect(asked[1]! - asked[0]!).toBeGreaterThan(45)
    expect(asked[2]! - asked[1]!).toBeGreaterThan(45)
  })

  it('are asked for although one could not be', async () => {
    let tries = 0
    const ask = async () => {
      if (++tries === 1) throw new Error('no line')
      return false
    }
    const numbers = new KnownNumbers(new MemoryLogin(), ask, 1)
    const [one, two] = await Promise.allSettled([numbers.has('a'), numbers.has('b')])
    expect([one.status, two]).toEqual(['rejected', { status: 'fulfilled', value: false }])
  })
})
