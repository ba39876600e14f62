import { describe, expect, it } from 'vitest'
import type { Effect } from '../../../src/domain/effect.ts'
import type { StoreHarness } from '../store-contract.ts'
import { CODE, claims, HERE, inChat, joined, joins, MINUTE, shows, THERE, types } from './join-turn.ts'
import { chatOf, look, said, turn } from './turn.ts'

export function joinCodes(harness: () => StoreHarness): void {
  const codes = () =>
    harness().rows<{ hash: Buffer; claimed_by: string | null; used_at: Date | null }>('SELECT * FROM join_codes')

  describe('join codes', () => {
    it('are kept as a keyed hash alone, and a new one takes the place of the old', async () => {
      const process = await harness().start()
      await shows(process)
      const [row] = await codes()
      expect(row!.hash).toEqual(harness().hashOf('join', CODE))
      expect(JSON.stringify(await harness().rows('SELECT j::text FROM join_codes j'))).not.toContain(CODE)
      await shows(process, THERE, '11112222')
      expect(await codes()).toHaveLength(1)
      expect(await types(process, CODE)).toMatchObject({ outcome: 'wrong' })
      expect(await types(process, '11112222')).toMatchObject({ outcome: 'open', channel: 'telegram' })
    })

    it('tell who is behind them, and their drafts with the times', async () => {
      const process = await harness().start()
      await turn(process, { drafts: { daftar: { answers: { fullName: 'Siti' } } } }, THERE)
      await turn(process, { drafts: { daftar: { answers: { nik: '1' } }, 'cek-syarat': { answers: {} } } }, HERE)
      await shows(process)
      const found = await types(process, CODE)
      if (found.outcome !== 'open') throw new Error(found.outcome)
      expect(found.there.drafts).toEqual({ daftar: { answers: { fullName: 'Siti' } } })
      expect(found.there.person.id).toBe((await look(process, THERE)).person.id)
      expect(found.there.at.daftar!.getTime()).toBeLessThan(found.hereAt.daftar!.getTime())
      expect(Object.keys(found.hereAt).sort()).toEqual(['cek-syarat', 'daftar'])
    })

    it('are no good in their own chat, after their time, in another chat once typed, and a second time', async () => {
      const process = await harness().start()
      await shows(process)
      expect(await types(process, CODE, THERE)).toMatchObject({ outcome: 'own' })
      expect(await types(process, CODE, HERE, new Date(Date.now() + 11 * MINUTE))).toMatchObject({ outcome: 'old' })
      await claims(process)
      expect(await types(process, CODE, chatOf('thief'))).toEqual({ kind: 'joining', outcome: 'used' })
      expect(await types(process, CODE)).toMatchObject({ outcome: 'open' })
      expect(await types(process, undefined, chatOf('thief'))).toMatchObject({ outcome: 'wrong' })
      await joins(process)
      expect(await types(process, CODE, chatOf('thief'))).toMatchObject({ outcome: 'used' })
      expect(await types(process, CODE)).toMatchObject({ outcome: 'joined' })
      expect((await joins(process))!.found).toMatchObject({ outcome: 'wrong' })
    })

    it('join nobody once they are used, whoever says yes and without another look', async () => {
      const process = await harness().start()
      await shows(process)
      await claims(process)
      const other = (await look(process, THERE)).person.id
      await harness().rows('UPDATE join_codes SET used_at = now()')
      const yes = inChat(process, HERE, (tx, chat) => {
        const effect = { kind: 'joinPeople', other, withdraws: undefined, drafts: {} } satisfies Effect
        return tx.apply(chat, chat.events[0]!, effect, new Date())
      })
      await expect(yes).rejects.toThrow('no code')
      expect((await look(process, THERE)).person.id).toBe(other)
    })

    it('that are used are not claimed anew, and keep the time of their use', async () => {
      const process = await harness().start()
      await joined(process)
      const [used] = await codes()
      await claims(process, chatOf('thief'))
      await shows(process, chatOf('lain'), '11112222')
      await claims(process, HERE, '11112222')
      expect((await codes()).find(({ hash }) => hash.equals(used!.hash))).toEqual(used)
    })

    it('that two chats show at once are nobody’s', async () => {
      const process = await harness().start()
      await shows(process)
      await shows(process, chatOf('lain'))
      expect(await types(process, CODE)).toMatchObject({ outcome: 'wrong' })
    })

    it('can be tried five times an hour in a chat, whatever is forgotten meanwhile', async () => {
      const process = await harness().start()
      await shows(process)
      for (const left of [4, 3, 2, 1, 0]) {
        expect(await types(process, '00000000')).toMatchObject({ outcome: 'wrong', triesLeft: left })
        await turn(process, { effects: [{ kind: 'countJoinTry' }] }, HERE)
      }
      await turn(process, { effects: [{ kind: 'forgetPerson' }] }, HERE)
      expect(await types(process, CODE)).toEqual({ kind: 'joining', outcome: 'limited' })
      expect(await types(process, CODE, chatOf('lain'))).toMatchObject({ outcome: 'open' })
      const later = new Date(Date.now() + 61 * MINUTE)
      await shows(process, THERE, CODE, new Date(later.getTime() + MINUTE))
      expect(await types(process, CODE, HERE, later)).toMatchObject({ outcome: 'open' })
    })

    it('wait for a chat that is being decided: in another process, or in the same transaction', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      await shows(one)
      const busy = await inChat(one, THERE, () => types(two, CODE))
      expect(busy).toEqual({ kind: 'joining', outcome: 'busy' })
      expect(await types(two, CODE)).toMatchObject({ outcome: 'open' })
      await one.turns.receive([said('halo', HERE), said('halo', THERE)])
      const both = await one.turns.take(10, async (tx) => {
        const chat = tx.chats.find(({ address }) => address.chatId === HERE.chatId)!
        return [tx.chats.length, await tx.look(chat, { kind: 'joining', code: CODE }, new Date())]
      })
      expect(both).toEqual([2, { kind: 'joining', outcome: 'busy' }])
    })
  })
}
