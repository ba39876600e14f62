import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SendError } from '../../src/app/ports.ts'
import { until } from '../contracts/until.ts'
import { adapter, ended, failOnce, logged, outbox, sender, senderWorld, settled, start } from './sender-world.ts'

senderWorld()

describe('the sender', () => {
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

  it('is quiet when nothing is on its way and nothing waits that may leave', async () => {
    start()
    await sender.quiet()
    adapter.before = () => sleep(10)
    outbox.add('siti', 'kabar', 'notice')
    sender.hand(outbox.handed('rahmah', 'satu'))
    for (let i = 0; i < 120; i++) outbox.add(`chat ${i}`, 'menunggu')
    await sender.quiet()
    expect(outbox.states().filter((state) => !state.endsWith('sent'))).toEqual([])
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

  it('takes away what was made for one message once that is sent, and only then', async () => {
    const dropped: string[] = []
    const files = { open: async () => Buffer.from('{}'), drop: async (id: string) => void dropped.push(id) }
    failOnce('gagal', () => new SendError('message refused', 'too long'))
    start({ files })
    const file = (kept: string, once = true) => ({
      kept,
      mime: 'application/json',
      bytes: 2,
      ...(once && { once: true as const }),
    })
    const [one, two, three] = outbox.handed('siti', 'satu', 'gagal', 'tiga')
    one!.reply.file = file('a')
    two!.reply.file = file('b')
    three!.reply.file = file('c', false)
    sender.hand([one!, two!, three!])
    await ended()
    await until(() => dropped.length > 0)
    expect(dropped).toEqual(['a'])
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
})
