import { describe, expect, it } from 'vitest'
import type { Stage } from '../../../src/domain/stage.ts'
import type { StoreHarness } from '../store-contract.ts'
import { hire, submission } from './effects.ts'
import { chatOf, look, turn } from './turn.ts'

export function moving(harness: () => StoreHarness): void {
  describe('a registration’s way', () => {
    const staff = chatOf('petugas')
    /** From where to where, by whom, and why. */
    const moves = async (number = 'LA-1') => {
      const rows = await harness().rows<{ from: string; to: string; by: string; reason: Buffer | null }>(
        'SELECT from_stage AS from, to_stage AS to, by, reason FROM stage_moves WHERE registration = $1 ORDER BY id',
        [number],
      )
      return rows.map(({ from, to, by, reason }) => [from, to, by, reason && harness().unseal('move', reason)])
    }
    const put = (stage: Stage) => harness().rows('UPDATE registrations SET stage = $1', [stage])

    it('is written down from its first step: who, when, why', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(process, { effects: [submission('LA-1')] })
      const returned = {
        kind: 'decideRegistration',
        number: 'LA-1',
        stage: 'perlu-perbaikan',
        reason: 'Foto buram',
      } as const
      await turn(process, { effects: [returned] }, staff)
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { effects: [submission('LA-1')] }) // is there already
      await turn(process, { effects: [{ kind: 'decideRegistration', number: 'LA-1', stage: 'lengkap' }] }, staff)
      expect(await moves()).toEqual([
        [null, 'terdaftar', 'person', null],
        ['terdaftar', 'perlu-perbaikan', rina, 'Foto buram'],
        ['perlu-perbaikan', 'terdaftar', 'person', null],
        ['terdaftar', 'lengkap', rina, null],
      ])
    })

    it('ends when consent is withdrawn; why it went as it did is erased with the answers', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(process, { effects: [submission('LA-1', { province: '63' })] })
      const returned = {
        kind: 'decideRegistration',
        number: 'LA-1',
        stage: 'perlu-perbaikan',
        reason: 'Foto buram',
      } as const
      await turn(process, { effects: [returned] }, staff)
      const withdraw = { kind: 'withdrawRegistration', number: 'LA-1' } as const
      await turn(process, { effects: [withdraw, withdraw] })
      expect(await moves()).toEqual([
        [null, 'terdaftar', 'person', null],
        ['terdaftar', 'perlu-perbaikan', rina, null],
        ['perlu-perbaikan', 'mengundurkan-diri', 'person', null],
      ])
      expect((await look(process)).person.registrations).toEqual([])
    })

    it('keeps the province in clear, where the answers tell it', async () => {
      const process = await harness().start()
      const province = async () => (await harness().rows('SELECT province FROM registrations'))[0]
      await turn(process, { effects: [submission('LA-1', { province: '63' })] })
      expect(await province()).toEqual({ province: '63' })
      await turn(process, { effects: [submission('LA-1', { province: 'Kalsel' })] })
      expect(await province()).toEqual({ province: null })
    })

    it('is not thrown back when somebody who is further on mends their answers', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1')] })
      await put('pelatihan')
      const { notices } = await turn(process, { effects: [submission('LA-1', { fullName: 'Siti Aminah' })] })
      expect(notices).toEqual([{ to: 'staff', about: 'registration', number: 'LA-1', again: true }])
      expect((await look(process)).person.registrations).toMatchObject([
        { stage: 'pelatihan', answers: { fullName: 'Siti Aminah' } },
      ])
      expect(await moves()).toHaveLength(1)
    })

    it.each(['alumni', 'tidak-lanjut', 'mengundurkan-diri'] as const)(
      'has no way out of %s; whoever came there may begin another',
      async (end) => {
        const process = await harness().start()
        await hire(harness())
        await turn(process, { effects: [submission('LA-1', { fullName: 'Siti' })] })
        await put(end)
        await turn(process, { effects: [{ kind: 'decideRegistration', number: 'LA-1', stage: 'lengkap' }] }, staff)
        await expect(turn(process, { effects: [submission('LA-1')] })).rejects.toThrow('at its end')
        await turn(process, { effects: [submission('LA-2', { fullName: 'Siti Aminah' })] })
        expect((await look(process)).person.registrations).toMatchObject([
          { number: 'LA-1', stage: end, answers: { fullName: 'Siti' } },
          { number: 'LA-2', stage: 'terdaftar' },
        ])
        await turn(process, { effects: [{ kind: 'withdrawRegistration', number: 'LA-1' }] })
        expect(await harness().rows("SELECT stage FROM registrations WHERE number = 'LA-1'")).toEqual([{ stage: end }])
        expect(await moves()).toHaveLength(1)
      },
    )

    it('goes with the person who is forgotten', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { effects: [{ kind: 'forgetPerson' }] })
      expect(await harness().rows('SELECT FROM stage_moves')).toEqual([])
    })
  })
}
