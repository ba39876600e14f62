import { describe, expect, it } from 'vitest'
import { Arrivals } from '../../src/app/arrivals.ts'
import type { ChatEvent } from '../../src/domain/chat.ts'

const events = (...ids: string[]): ChatEvent[] =>
  ids.map((id) => ({
    id,
    from: { channel: 'telegram', account: '42', chatId: id },
    at: new Date(0),
    group: false,
    input: { kind: 'text', text: id },
  }))
const idsOf = (batch: { events: ChatEvent[] }) => batch.events.map(({ id }) => id)

describe('what has arrived', () => {
  it('goes into batches whole, in order, and nothing is left out', () => {
    const arrivals = new Arrivals()
    for (const call of [events('a', 'b'), events('c'), events('d', 'e', 'f'), events('g')]) arrivals.add(call)
    const batches: string[][] = []
    while (arrivals.waiting) batches.push(idsOf(arrivals.take(3)))
    expect(batches).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']])
  })

  it('is taken even where one call alone is more than a batch', () => {
    const arrivals = new Arrivals()
    arrivals.add(events('a', 'b', 'c'))
    arrivals.add(events('d'))
    expect(idsOf(arrivals.take(2))).toEqual(['a', 'b', 'c'])
    expect(idsOf(arrivals.take(2))).toEqual(['d'])
    expect(arrivals.waiting).toBe(false)
  })

  it('tells each call of its own batch, and none before', async () => {
    const arrivals = new Arrivals()
    const told: string[] = []
    const call = (id: string) =>
      arrivals.add(events(id)).then(
        () => told.push(`${id} kept`),
        (error: Error) => told.push(`${id} ${error.message}`),
      )
    const calls = [call('a'), call('b'), call('c')]
    const first = arrivals.take(2)
    await Promise.resolve()
    expect(told).toEqual([])
    first.done()
    await Promise.all(calls.slice(0, 2))
    expect(told).toEqual(['a kept', 'b kept'])
    arrivals.take(2).failed(new Error('lost'))
    await calls[2]
    expect(told.at(-1)).toBe('c lost')
  })
})
