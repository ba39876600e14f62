import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelAdapter } from '../../src/app/ports.ts'
import { whileComposing } from '../../src/app/while-composing.ts'
import type { ChatEvent } from '../../src/domain/chat.ts'
import { gate } from '../gate.ts'
import { FakeAdapter } from './fake-adapter.ts'

const said = (chatId: string, more: Partial<ChatEvent> = {}): ChatEvent => ({
  id: '1',
  from: { channel: 'telegram', account: '42', chatId },
  at: new Date(0),
  group: false,
  input: { kind: 'text', text: 'halo' },
  ...more,
})

describe('while something slow is being answered', () => {
  const adapter: ChannelAdapter = new FakeAdapter()
  let shown: string[]
  beforeEach(() => {
    vi.useFakeTimers()
    shown = []
    adapter.composing = ({ chatId }) => void shown.push(chatId)
  })
  afterEach(() => void vi.useRealTimers())

  const answering = (events: ChatEvent[]) => {
    const work = gate()
    return { done: whileComposing([adapter], events, work.opened), end: work.open }
  }

  it('each person sees it after a second, and again for as long as it takes', async () => {
    const { done, end } = answering([said('siti'), said('siti', { id: '2' }), said('budi')])
    await vi.advanceTimersByTimeAsync(900)
    expect(shown).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(shown).toEqual(['siti', 'budi'])
    await vi.advanceTimersByTimeAsync(4500)
    expect(shown).toEqual(['siti', 'budi', 'siti', 'budi'])
    end()
    await done
    await vi.advanceTimersByTimeAsync(20_000)
    expect(shown).toHaveLength(4)
  })

  it('no group sees it, and nobody of a crowd', async () => {
    const crowd = Array.from({ length: 21 }, (_, n) => said(String(n)))
    for (const events of [
      [said('grup', { group: true })],
      crowd,
      [said('x', { from: { ...said('x').from, account: '7' } })],
    ]) {
      const { done, end } = answering(events)
      await vi.advanceTimersByTimeAsync(3000)
      end()
      await done
    }
    expect(shown).toEqual([])
  })

  it('what goes wrong is told all the same, and nothing is shown after it', async () => {
    const failing = whileComposing([adapter], [said('siti')], Promise.reject(new Error('no database')))
    await expect(failing).rejects.toThrow('no database')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(shown).toEqual([])
  })
})
