import { describe, expect, it } from 'vitest'
import { Settler } from '../../src/app/settler.ts'
import type { Settlement } from '../../src/app/store.ts'
import { until } from '../contracts/until.ts'
import { gate } from '../gate.ts'
import { MemoryOutbox } from './memory-outbox.ts'

function world() {
  const outbox = new MemoryOutbox()
  const errors: unknown[] = []
  const settler = new Settler(outbox, (error) => errors.push(error))
  const sent = (chat: string): Settlement => ({ row: outbox.handed(chat, 'x')[0]!.row, state: 'sent', platformId: '1' })
  return { outbox, errors, settler, sent }
}

describe('the settler', () => {
  it('writes what is settled in the same moment in one statement', async () => {
    const { outbox, settler, sent } = world()
    const settlements = Array.from({ length: 50 }, (_, i) => sent(String(i)))
    for (const settlement of settlements) settler.add(settlement)
    await settler.flush()
    expect(outbox.settled).toEqual(settlements)
    expect(outbox.batches).toEqual([50])
    expect(settler.size).toBe(0)
  })

  it('keeps what it could not write until the database is back, in order, and counts it meanwhile', async () => {
    const { outbox, errors, settler, sent } = world()
    outbox.away = true
    const [first, second] = [sent('a'), sent('b')]
    const { settle } = MemoryOutbox.prototype
    outbox.settle = async (settlements) => {
      if (errors.length === 0) settler.add(second)
      await settle.call(outbox, settlements)
    }
    settler.add(first)
    await until(() => errors.length === 2)
    expect(outbox.settled).toEqual([])
    expect(settler.size).toBe(2)
    outbox.away = false
    await settler.flush()
    expect(outbox.settled).toEqual([first, second])
    expect(settler.size).toBe(0)
  })

  it('says what has been written', async () => {
    const { settler, sent } = world()
    const told: string[] = []
    settler.onWritten((batch) => told.push(...batch.map(({ state }) => state)))
    settler.add(sent('a'))
    await settler.flush()
    expect(told).toEqual(['sent'])
    settler.add({ ...sent('b'), state: 'queued', afterMs: 0, reason: 'busy', repeated: false } as Settlement)
    await settler.flush()
    expect(told).toEqual(['sent', 'queued'])
  })

  it('does what must come after, after; reports its failure and goes on', async () => {
    const { outbox, errors, settler, sent } = world()
    settler.add(sent('a'))
    const after = settler.after(async () => {
      expect(outbox.settled.map(({ row }) => row)).toContain('1')
      throw new Error('later')
    })
    settler.add(sent('b'))
    await after
    expect(errors).toMatchObject([{ message: 'later' }])
    await settler.flush()
    expect(outbox.settled).toHaveLength(2)
  })

  it('waits in flush() also for what comes while it writes', async () => {
    const { outbox, settler, sent } = world()
    const [writing, written] = [gate(), gate()]
    const { settle } = MemoryOutbox.prototype
    outbox.settle = async (settlements) => {
      writing.open()
      await written.opened
      await settle.call(outbox, settlements)
    }
    settler.add(sent('a'))
    const flushed = settler.flush()
    await writing.opened
    settler.add(sent('b'))
    written.open()
    await flushed
    expect(outbox.settled).toHaveLength(2)
  })
})
