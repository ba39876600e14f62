import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Decider, startDecider } from '../../src/app/decider.ts'
import type { Claimed } from '../../src/app/store.ts'
import { chatOf, said } from '../contracts/store/turn.ts'
import { until } from '../contracts/until.ts'
import { gate } from '../gate.ts'
import { MemoryTurns } from './memory-turns.ts'
import { type Logged, smallBrain } from './small-brain.ts'

describe('the decider, given what is new', () => {
  let decider: Decider
  let turns: MemoryTurns
  let sent: Claimed[]
  let logged: Logged[]
  beforeEach(() => {
    turns = new MemoryTurns()
    sent = []
    logged = []
    decider = startDecider(smallBrain(logged), turns, { hand: (claimed) => void sent.push(...claimed), doubt() {} })
  })
  afterEach(() => decider.stop())
  const receives = (...lines: [who: string, text: string][]) =>
    decider.receive(lines.map(([who, text]) => said(text, chatOf(who))))
  const saidTo = (who: string) => sent.filter(({ chat }) => chat === who).map(({ reply }) => reply.text)

  it('writes it down and decides it in one transaction, and says so after the commit', async () => {
    await decider.quiet()
    const looks = turns.limits.length
    const [deciding, committed] = [gate(), gate()]
    turns.commit = () => {
      deciding.open()
      return committed.opened
    }
    let durable = false
    const received = receives(['siti', 'satu'], ['rahmah', 'dua']).then(() => {
      durable = true
    })
    await deciding.opened
    expect([durable, sent]).toEqual([false, []])
    committed.open()
    await received
    expect([saidTo('siti'), saidTo('rahmah')]).toEqual([['jawab satu'], ['jawab dua']])
    expect([turns.together, turns.limits.length]).toEqual([1, looks])
  })

  it('decides together what came from many while one decision was saved', async () => {
    const [deciding, committed] = [gate(), gate()]
    turns.commit = () => {
      deciding.open()
      return committed.opened
    }
    const first = receives(['siti', 'satu'])
    await deciding.opened
    const others = Array.from({ length: 20 }, (_, i) => receives([`orang ${i}`, 'halo']))
    committed.open()
    await Promise.all([first, ...others])
    expect(turns.together).toBe(2)
    expect(sent).toHaveLength(21)
  })

  it('looks again for a chat that another process had in hand', async () => {
    turns.busy.add('siti')
    await receives(['siti', 'satu'], ['rahmah', 'dua'])
    expect(sent.map(({ reply }) => reply.text)).toEqual(['jawab dua'])
    turns.busy.clear()
    await until(() => saidTo('siti').length === 1, 3000)
  })

  it('decides at once what an effect of the same chat left for the next transaction', async () => {
    await receives(['siti', 'lapor'], ['siti', 'dua'])
    await until(() => saidTo('siti').length === 2, 500)
    expect(saidTo('siti')).toEqual(['jawab lapor', 'jawab dua'])
  })

  it('keeps what cannot be saved, gives it up after three tries, and lets nobody else wait', async () => {
    turns.refuse = (decided) => {
      if (decided.some(({ outgoing }) => outgoing.some(({ reply }) => reply.text === 'jawab racun')))
        throw new Error('value too long')
    }
    const began = performance.now()
    await receives(['siti', 'satu'], ['racun', 'racun'], ['rahmah', 'dua'])
    await until(() => saidTo('siti').length + saidTo('rahmah').length === 2)
    await receives(['budi', 'tiga'])
    await until(() => saidTo('budi').length === 1)
    expect(performance.now() - began).toBeLessThan(800)
    await decider.quiet()
    expect(turns.outcomes('racun')).toEqual(['failed'])
  })

  it('tells whoever brought it that it could not be written down, and takes it when it comes again', async () => {
    turns.away = true
    await expect(receives(['siti', 'satu'])).rejects.toThrow('cannot connect')
    turns.away = false
    await receives(['siti', 'satu'])
    await decider.quiet()
    expect(saidTo('siti')).toEqual(['jawab satu'])
    expect(JSON.stringify(logged)).not.toContain('satu')
  })
})
