import { describe, expect, it } from 'vitest'
import type { StoreHarness } from '../store-contract.ts'
import { hire, submission } from './effects.ts'
import { chatOf, decideAll, look, said, turn } from './turn.ts'

const EVERYTHING = { fullName: 'Siti Aminah', nik: '6371015708990001' }

export function forgetting(harness: () => StoreHarness): void {
  describe('forgetting a person', () => {
    const forget = { effects: [{ kind: 'forgetPerson' as const }], replies: ['Sudah dihapus'] }

    it('leaves a blank person, a word in the audit, and a ledger without words', async () => {
      const process = await harness().start()
      await hire(harness())
      await turn(process, { notices: [], drafts: { daftar: EVERYTHING }, note: EVERYTHING })
      const { handed } = await turn(process, {
        replies: ['Halo Siti Aminah'],
        effects: [
          { kind: 'recordConsent', consent: 'registrasi', version: '1', text: 'x' },
          submission('LA-1', EVERYTHING),
          { kind: 'tellStaff', about: 'petugas', text: 'saya Siti Aminah' },
          { kind: 'messages', wanted: false },
        ],
      })
      await process.outbox.settle([{ row: handed[0]!.row, state: 'sent', platformId: '1' }])
      const before = await look(process)
      const { chats } = await turn(process, { ...forget, drafts: {} })
      const after = await look(process)
      expect(chats[0]!.person.id).toBe(after.person.id)
      expect(after).toMatchObject({ id: before.id, address: before.address })
      expect(after.person).toEqual({
        id: expect.not.stringMatching(before.person.id),
        staff: undefined,
        consents: [],
        registrations: [],
        openTicket: undefined,
        stopped: false,
      })
      for (const table of ['drafts', 'consents', 'registrations', 'tickets', 'ticket_messages'])
        expect([table, await harness().rows(`SELECT FROM ${table}`)]).toEqual([table, []])
      expect(await harness().rows('SELECT FROM people WHERE id = $1', [before.person.id])).toEqual([])
      expect(await harness().rows('SELECT state, body IS NULL AS erased FROM outbox ORDER BY id')).toEqual([
        { state: 'sent', erased: true },
        { state: 'sending', erased: false }, // "Sudah dihapus"
      ])
      expect(await harness().rows("SELECT action, subject, reason FROM audit WHERE action = 'hapus data'")).toEqual([
        { action: 'hapus data', subject: before.person.id, reason: '' },
      ])
    })

    it('leaves no words in messages that were waiting or on their way, and sends those that wait no more', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      const { handed } = await turn(one, {
        replies: ['Data Kakak: Siti Aminah', 'NIK: 6371015708990001', 'Lahir: 1999'],
      })
      const [sending, again, waiting] = handed.map(({ row }) => row) as [string, string, string]
      await one.outbox.settle([{ row: waiting, state: 'queued', afterMs: 0, reason: 'given back', repeated: false }])
      await turn(two, forget)
      await one.outbox.settle([
        { row: sending, state: 'sent', platformId: '1' },
        { row: again, state: 'queued', afterMs: 0, reason: 'busy', repeated: false },
      ])
      const claimed = await two.outbox.claim(10)
      expect(claimed.map(({ reply }) => reply.text)).toEqual(['Sudah dihapus'])
      expect(await harness().rows('SELECT state, body IS NULL AS erased FROM outbox ORDER BY id')).toEqual([
        { state: 'sent', erased: true },
        { state: 'skipped', erased: true },
        { state: 'skipped', erased: true },
        { state: 'sending', erased: false },
      ])
    })

    it('does not repeat an erased message of a process that ended', async () => {
      const [alive, dead] = [await harness().start(), await harness().start()]
      await turn(dead, { replies: ['Data Kakak: Siti Aminah'] })
      await turn(alive, forget)
      await dead.die()
      expect(await alive.outbox.recover()).toBe(1)
      expect((await alive.outbox.claim(10)).map(({ reply }) => reply.text)).toEqual(['Sudah dihapus'])
    })

    it('leaves everybody else as they were, and staff in their office', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(process, { effects: [submission('LA-2')], note: 'hers', drafts: { daftar: 1 } }, chatOf('rahmah'))
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { ...forget, drafts: {} })
      await turn(process, forget, chatOf('petugas'))
      expect((await look(process, chatOf('petugas'))).person.staff).toMatchObject({ id: rina, name: 'Rina' })
      const rahmah = await look(process, chatOf('rahmah'))
      expect(rahmah.person.registrations).toMatchObject([{ number: 'LA-2' }])
      expect(rahmah.memory).toMatchObject({ session: { notes: { note: 'hers' } }, drafts: { daftar: 1 } })
    })

    it('lets what is said afterwards begin anew', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { ...forget, drafts: {} })
      await process.turns.receive([said('daftar')])
      await decideAll(process, () => ({ effects: [submission('LA-2')] }))
      expect((await look(process)).person.registrations).toMatchObject([{ number: 'LA-2' }])
    })
  })
}
