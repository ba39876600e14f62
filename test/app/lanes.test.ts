import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Lanes } from '../../src/app/lanes.ts'
import type { Claimed } from '../../src/app/store.ts'
import { gate } from '../gate.ts'
import { MemoryOutbox } from './memory-outbox.ts'

const ledger = new MemoryOutbox()
const message = (chat: string, text: string): Claimed => ledger.handed(chat, text)[0]!

describe('lanes', () => {
  it('keep the order of each chat, whatever the others do', async () => {
    const messages = fc.array(fc.record({ chat: fc.nat(5), takes: fc.nat(3) }), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(messages, async (wanted) => {
        const sent: Claimed[] = []
        const busy = new Set<string>()
        const takes = new Map<string, number>()
        const lanes = new Lanes(
          async (m) => {
            expect(busy.has(m.chat)).toBe(false)
            busy.add(m.chat)
            for (let n = takes.get(m.row)!; n > 0; n--) await sleep(0)
            busy.delete(m.chat)
            sent.push(m)
            return true
          },
          () => {
            throw new Error('nothing is to be given back')
          },
        )
        const added = wanted.map(({ chat, takes: n }, i) => {
          const m = message(String(chat), String(i))
          takes.set(m.row, n)
          lanes.add(m)
          return m
        })
        await lanes.empty()
        expect(lanes.size).toBe(0)
        for (const chat of new Set(added.map((m) => m.chat)))
          expect(sent.filter((m) => m.chat === chat)).toEqual(added.filter((m) => m.chat === chat))
        expect(sent).toHaveLength(added.length)
      }),
      { numRuns: 30 },
    )
  })

  it('send to many chats at once, but not to all the world', async () => {
    let [now, most] = [0, 0]
    const done = gate()
    const lanes = new Lanes(
      async () => {
        most = Math.max(most, ++now)
        await done.opened
        now--
        return true
      },
      () => {},
    )
    for (let chat = 0; chat < 200; chat++) lanes.add(message(String(chat), 'x'))
    await sleep(5)
    expect(most).toBe(64)
    done.open()
    await lanes.empty()
    expect(most).toBe(64)
  })

  it('give back what stands behind a message that must wait, and nothing of other chats', async () => {
    const [returned, sent]: [string[], string[]] = [[], []]
    const failing = gate()
    const lanes = new Lanes(
      async ({ reply }) => {
        if (reply.text === 'gagal') {
          await failing.opened
          return false
        }
        sent.push(reply.text)
        return true
      },
      ({ reply }) => void returned.push(reply.text),
    )
    for (const text of ['gagal', 'kedua', 'ketiga']) lanes.add(message('siti', text))
    lanes.add(message('rahmah', 'halo'))
    expect(lanes.size).toBe(4)
    failing.open()
    await lanes.empty()
    expect(sent).toEqual(['halo'])
    expect(returned).toEqual(['kedua', 'ketiga'])
    lanes.add(message('siti', 'lagi'))
    await lanes.empty()
    expect(sent).toEqual(['halo', 'lagi'])
  })

  it('say when there is room', async () => {
    const gates = [gate(), gate(), gate()]
    const lanes = new Lanes(
      async ({ reply }) => {
        await gates[Number(reply.text)]!.opened
        return true
      },
      () => {},
    )
    for (const n of [0, 1, 2]) lanes.add(message(`chat ${n}`, String(n)))
    let room = false
    const asked = lanes.roomBelow(2).then(() => {
      room = true
    })
    gates[0]!.open()
    await sleep(2)
    expect([room, lanes.size]).toEqual([false, 2])
    gates[1]!.open()
    await asked
    expect(lanes.size).toBe(1)
    gates[2]!.open()
    await lanes.empty()
  })
})
