import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Composing, pauseOf } from '../../src/bots/whatsapp/composing.ts'
import { until } from '../contracts/until.ts'
import { makeHarness, type WhatsAppHarness } from './harness.ts'

const LONG = 'Syaratnya banyak, Kak. '.repeat(80)

describe('a pause before a message', () => {
  it('is none for what comes alone and is not long, and short for the rest', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.boolean(), (letters, follows) => {
        const ms = pauseOf(letters, follows)
        if (!follows && letters <= 1500) return ms === 0
        return ms >= 250 && ms <= 1000
      }),
    )
    expect(pauseOf(900, true)).toBe(450)
    expect(pauseOf(1800, false)).toBe(900)
  })

  it('is left out where many pause at once, for it would keep others waiting', async () => {
    const shown: string[] = []
    const composing = new Composing((to) => shown.push(to))
    const chats = Array.from({ length: 20 }, (_, n) => `${n}@lid`)
    for (const chat of chats) composing.left(chat)
    const began = performance.now()
    const waits = chats.map((chat) => composing.before(chat, 1).then(() => performance.now() - began))
    const took = await Promise.all(waits)
    expect(shown).toEqual(chats.slice(0, 16))
    expect(took.slice(16).every((ms) => ms < 200)).toBe(true)
    expect(Math.min(...took.slice(0, 16))).toBeGreaterThan(240)
  })
})

describe('somebody on WhatsApp', { timeout: 30_000 }, () => {
  let h: WhatsAppHarness
  beforeEach(async () => {
    h = await makeHarness()
    await h.adapter.start(async () => {})
    h.says('halo')
    await until(() => h.peer.unconfirmed === 0)
  })
  afterEach(async () => {
    await h.adapter.stop()
    await h.close()
  })
  const send = (text: string, to = h.person) => h.adapter.send(to, { text })

  it('sees that we write before what follows, and not before what comes alone', async () => {
    await send('satu')
    expect(h.phone.composing).toEqual([])
    await send('dua')
    await send('tiga')
    expect(h.phone.shown).toEqual(['satu', 'dua', 'tiga'])
    expect(h.phone.composing).toEqual([1, 2]) // each time after the one before
    await new Promise((resolve) => setTimeout(resolve, 600))
    await send('empat')
    expect(h.phone.composing).toEqual([1, 2])
  })

  it('is answered at once when they have written meanwhile', async () => {
    await send('satu')
    h.says('lalu?')
    await until(() => h.peer.unconfirmed === 0)
    await send('dua')
    expect(h.phone.shown).toEqual(['satu', 'dua'])
    expect(h.phone.composing).toEqual([])
  })

  it('sees that we write before a long text', async () => {
    await send(LONG)
    expect(h.phone.composing).toEqual([0])
  })

  it('does not wait for what is written to somebody else', async () => {
    const other = h.peer.addPhone('6281234567899', '100000000000009')
    await send('satu')
    const second = send('dua')
    await send('halo', { ...h.person, chatId: other.lidJid })
    expect([other.shown, h.phone.shown]).toEqual([['halo'], ['satu']])
    await second
    expect(h.phone.shown).toEqual(['satu', 'dua'])
    expect(other.composing).toEqual([])
  })

  it('sees it also when we are asked to show it, on a line that is open', async () => {
    h.adapter.composing!(h.person)
    await until(() => h.phone.composing.length === 1)
    await h.adapter.close()
    h.adapter.composing!(h.person)
  })
})
