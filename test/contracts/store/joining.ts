import { describe, expect, it } from 'vitest'
import type { ChatAddress } from '../../../src/domain/chat.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { goes, hire, submission } from './effects.ts'
import { CODE, claims, HERE, joined, joins, shows, THERE, types } from './join-turn.ts'
import { chatOf, decideAll, look, said, turn } from './turn.ts'

export function joining(harness: () => StoreHarness): void {
  const people = () => harness().rows<{ id: string }>('SELECT id FROM people')

  describe('joining two persons', () => {
    it('moves everything to the one of the chat that said yes, and tells the other chat', async () => {
      const process = await harness().start()
      const consent = { kind: 'recordConsent', consent: 'registrasi', version: '1', text: 'x' } as const
      await turn(
        process,
        { effects: [consent, submission('LA-1')], note: 'there', drafts: { daftar: 1, lain: 2 } },
        THERE,
      )
      await turn(process, { effects: [{ kind: 'tellStaff', about: 'petugas', text: 'halo' }] }, THERE)
      await turn(process, { effects: [{ kind: 'messages', wanted: false }] }, THERE)
      await turn(process, { note: 'here', drafts: { daftar: 3 } }, HERE)
      const [there, here] = [await look(process, THERE), await look(process, HERE)]
      const { notices } = await joined(process, { daftar: 4 })
      expect(notices).toEqual([{ to: 'person', chat: there.id, about: 'joined', channel: 'telegram' }])
      for (const [from, note] of [
        [HERE, 'here'],
        [THERE, 'there'],
      ] as const) {
        const { person, memory } = await look(process, from)
        expect(person).toMatchObject({ id: here.person.id, stopped: true, elsewhere: ['telegram'], openTicket: 1 })
        expect(person.consents).toHaveLength(1)
        expect(person.registrations).toMatchObject([{ number: 'LA-1' }])
        expect(memory.drafts).toEqual({ daftar: 4, lain: 2 })
        expect(memory.session.notes).toEqual({ note })
      }
      expect(await people()).toEqual([{ id: here.person.id }])
      expect(await harness().rows('SELECT actor, action, subject, reason FROM audit')).toEqual([
        { actor: `orang ${here.person.id}`, action: 'sambungkan', subject: there.person.id, reason: '' },
      ])
    })

    it('takes one of two registrations back, and leaves nothing open where nothing is left', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1')], drafts: { daftar: 1 } }, THERE)
      await turn(process, { effects: [submission('LA-2')] }, HERE)
      await joined(process, { daftar: undefined }, 'LA-1')
      const { person, memory } = await look(process, THERE)
      expect(person.registrations).toMatchObject([{ number: 'LA-2' }])
      expect(memory.drafts).toEqual({})
      const [old] = await harness().rows<{ answers: Buffer }>("SELECT * FROM registrations WHERE number = 'LA-1'")
      expect(old).toMatchObject({ stage: 'mengundurkan-diri', nik_hash: null, person_id: person.id })
      expect(harness().unseal('registration', old!.answers)).toEqual({})
    })

    it('lets no draft that is as good as gone stand in the way of one that is not', async () => {
      const process = await harness().start()
      await turn(process, { drafts: { daftar: 'gone' } }, HERE)
      await turn(process, { drafts: { daftar: 'kept' } }, THERE)
      const { person } = await look(process, HERE)
      await harness().rows("UPDATE drafts SET updated_at = now() - interval '91 days' WHERE person_id = $1", [
        person.id,
      ])
      await joined(process)
      expect((await look(process, HERE)).memory.drafts).toEqual({ daftar: 'kept' })
    })

    it('is refused without a code that was claimed, and then nothing is changed', async () => {
      const process = await harness().start()
      await shows(process)
      const { person } = await look(process, THERE)
      const effects = [{ kind: 'joinPeople' as const, other: person.id, withdraws: undefined, drafts: {} }]
      await expect(turn(process, { effects }, HERE)).rejects.toThrow('no code')
      await shows(process, THERE, CODE, new Date(Date.now() - 1))
      await claims(process)
      await expect(turn(process, { effects }, HERE)).rejects.toThrow('no code')
      expect(await people()).toHaveLength(2)
    })

    it('both ways at once makes one person of them, and nobody waits for the other for ever', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      for (let round = 0; round < 5; round++) {
        const [a, b] = [chatOf(`a${round}`), chatOf(`b${round}`)]
        await turn(one, { drafts: { daftar: 'a' } }, a)
        await turn(one, { drafts: { lain: 'b' } }, b)
        const [ofA, ofB] = [`1111111${round}`, `2222222${round}`]
        await shows(one, a, ofA)
        await shows(one, b, ofB)
        await claims(one, a, ofB)
        await claims(one, b, ofA)
        const insist = async (process: StoreProcess, from: ChatAddress) => {
          for (;;) {
            const done = await joins(process, {}, undefined, from)
            if (done && done.found.outcome !== 'busy') return done.found.outcome
          }
        }
        const outcomes = await Promise.all([insist(one, a), insist(two, b)])
        expect(outcomes.sort()).toEqual(['joined', 'open'])
        const [left, right] = [await look(one, a), await look(two, b)]
        expect(left.person.id).toBe(right.person.id)
        expect(left.memory.drafts).toEqual({ daftar: 'a', lain: 'b' })
      }
    })

    it('keeps its notices to the chat that was used last, and a ticket’s answer to the one it was opened in', async () => {
      const process = await harness().start()
      await hire(harness())
      const staff = chatOf('petugas')
      await turn(process, { effects: [submission('LA-1')] }, THERE)
      await turn(process, { effects: [{ kind: 'tellStaff', about: 'petugas', text: 'halo' }] }, THERE)
      await joined(process)
      const [here, there] = [await look(process, HERE), await look(process, THERE)]
      const decide = async (from: ChatAddress) => {
        await look(process, from)
        const effects = anyMove('LA-1')
        return (await turn(process, { effects }, staff)).notices.map((notice) => 'chat' in notice && notice.chat)
      }
      expect(await decide(HERE)).toEqual([here.id])
      expect(await decide(THERE)).toEqual([there.id])
      const answer = { effects: [{ kind: 'answerTicket' as const, ticket: 1, text: 'x' }] }
      await look(process, HERE)
      expect((await turn(process, answer, staff)).notices).toMatchObject([{ chat: there.id }])
      await turn(process, { effects: [{ kind: 'chatState', state: 'left' }] }, THERE)
      expect((await turn(process, answer, staff)).notices).toMatchObject([{ chat: here.id }])
      expect(await decide(THERE)).toEqual([here.id])
    })
  })

  describe('chats of one person', () => {
    it('are told on a terminal of another process only where nothing else is open', async () => {
      const shut = { channel: 'terminal', account: 'chat', chatId: 'warga' } as const
      const [telegram, terminal] = [await harness().start(), await harness().start([shut])]
      await hire(harness())
      await turn(telegram, { effects: [submission('LA-1')] }, THERE)
      await shows(telegram)
      await claims(terminal, shut)
      await joins(terminal, {}, undefined, shut) // the last that was used
      const told = async () => (await turn(telegram, { effects: anyMove('LA-1') }, chatOf('petugas'))).notices
      const there = await look(telegram, THERE)
      await look(terminal, shut)
      expect(await told()).toMatchObject([{ chat: there.id }])
      await turn(telegram, { effects: [{ kind: 'chatState', state: 'left' }] }, THERE)
      expect(await told()).toMatchObject([{ chat: (await look(terminal, shut)).id }])
    })

    it('are all forgotten at once, told so, and nobody’s but their own afterwards', async () => {
      const process = await harness().start()
      await turn(process, { drafts: { daftar: 1 }, note: 'there' }, THERE)
      await joined(process)
      await shows(process, THERE, '11112222')
      const there = await look(process, THERE)
      const { notices } = await turn(process, { effects: [{ kind: 'forgetPerson' }], drafts: {} }, HERE)
      expect(notices).toEqual([{ to: 'person', chat: there.id, about: 'forgotten', channel: 'telegram' }])
      const [blank, other] = [await look(process, HERE), await look(process, THERE)]
      expect(blank.person.id).not.toBe(other.person.id)
      for (const { person, memory } of [blank, other]) {
        expect(person.elsewhere).toBeUndefined()
        expect(person.id).not.toBe(there.person.id)
        expect(memory).toMatchObject({ drafts: {}, session: { notes: {} } })
      }
      expect(await harness().rows('SELECT FROM drafts')).toEqual([])
      expect(await types(process, '11112222', chatOf('lain'))).toMatchObject({ outcome: 'wrong' })
    })

    it('are parted so that one keeps everything and the others begin anew', async () => {
      const process = await harness().start()
      await turn(process, { drafts: { daftar: 1 }, note: 'there', effects: [submission('LA-1')] }, THERE)
      await turn(process, { effects: [{ kind: 'tellStaff', about: 'petugas', text: 'halo' }] }, THERE)
      await joined(process)
      const [here, there] = [await look(process, HERE), await look(process, THERE)]
      const { notices } = await turn(process, { effects: [{ kind: 'separateChats' }], note: 'here' }, HERE)
      expect(notices).toEqual([{ to: 'person', chat: there.id, about: 'separated', channel: 'telegram' }])
      const [kept, blank] = [await look(process, HERE), await look(process, THERE)]
      expect(kept.person).toMatchObject({ id: here.person.id, registrations: [{ number: 'LA-1' }], openTicket: 1 })
      expect(kept.person.elsewhere).toBeUndefined()
      expect(kept.memory).toMatchObject({ drafts: { daftar: 1 }, session: { notes: { note: 'here' } } })
      expect(blank.person).toMatchObject({ consents: [], registrations: [], openTicket: undefined })
      expect(blank.memory).toMatchObject({ drafts: {}, session: { notes: {} } })
      expect(await harness().rows('SELECT chat FROM tickets')).toEqual([{ chat: here.id }])
    })

    it('are decided one after the other', async () => {
      const process = await harness().start()
      await joined(process)
      await process.turns.receive([said('halo', HERE), said('halo', THERE)])
      const first = await decideAll(process, () => ({}))
      const second = await decideAll(process, () => ({}))
      expect([first!.chats.length, second!.chats.length]).toEqual([1, 1])
    })
  })
}

/** One of these moves them, up to three times. */
const anyMove = (number: string) => [
  goes(number, 'diperiksa', 'perlu-perbaikan'),
  goes(number, 'lengkap', 'diperiksa'),
  goes(number, 'terdaftar', 'lengkap'),
]
