import { describe, expect, it } from 'vitest'
import { gate } from '../../gate.ts'
import type { StoreHarness } from '../store-contract.ts'
import { chatOf, decideAll, decideNew, look, said, texts, turn } from './turn.ts'

/** Events that are written down and decided in one transaction. */
export function decidingNew(harness: () => StoreHarness): void {
  describe('deciding what is new', () => {
    const names = (turned: { chats: { address: { chatId: string } }[] } | undefined) =>
      turned?.chats.map(({ address }) => address.chatId)

    it('writes down, decides and hands over in one go, whoever the chats are', async () => {
      const process = await harness().start()
      await turn(process, { note: 'before' })
      const events = [said('satu'), said('halo', chatOf('baru')), said('dua')]
      const turned = await decideNew(process, events, ({ events, memory }) => ({
        replies: events.map(({ input }) => (input.kind === 'text' ? input.text : '')),
        note: [memory.session.notes.note],
      }))
      expect(names(turned)).toEqual(['siti', 'baru'])
      expect(texts(turned!.handed)).toEqual(['satu', 'dua', 'halo'])
      expect((await look(process)).memory.session.notes.note).toEqual(['before'])
      expect(await decideAll(process, () => ({}))).toBeUndefined()
      expect(await harness().rows('SELECT FROM inbox WHERE done_at IS NULL OR body IS NOT NULL')).toEqual([])
    })

    it('decides what was open before together with it, in order', async () => {
      const process = await harness().start()
      await process.turns.receive([said('lama')])
      const turned = await decideNew(process, [said('baru')])
      expect(turned!.chats[0]!.events.map(({ input }) => input)).toMatchObject([{ text: 'lama' }, { text: 'baru' }])
    })

    it('decides once what is delivered again and again, by two processes at the same moment', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      const events = [said('halo', chatOf('siti'), 'a'), said('halo', chatOf('siti'), 'b')]
      const turned = await Promise.all([decideNew(one, events), decideNew(two, events), decideNew(one, events)])
      expect(turned.flatMap((it) => it?.chats ?? []).flatMap((chat) => chat.events.map(({ id }) => id))).toEqual([
        'a',
        'b',
      ])
      expect(await decideNew(two, events)).toBeUndefined()
    })

    it('writes nothing down when the decision fails', async () => {
      const process = await harness().start()
      const failed = decideNew(process, [said('halo')], () => {
        throw new Error('no')
      })
      await expect(failed).rejects.toThrow('no')
      expect(await harness().rows('SELECT FROM inbox')).toEqual([])
    })

    it('keeps what came for a chat that another process has in hand, for whoever looks next', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      await one.turns.receive([said('satu')])
      const [thinking, thought] = [gate(), gate()]
      const busy = decideAll(one, async () => {
        thinking.open()
        await thought.opened
        return { note: 'first' }
      })
      await thinking.opened
      const turned = await decideNew(two, [said('dua'), said('halo', chatOf('rahmah'))])
      thought.open()
      await busy
      expect(names(turned)).toEqual(['rahmah'])
      const next = await decideAll(two, () => ({}))
      expect(next!.chats[0]).toMatchObject({
        events: [{ input: { text: 'dua' } }],
        memory: { session: { notes: { note: 'first' } } },
      })
    })

    it('never decides two chats of one person at once', async () => {
      const process = await harness().start()
      for (const name of ['hp', 'laptop']) await turn(process, {}, chatOf(name))
      await harness().rows(
        "UPDATE chats SET person_id = (SELECT person_id FROM chats WHERE chat_id = 'hp') WHERE chat_id = 'laptop'",
      )
      const turned = await decideNew(process, [said('halo', chatOf('hp')), said('halo', chatOf('laptop'))])
      expect(names(turned)).toEqual(['hp'])
      expect(names(await decideAll(process, () => ({})))).toEqual(['laptop'])
    })
  })
}
