import { describe, expect, it } from 'vitest'
import { decideChats } from '../../src/app/decide.ts'
import { admit, MAX_LETTERS, MAX_OPEN, MAX_UNSENT } from '../../src/app/flood.ts'
import { MemoryTurns } from './memory-turns.ts'
import { smallBrain } from './small-brain.ts'

const words = (n: number) => Array.from({ length: n }, (_, i) => `pesan ${i}`)

describe('a flood', () => {
  it('is not what a busy person writes', () => {
    const chat = new MemoryTurns().says('siti', ...words(MAX_OPEN))
    chat.unsent = MAX_UNSENT - 1
    expect(admit(chat)).toEqual({ events: chat.events, refused: [] })
  })

  it('is also what nobody can have typed, but not some long offers that are pasted', () => {
    const long = 'x'.repeat(4096)
    const offers = new MemoryTurns().says('siti', ...Array.from({ length: 4 }, () => long), 'ini aman gak?')
    expect(admit(offers)).toEqual({ events: offers.events, refused: [] })
    const five = new MemoryTurns().says('siti', ...Array.from({ length: 5 }, () => long))
    expect(admit(five).refused).toEqual([])
    const flood = new MemoryTurns().says('siti', ...Array.from({ length: MAX_LETTERS / 4096 + 2 }, () => long))
    expect(admit(flood)).toMatchObject({ events: flood.events.slice(-5), notice: { text: expect.any(String) } })
  })

  it('is read from its end, every message is closed, and the person is told once, first', async () => {
    const turns = new MemoryTurns()
    turns.says('siti', ...words(1000))
    turns.says('rahmah', 'satu')
    const decide = () => turns.take(10, async (tx) => tx.save(await decideChats(smallBrain(), tx)))
    await decide()
    expect(turns.told('siti')).toEqual([
      expect.stringMatching(/masuk banyak sekali sekaligus/),
      ...words(1000)
        .slice(-5)
        .map((text) => `jawab ${text}`),
    ])
    expect(turns.outcomes('siti').filter((outcome) => outcome === 'flood')).toHaveLength(995)
    expect(turns.outcomes('siti').filter((outcome) => outcome === 'answered')).toHaveLength(5)
    expect(turns.told('rahmah')).toEqual(['jawab satu'])
    expect(await decide()).toBeUndefined()
  })

  it('gets no answer while more than enough is on its way to the person, but is heard when they leave or come back', () => {
    const chat = new MemoryTurns().says('siti', 'satu', { kind: 'left' }, 'dua', { kind: 'back' })
    chat.unsent = MAX_UNSENT
    const { events, refused, notice } = admit(chat)
    expect(events.map(({ input }) => input.kind)).toEqual(['left', 'back'])
    expect(refused.map(({ input }) => input)).toEqual([
      { kind: 'text', text: 'satu' },
      { kind: 'text', text: 'dua' },
    ])
    expect(notice).toBeUndefined()
  })
})
