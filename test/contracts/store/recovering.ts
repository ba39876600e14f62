import { describe, expect, it } from 'vitest'
import type { StoreHarness } from '../store-contract.ts'
import { chatOf, look, queue, texts, turn } from './turn.ts'

export function recovering(harness: () => StoreHarness): void {
  describe('recovering what a dead process was sending', () => {
    it('says a reply once more, and the second time knows no more', async () => {
      const alive = await harness().start()
      const first = await harness().start()
      await turn(first, { replies: ['satu', 'dua'] })
      await first.die()
      expect(await alive.outbox.recover()).toBe(2)
      const second = await harness().start()
      const [again] = await second.outbox.claim(10)
      expect(again).toMatchObject({ reply: { text: 'satu' }, repeated: true, attempts: 2 })
      await second.die()
      expect(await alive.outbox.recover()).toBe(1)
      expect(await harness().rows('SELECT state, repeated, reason, claimed_by FROM outbox ORDER BY id')).toEqual([
        { state: 'unknown', repeated: true, reason: 'sender ended', claimed_by: null },
        { state: 'queued', repeated: true, reason: 'sender ended', claimed_by: null },
      ])
      expect(texts(await alive.outbox.claim(10))).toEqual(['dua'])
    })

    it('never says anything else twice', async () => {
      const [alive, dead] = [await harness().start(), await harness().start()]
      const { id } = await look(alive, chatOf('petugas'))
      await turn(alive, { notices: [{ chat: id, text: 'ada pesan' }] })
      expect(await dead.outbox.claim(10)).toHaveLength(1)
      await dead.die()
      expect(await alive.outbox.recover()).toBe(1)
      expect(await alive.outbox.claim(10)).toEqual([])
      const rows = await harness().rows('SELECT state, settled_at IS NOT NULL AS settled FROM outbox')
      expect(rows).toEqual([{ state: 'unknown', settled: true }])
    })

    it('leaves alone what living processes are sending, its own too', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      await turn(one, { replies: ['dari satu'] })
      await turn(two, { replies: ['dari dua'] }, chatOf('rahmah'))
      expect(await one.outbox.recover()).toBe(0)
      expect(await two.outbox.recover()).toBe(0)
      expect(await harness().rows("SELECT FROM outbox WHERE state = 'sending'")).toHaveLength(2)
    })

    it('knows what the process itself is sending, and nothing of others', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      const { handed } = await turn(one, { replies: ['a', 'b', 'c'] })
      const [a, b, c] = handed.map(({ row }) => row) as [string, string, string]
      await turn(two, { replies: ['d'] }, chatOf('rahmah'))
      await one.outbox.settle([
        { row: a, state: 'sent', platformId: '1' },
        { row: c, state: 'queued', afterMs: 60_000, reason: 'busy', repeated: false },
      ])
      expect(await one.outbox.ours()).toEqual([b])
    })

    it('is done once by several processes at once, and touches nothing that waits or has ended', async () => {
      const processes = [await harness().start(), await harness().start(), await harness().start()]
      const dead = await harness().start()
      const { handed } = await turn(dead, { replies: ['selesai', 'di tangan'] })
      await dead.outbox.settle([{ row: handed[0]!.row, state: 'sent', platformId: '1' }])
      await queue(dead, ['menunggu'], chatOf('rahmah'))
      await dead.die()
      const counts = await Promise.all(processes.map(({ outbox }) => outbox.recover()))
      expect(counts.reduce((a, b) => a + b)).toBe(1)
      expect(await harness().rows('SELECT state, repeated FROM outbox ORDER BY id')).toEqual([
        { state: 'sent', repeated: false },
        { state: 'queued', repeated: true },
        { state: 'queued', repeated: false },
      ])
    })
  })
}
