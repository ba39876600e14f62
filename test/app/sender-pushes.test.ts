import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SendError } from '../../src/app/ports.ts'
import { until } from '../contracts/until.ts'
import { adapter, ended, failOnce, outbox, sender, senderWorld, settled, start } from './sender-world.ts'

senderWorld()

describe('pushes', () => {
  it('leave, and are settled like everything else', async () => {
    outbox.add('siti', 'besok ujian', 'reminder')
    outbox.add('rahmah', 'kabar', 'announcement')
    start()
    await ended()
    expect(adapter.shown.sort()).toEqual(['rahmah: kabar', 'siti: besok ujian'])
    expect(settled).toEqual(['sent', 'sent'])
  })

  it('hold up nobody: a reply overtakes them, in its own chat too', async () => {
    adapter.before = () => sleep(5)
    for (let n = 0; n < 300; n++) outbox.add(`chat ${n}`, 'kabar', 'announcement')
    start()
    await until(() => adapter.shown.length > 20)
    sender.hand(outbox.handed('chat 299', 'jawaban'))
    await until(() => adapter.shown.includes('chat 299: jawaban'))
    expect(adapter.shown.length).toBeLessThan(200)
    await ended()
    expect(adapter.shown).toHaveLength(301)
  })

  it('never take every place on the way', async () => {
    adapter.before = (_, reply) => (reply.text === 'kabar' ? sleep(200) : undefined)
    for (let n = 0; n < 100; n++) outbox.add(`chat ${n}`, 'kabar', 'announcement')
    start()
    await until(() => adapter.mostAtOnce >= 40)
    sender.hand(outbox.handed('siti', 'jawaban'))
    await until(() => adapter.shown.includes('siti: jawaban'), 150)
    await ended()
    expect(adapter.mostAtOnce).toBeLessThanOrEqual(49)
  })

  it('are asked for at the pace of their channel, less what else left', async () => {
    start({ pushPace: () => ({ kind: 'steady', perSecond: 25 }) })
    outbox.pushesAtOnce = 2
    for (let n = 0; n < 4; n++) outbox.add(`chat ${n}`, 'kabar', 'announcement')
    sender.hand([])
    await until(() => outbox.asked.length > 0)
    sender.hand(outbox.handed('siti', 'satu', 'dua', 'tiga'))
    await ended()
    await until(() => outbox.asked.some(({ replies }) => replies === 3))
    expect(outbox.asked.every(({ pace }) => pace.kind === 'steady' && pace.perSecond === 25)).toBe(true)
  })

  it('do not leave while their channel has no pace for them', async () => {
    let open = false
    outbox.add('siti', 'kabar', 'announcement')
    start({ pushPace: () => (open ? { kind: 'steady', perSecond: 10 } : undefined) })
    await sleep(300)
    expect(outbox.asked).toEqual([])
    open = true
    sender.nudge()
    await ended()
  })

  it('whose fate is unknown are never said again', async () => {
    adapter.before = () => {
      throw new SendError('unknown', 'timeout')
    }
    outbox.add('siti', 'kabar', 'announcement')
    start()
    await ended()
    expect(outbox.states()).toEqual(['kabar: unknown'])
  })

  it('are not sent to who is not on the platform any more; answers are', async () => {
    Object.assign(adapter, { knows: async ({ chatId }: { chatId: string }) => chatId !== 'siti' })
    outbox.add('siti', 'kabar', 'announcement')
    outbox.add('rahmah', 'kabar', 'announcement')
    start()
    await ended()
    sender.hand(outbox.handed('siti', 'jawaban'))
    await ended()
    expect(outbox.states()).toEqual(['kabar: failed', 'kabar: sent', 'jawaban: sent'])
    expect(outbox.entries[0]!.reason).toBe('person left: not there any more')
    expect(adapter.shown).toEqual(['rahmah: kabar', 'siti: jawaban'])
  })

  it('are tried later where the platform says so', async () => {
    failOnce('kabar', () => new SendError('try later', 'flood', { retryAfterMs: 100 }))
    outbox.add('siti', 'kabar', 'announcement')
    start()
    await ended()
    expect(outbox.states()).toEqual(['kabar: sent'])
    expect(outbox.entries[0]!.attempts).toBe(2)
  })
})
