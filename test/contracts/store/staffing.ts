import { describe, expect, it } from 'vitest'
import type { Found } from '../../../src/domain/desk.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { hire } from './effects.ts'
import { inChat } from './join-turn.ts'
import { chatOf, decideNew, look, said, turn } from './turn.ts'

const CODE = '48217359'
const HOUR = 3_600_000
const BOSS = chatOf('kepala')
const DEWI = chatOf('dewi')
type Invitation = Extract<Found, { kind: 'invitation' }>

export function staffing(harness: () => StoreHarness): void {
  const admin = async (chatId = 'kepala', name = 'Hasan') => {
    const id = await hire(harness(), chatId, name)
    await harness().rows("UPDATE staff SET role = 'admin' WHERE id = $1", [id])
    return id
  }
  const until = (ms = 24 * HOUR) => new Date(Date.now() + ms)
  const invites = (process: StoreProcess, role: 'admin' | 'petugas' = 'petugas', code = CODE) =>
    turn(process, { effects: [{ kind: 'inviteStaff', code, role, name: undefined, until: until() }] }, BOSS)
  const types = (process: StoreProcess, code: string, from = DEWI, now = new Date()) =>
    inChat(process, from, (tx, chat) => tx.look(chat, { kind: 'invitation', code }, now)) as Promise<Invitation>
  const joins = (process: StoreProcess, invite: string, from = DEWI, name = 'Dewi') =>
    decideNew(process, [said('ya', from)], () => ({ effects: [{ kind: 'joinStaff', invite, name }] }))
  const idOf = (found: Invitation) => (found as Extract<Invitation, { outcome: 'open' }>).invite
  const removes = (process: StoreProcess, staff: string, from = BOSS) =>
    decideNew(process, [said('ya', from)], () => ({ effects: [{ kind: 'removeStaff', staff }] }))

  describe('invitations of staff', () => {
    it('are kept as a keyed hash, say who invites to what, and make one member of staff', async () => {
      const process = await harness().start()
      const hasan = await admin()
      await invites(process)
      const [row] = await harness().rows<{ hash: Buffer; whole: string }>(
        'SELECT i.hash, i::text AS whole FROM staff_invites i',
      )
      expect(row!.hash).toEqual(harness().hashOf('invite', CODE))
      expect(row!.whole).not.toContain(CODE)
      const found = await types(process, CODE)
      expect(found).toMatchObject({ outcome: 'open', role: 'petugas', by: 'Hasan', name: undefined })
      const joined = await joins(process, idOf(found))
      expect(joined!.notices).toEqual([
        { to: 'admins', about: 'staff-joined', name: 'Dewi', role: 'petugas', channel: 'telegram', by: 'Hasan' },
      ])
      const { staff } = (await look(process, DEWI)).person
      expect(staff).toMatchObject({ name: 'Dewi', role: 'petugas' })
      const log = await harness().rows('SELECT actor, action, subject, reason FROM audit ORDER BY id')
      expect(log).toEqual([
        { actor: hasan, action: 'undang petugas', subject: idOf(found), reason: 'petugas' },
        { actor: staff!.id, action: 'gabung petugas', subject: staff!.id, reason: `diundang ${hasan}` },
      ])
      expect(await types(process, CODE, chatOf('lain'))).toMatchObject({ outcome: 'used' })
      await expect(joins(process, idOf(found), chatOf('lain'))).rejects.toThrow('no longer good')
    })

    it('are used by one of two who say yes at once', async () => {
      const process = await harness().start()
      await admin()
      await invites(process)
      const invite = idOf(await types(process, CODE))
      const done = await Promise.allSettled([DEWI, chatOf('lain')].map((from) => joins(process, invite, from)))
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await harness().rows("SELECT FROM staff WHERE role = 'petugas'")).toHaveLength(1)
    })

    it('end after a day, with the admin who made them, and after five wrong codes of a chat', async () => {
      const process = await harness().start()
      const hasan = await admin()
      await admin('ibu', 'Ibu')
      await invites(process, 'admin')
      const invite = idOf(await types(process, CODE))
      expect(await types(process, CODE, DEWI, until(25 * HOUR))).toMatchObject({ outcome: 'old' })
      for (const left of [4, 3, 2, 1, 0]) {
        expect(await types(process, '00000000')).toEqual({ kind: 'invitation', outcome: 'wrong', triesLeft: left })
        await turn(process, { effects: [{ kind: 'countJoinTry' }] }, DEWI)
      }
      expect(await types(process, CODE)).toEqual({ kind: 'invitation', outcome: 'limited' })
      expect(await types(process, CODE, chatOf('lain'))).toMatchObject({ outcome: 'open' })
      await removes(process, hasan, chatOf('ibu'))
      expect(await types(process, CODE, chatOf('lain'))).toMatchObject({ outcome: 'wrong' })
      await expect(joins(process, invite, chatOf('lain'))).rejects.toThrow('no longer good')
    })

    it('are made by admins only', async () => {
      const process = await harness().start()
      await hire(harness(), 'kepala')
      await expect(invites(process)).rejects.toThrow('Only an admin')
      expect(await harness().rows('SELECT FROM staff_invites')).toEqual([])
    })
  })

  describe('removing staff', () => {
    it('takes effect at once: tickets, what they were writing, and what waits for them', async () => {
      const process = await harness().start()
      const hasan = await admin()
      const rina = await hire(harness())
      const there = await look(process, chatOf('petugas'))
      const { notices } = await turn(process, { effects: [{ kind: 'tellStaff', about: 'petugas', text: 'halo' }] })
      const { ticket } = notices[0] as unknown as { ticket: number }
      const taking = { effects: [{ kind: 'takeTicket', ticket }] satisfies Effect[], note: 'untuk Siti: …' }
      await turn(process, taking, chatOf('petugas'))
      await turn(process, { notices: [{ chat: there.id, text: 'Pesan dari Siti' }] })
      const left = await removes(process, rina)
      expect(left!.notices).toEqual([
        { to: 'staff', about: 'staff-left', by: 'Hasan', name: 'Rina', tickets: [ticket] },
        { to: 'person', chat: there.id, about: 'dismissed' },
      ])
      expect(await harness().rows('SELECT state, owner_id FROM tickets')).toEqual([{ state: 'baru', owner_id: null }])
      expect(await harness().rows("SELECT reason FROM outbox WHERE kind = 'notice' AND body IS NULL")).toEqual([
        { reason: 'no staff' },
      ])
      const after = await look(process, chatOf('petugas'))
      expect([after.person.staff, after.memory.session.notes]).toEqual([undefined, {}])
      expect(await harness().rows("SELECT actor, subject FROM audit WHERE action = 'cabut petugas'")).toEqual([
        { actor: hasan, subject: rina },
      ])
    })

    it('is for admins, never of the last one, also where two remove each other at once', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      const hasan = await admin()
      const rina = await hire(harness())
      await expect(removes(one, hasan, chatOf('petugas'))).rejects.toThrow('Only an admin')
      await expect(removes(one, hasan)).rejects.toThrow('last admin')
      const ibu = await admin('ibu', 'Ibu')
      const done = await Promise.allSettled([removes(one, ibu), removes(two, hasan, chatOf('ibu'))])
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const left = await harness().rows<{ id: string }>('SELECT id FROM staff WHERE removed_at IS NULL')
      expect(left.map(({ id }) => id)).toContain(rina)
      expect(left).toHaveLength(2)
    })
  })
}
