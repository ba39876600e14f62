import { describe, expect, it } from 'vitest'
import type { StoreHarness } from '../store-contract.ts'
import { Race } from './race.ts'
import { chatOf, decideAll, look, said, texts, turn } from './turn.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export function deciding(harness: () => StoreHarness): void {
  describe('deciding', () => {
    it('decides every event once and in order, one decider a chat, though deciders race and fail', async () => {
      const world = new Race()
      const processes = [await harness().start(), await harness().start()]
      const deciders = [...processes, ...processes]
      await Promise.all(deciders.map((process) => decideAll(process, () => ({})))) // connects, so that nobody comes late
      const events = world.events(12, 12)
      for (let i = 0; i < events.length; i += 10) await processes[0]!.turns.receive(events.slice(i, i + 10))
      await Promise.all(deciders.map((process) => world.decideAll(process)))
      expect(world.overlaps).toBe(0)
      expect(world.failures).toBeGreaterThan(0)
      expect(world.decidersOfChats()).toBe(2)
      for (const [chat, decided] of world.decided) expect([chat, decided]).toEqual([chat, world.said.get(chat)])
      expect(world.decided.size).toBe(12)
      for (const chat of world.decided.keys())
        expect((await look(processes[0]!, chatOf(chat))).memory.session.notes.note).toBe(12)
    })

    it('lets nobody wait for a chat that is being decided', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      await one.turns.receive([said('halo', chatOf('siti'))])
      await decideAll(one, async () => {
        expect(await decideAll(two, () => ({}))).toBeUndefined()
        await two.turns.receive([said('halo', chatOf('rahmah'))])
        const other = await decideAll(two, () => ({}))
        expect(other!.chats.map(({ address }) => address.chatId)).toEqual(['rahmah'])
        return {}
      })
    })

    it('takes the chats that have waited longest first, and those that failed last', async () => {
      const process = await harness().start()
      await process.turns.receive([said('halo', chatOf('gagal'))])
      const [row] = await harness().rows<{ id: string }>('SELECT id FROM inbox')
      await process.turns.failed([row!.id])
      for (const name of ['siti', 'rahmah', 'budi']) await process.turns.receive([said('halo', chatOf(name))])
      await process.turns.receive([said('lagi', chatOf('siti'))])
      const order: string[] = []
      while (await decideAll(process, ({ address }) => ({ note: order.push(address.chatId) }), 1));
      expect(order).toEqual(['siti', 'rahmah', 'budi', 'gagal'])
    })

    it('never decides two chats of one person at once, in one process or in two', async () => {
      const [process, other] = [await harness().start(), await harness().start()]
      for (const name of ['hp', 'laptop', 'rahmah']) await turn(process, {}, chatOf(name))
      await harness().rows(
        "UPDATE chats SET person_id = (SELECT person_id FROM chats WHERE chat_id = 'hp') WHERE chat_id = 'laptop'",
      )
      await process.turns.receive(['hp', 'laptop', 'rahmah'].map((name) => said('halo', chatOf(name))))
      const batches: number[] = []
      const count = { n: 0 }
      for (;;) {
        const turned = await decideAll(process, ({ memory }) => {
          const { n } = (memory.drafts.daftar as typeof count | undefined) ?? count
          return { drafts: { daftar: { n: n + 1 } } }
        })
        if (!turned) break
        batches.push(turned.chats.length)
      }
      expect(batches).toEqual([2, 1])
      await process.turns.receive([said('halo', chatOf('hp'))])
      await decideAll(process, async () => {
        await other.turns.receive([said('halo', chatOf('laptop'))])
        expect(await decideAll(other, () => ({}))).toBeUndefined()
        return {}
      })
      expect((await look(process, chatOf('laptop'))).memory.drafts).toEqual({ daftar: { n: 2 } })
    })

    it.each(['after its effects', 'while it is saved'])('keeps nothing of a turn that fails %s', async (when) => {
      const process = await harness().start()
      await turn(process, { note: 'before', drafts: { daftar: { answers: { a: 1 } }, lain: 1 } })
      await process.turns.receive([said('halo')])
      const failing = process.turns.take(10, async (tx) => {
        const [chat] = tx.chats
        await tx.apply(chat!, chat!.events[0]!, { kind: 'tellStaff', about: 'petugas', text: 'x' }, new Date())
        await tx.apply(chat!, chat!.events[0]!, { kind: 'messages', wanted: false }, new Date())
        if (when === 'after its effects') throw new Error('the last moment')
        return tx.save([
          {
            chat: chat!,
            memory: { session: { ...chat!.memory.session, notes: { note: 'after' } }, drafts: { daftar: 2 } },
            closed: [{ row: chat!.events[0]!.row, outcome: 'answered' }],
            outgoing: [
              { chat: chat!.id, kind: 'reply', reply: { text: 'never' } },
              { chat: '4711', kind: 'notice', reply: { text: 'to a chat that is not there' } },
            ],
          },
        ])
      })
      await expect(failing).rejects.toThrow(/the last moment|foreign key/)
      const turned = await decideAll(process, () => ({}))
      const [chat] = turned!.chats
      expect(chat!.events).toHaveLength(1)
      expect(chat!.memory.session.notes).toEqual({ note: 'before' })
      expect(chat!.memory.drafts).toEqual({ daftar: { answers: { a: 1 } }, lain: 1 })
      expect(chat!.person).toMatchObject({ stopped: false, openTicket: undefined })
      expect(chat!.unsent).toBe(0)
      expect(await process.outbox.claim(10)).toEqual([])
    })

    it('keeps a session with the chat and drafts with the person, whom every chat of theirs finds', async () => {
      const process = await harness().start()
      await turn(process, { note: 'hp', drafts: { daftar: { answers: { fullName: 'Siti' } }, lain: 1 } }, chatOf('hp'))
      await turn(process, { note: 'laptop' }, chatOf('laptop'))
      expect((await look(process, chatOf('laptop'))).memory.drafts).toEqual({})
      await harness().rows(
        "UPDATE chats SET person_id = (SELECT person_id FROM chats WHERE chat_id = 'hp') WHERE chat_id = 'laptop'",
      )
      const { memory } = await look(process, chatOf('laptop'))
      expect(memory.session.notes).toEqual({ note: 'laptop' })
      expect(memory.drafts).toEqual({ daftar: { answers: { fullName: 'Siti' } }, lain: 1 })
      await turn(process, { drafts: { lain: 2 } }, chatOf('laptop'))
      expect((await look(process, chatOf('hp'))).memory.drafts).toEqual({ lain: 2 })
    })

    it('keeps a draft for 90 days after it was last touched', async () => {
      const process = await harness().start()
      await turn(process, { drafts: { daftar: 1, lain: 1 } })
      harness().later(60 * DAY_MS)
      await turn(process, { drafts: { daftar: 2, lain: 1 } })
      harness().later(29 * DAY_MS)
      const untouched = (await look(process)).memory.drafts.lain
      harness().later(2 * DAY_MS)
      expect(untouched).toBe(1)
      expect((await look(process)).memory.drafts).toEqual({ daftar: 2 })
    })

    it('counts the tries of an event that cannot be decided', async () => {
      const process = await harness().start()
      await process.turns.receive([said('halo')])
      const seen: number[] = []
      for (let tries = 0; tries < 3; tries++) {
        const rows: string[] = []
        await process.turns
          .take(1, async ({ chats }) => {
            seen.push(chats[0]!.events[0]!.attempts)
            rows.push(chats[0]!.events[0]!.row)
            throw new Error('no')
          })
          .catch(() => {})
        await process.turns.failed(rows)
      }
      expect(seen).toEqual([0, 1, 2])
    })

    it('erases what was said once it is decided', async () => {
      const process = await harness().start()
      await turn(process, {})
      expect(await harness().rows('SELECT body, outcome, done_at IS NOT NULL AS done FROM inbox')).toEqual([
        { body: null, outcome: 'answered', done: true },
      ])
    })

    it('starts a session afresh that another version wrote, and leaves the drafts alone', async () => {
      const process = await harness().start()
      await turn(process, { note: 1, drafts: { daftar: 1 } })
      const [{ body }] = (await harness().rows<{ body: Buffer }>('SELECT body FROM sessions')) as [{ body: Buffer }]
      expect(harness().unseal('session', body)).toMatchObject({ notes: { note: 1 } })
      await process.turns.receive([said('halo')])
      await decideAll(process, ({ memory }) => {
        memory.session = { gone: true } as never
        return {}
      })
      const { memory } = await look(process)
      expect(memory.session).toEqual({ active: 'menu', notes: {}, shown: [] })
      expect(memory.drafts).toEqual({ daftar: 1 })
    })

    it('marks a chat that cannot be opened, and gives the others', async () => {
      const process = await harness().start()
      const damaged = {
        sessions: 'UPDATE sessions SET body = $1 WHERE chat = $2',
        drafts: 'UPDATE drafts SET body = $1 WHERE person_id = (SELECT person_id FROM chats WHERE id = $2)',
        inbox: 'UPDATE inbox SET body = $1 WHERE chat = $2 AND done_at IS NULL',
      }
      const names = [...Object.keys(damaged), 'rahmah']
      for (const name of names) await turn(process, { note: 1, drafts: { daftar: 1 } }, chatOf(name))
      await process.turns.receive(names.map((name) => said(`dari ${name}`, chatOf(name))))
      const chats = await harness().rows<{ id: string; name: string }>('SELECT id, chat_id AS name FROM chats')
      for (const { id, name } of chats.filter((chat) => chat.name in damaged))
        await harness().rows(damaged[name as keyof typeof damaged], [Buffer.alloc(99, 7), id])
      const turned = await decideAll(process, () => ({}))
      const readable = turned!.chats.filter(({ unreadable }) => !unreadable)
      expect(readable.map(({ address, memory }) => [address.chatId, memory.drafts])).toEqual([
        ['rahmah', { daftar: 1 }],
      ])
      expect(turned!.chats.map(({ events }) => events.length)).toEqual([1, 1, 1, 1])
      expect(await decideAll(process, () => ({}))).toBeUndefined()
    })

    it('says how much of a chat has not left', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      const { handed } = await turn(one, { replies: ['a', 'b', 'c'] })
      await one.outbox.settle([{ row: handed[0]!.row, state: 'sent', platformId: '1' }])
      expect(await look(one)).toMatchObject({ unsent: 2, unsentElsewhere: 0 })
      expect(await look(two)).toMatchObject({ unsent: 2, unsentElsewhere: 2 })
      expect(texts(handed)).toEqual(['a', 'b', 'c'])
    })
  })
}
