import { describe, expect, it } from 'vitest'
import type { Effect } from '../../../src/domain/effect.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { hire, submission } from './effects.ts'
import { chatOf, decideAll, look, said, turn } from './turn.ts'

const staff = chatOf('petugas')
const asks = (number: string, request: 'hapus' | 'batasi' | 'lihat' | 'ubah', forStaff?: boolean): Effect => ({
  kind: 'requestData',
  number,
  request,
  ...(forStaff && { forStaff }),
})

export function rights(harness: () => StoreHarness): void {
  const exported = (number: string) =>
    harness().rows("INSERT INTO audit (actor, action, subject) VALUES ('langkah', 'ekspor', $1)", [number])
  const requests = () =>
    harness().rows(
      'SELECT number, kind, outside, done_at IS NOT NULL AS done, done_by FROM data_requests ORDER BY number',
    )
  const desk = async (process: StoreProcess) => {
    await process.turns.receive([said('meja', staff)])
    const found: unknown[] = []
    await process.turns.take(10, async (tx) => {
      const [chat] = tx.chats
      found.push(await tx.look(chat!, { kind: 'desk' }, new Date()))
      found.push(await tx.look(chat!, { kind: 'registration', number: 'LA-1' }, new Date()))
      return tx.save([
        {
          chat: chat!,
          memory: chat!.memory,
          closed: [{ row: chat!.events[0]!.row, outcome: 'answered' }],
          outgoing: [],
        },
      ])
    })
    return found
  }

  describe('rights', () => {
    it('are done at once and have a receipt, where no list outside holds the person', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1')] })
      const { notices } = await turn(process, {
        effects: [asks('HAK-1', 'lihat'), asks('HAK-2', 'hapus'), { kind: 'forgetPerson' }],
      })
      expect(notices).toEqual([])
      expect(await requests()).toEqual([
        { number: 'HAK-1', kind: 'lihat', outside: [], done: true, done_by: 'langkah' },
        { number: 'HAK-2', kind: 'hapus', outside: [], done: true, done_by: 'langkah' },
      ])
      expect(await harness().rows('SELECT FROM data_requests WHERE person_id IS NOT NULL')).toEqual([])
    })

    it('wait for staff, who are told, where an export carried the person out', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(process, { effects: [submission('LA-1')] })
      await exported('LA-1')
      const { notices } = await turn(process, {
        effects: [asks('HAK-1', 'batasi'), { kind: 'restrict', wanted: true }],
      })
      const request = { number: 'HAK-1', kind: 'batasi', outside: ['LA-1'], openedAt: expect.any(Date) }
      expect(notices).toEqual([{ to: 'staff', about: 'request', request }])
      expect((await desk(process))[0]).toMatchObject({ requests: [request] })
      const { id } = await look(process)
      const done = await turn(process, { effects: [{ kind: 'finishRequest', number: 'HAK-1' }] }, staff)
      expect(done.notices).toEqual([{ to: 'person', chat: id, about: 'request-done', number: 'HAK-1', kind: 'batasi' }])
      expect(await requests()).toMatchObject([{ done: true, done_by: rina }])
      const twice = await turn(process, { effects: [{ kind: 'finishRequest', number: 'HAK-1' }] }, staff)
      expect(twice.notices).toEqual([])
      expect(
        await harness().rows("SELECT actor, subject FROM audit WHERE action = 'selesaikan permintaan data'"),
      ).toEqual([{ actor: rina, subject: 'HAK-1' }])
    })

    it('wait for staff where only they can do it, and only staff end them', async () => {
      const process = await harness().start()
      await turn(process, { effects: [asks('HAK-1', 'ubah', true)] })
      expect(await requests()).toMatchObject([{ done: false, done_by: null }])
      await expect(turn(process, { effects: [{ kind: 'finishRequest', number: 'HAK-1' }] })).rejects.toThrow(
        'Only staff',
      )
    })

    it('let a restricted registration be neither listed, nor opened, nor decided, until it is lifted', async () => {
      const process = await harness().start()
      await hire(harness())
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { effects: [{ kind: 'restrict', wanted: true }] })
      expect((await look(process)).person.restricted).toBe(true)
      const [list, opened] = await desk(process)
      expect(list).toMatchObject({ registrations: [] })
      expect(opened).toEqual({ kind: 'registration', registration: undefined, restricted: true })
      const decide: Effect = {
        kind: 'movePeople',
        moves: [{ number: 'LA-1', from: 'terdaftar' }],
        to: 'lengkap',
        reason: undefined,
      }
      expect((await turn(process, { effects: [decide] }, staff)).notices).toEqual([])
      expect((await look(process)).person.registrations).toMatchObject([{ stage: 'terdaftar' }])
      expect((await turn(process, { effects: [submission('LA-1', { fullName: 'Siti' })] })).notices).toEqual([])
      await turn(process, { effects: [{ kind: 'restrict', wanted: false }] })
      expect((await look(process)).person).not.toHaveProperty('restricted')
      expect((await desk(process))[1]).toMatchObject({ registration: { number: 'LA-1' } })
      expect((await turn(process, { effects: [decide] }, staff)).notices).toHaveLength(1)
    })

    it('write down each ticket whose words the desk showed', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(process, { effects: [{ kind: 'tellStaff', about: 'petugas', text: 'halo' }] })
      await desk(process)
      expect(await harness().rows("SELECT actor, subject FROM audit WHERE action = 'lihat di meja'")).toEqual([
        { actor: rina, subject: 'tiket 1' },
      ])
    })

    it('show a person who read what, and nothing of anybody else', async () => {
      const process = await harness().start()
      await hire(harness())
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { effects: [submission('LA-2')] }, chatOf('budi'))
      const open = (subject: string): Effect => ({
        kind: 'audit',
        action: 'buka pendaftaran',
        subject,
        reason: 'pemeriksaan',
      })
      await turn(process, { effects: [open('LA-1'), open('LA-2')] }, staff)
      await process.turns.receive([said('jejak data')])
      const trail: unknown[] = []
      await decideAll(process, () => ({}))
      await process.turns.receive([said('jejak data')])
      await process.turns.take(10, async (tx) => {
        trail.push(await tx.look(tx.chats[0]!, { kind: 'trail' }, new Date()))
        return tx.save([])
      })
      expect(trail).toEqual([
        {
          kind: 'trail',
          readings: [{ at: expect.any(Date), what: 'petugas membuka pendaftaran LA-1 (pemeriksaan)' }],
          requests: [],
        },
      ])
    })
  })
}
