import { describe, expect, it } from 'vitest'
import { gate } from '../../gate.ts'
import type { StoreHarness } from '../store-contract.ts'
import { chatOf, decideAll, said } from './turn.ts'

export function receiving(harness: () => StoreHarness): void {
  describe('receiving', () => {
    it('keeps an event once, however often and wherever it is delivered', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      const events = [said('halo', chatOf('siti'), 'a'), said('halo', chatOf('siti'), 'b')]
      await Promise.all([one.turns.receive(events), two.turns.receive(events), one.turns.receive(events)])
      const first = await decideAll(one, () => ({}))
      expect(first!.chats.flatMap((chat) => chat.events.map(({ id }) => id))).toEqual(['a', 'b'])
      await two.turns.receive(events)
      expect(await decideAll(two, () => ({}))).toBeUndefined()
      expect(await harness().rows('SELECT id FROM chats')).toHaveLength(1)
    })

    it('takes one delivery that holds the same event twice', async () => {
      const { turns } = await harness().start()
      await turns.receive([said('halo', chatOf('siti'), 'a'), said('halo', chatOf('siti'), 'a')])
      expect(await harness().rows('SELECT id FROM inbox')).toHaveLength(1)
    })

    it('tells chats apart by channel, account and chat id', async () => {
      const process = await harness().start([
        { channel: 'telegram', account: '42' },
        { channel: 'telegram', account: '43' },
        { channel: 'whatsapp', account: '42' },
      ])
      const homes = [
        chatOf('siti'),
        chatOf('rahmah'),
        chatOf('siti', '43'),
        { ...chatOf('siti'), channel: 'whatsapp' as const },
      ]
      await process.turns.receive(homes.map((from) => said(JSON.stringify(from), from, 'same id')))
      const turned = await decideAll(process, () => ({}))
      expect(turned!.chats.map(({ address }) => address)).toEqual(expect.arrayContaining(homes))
      for (const { address, events } of turned!.chats)
        expect(events.map(({ input }) => input)).toEqual([{ kind: 'text', text: JSON.stringify(address) }])
      expect(new Set(turned!.chats.map(({ person }) => person.id)).size).toBe(homes.length)
    })

    it('gives events back as they came, in the order in which they came', async () => {
      const process = await harness().start()
      const texts = Array.from({ length: 50 }, (_, i) => `pesan ${i}: 'quoted' "\\" \u{1f64f}`)
      for (const text of texts) await process.turns.receive([said(text)])
      const group = { ...said('di grup'), group: true, at: new Date('2026-01-02T03:04:05.678Z') }
      await process.turns.receive([group])
      const turned = await decideAll(process, () => ({}))
      const events = turned!.chats[0]!.events
      expect(events.slice(0, -1).map(({ input }) => input)).toEqual(texts.map((text) => ({ kind: 'text', text })))
      expect(events.at(-1)).toMatchObject({ id: group.id, at: group.at, group: true, input: group.input, attempts: 0 })
    })

    it('does not wait for a decision about the same chat', async () => {
      const process = await harness().start()
      await process.turns.receive([said('satu')])
      const [thinking, thought] = [gate(), gate()]
      const decided = decideAll(process, async () => {
        thinking.open()
        await thought.opened
        return {}
      })
      await thinking.opened
      const received = process.turns.receive([said('dua')]).then(() => 'received')
      const late = new Promise((resolve) => setTimeout(resolve, 2000, 'waited'))
      const first = await Promise.race([received, late])
      thought.open()
      await Promise.all([decided, received])
      expect(first).toBe('received')
      const next = await decideAll(process, () => ({}))
      expect(next!.chats[0]!.events.map(({ input }) => input)).toEqual([{ kind: 'text', text: 'dua' }])
    })

    it('serves only the accounts of the process', async () => {
      const [ours, theirs] = [
        await harness().start(),
        await harness().start([{ channel: 'telegram', account: 'other' }]),
      ]
      await ours.turns.receive([said('halo')])
      expect(await decideAll(theirs, () => ({}))).toBeUndefined()
      expect(await decideAll(ours, () => ({}))).toBeDefined()
    })
  })
}
