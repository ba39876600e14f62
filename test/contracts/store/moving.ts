import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Found } from '../../../src/domain/desk.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import type { MovingQuery } from '../../../src/domain/moving.ts'
import { afterSending, isEnd, STAGES, type Stage } from '../../../src/domain/stage.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { goes, hire, submission } from './effects.ts'
import { chatOf, decideAll, look, said, turn } from './turn.ts'

export function moving(harness: () => StoreHarness): void {
  describe('a registration’s way', () => {
    const staff = chatOf('petugas')
    /** From where to where, by whom, and why. */
    const wayOf = async (number = 'LA-1') => {
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
      await turn(process, { effects: [goes('LA-1', 'terdaftar', 'perlu-perbaikan', 'Foto buram')] }, staff)
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { effects: [submission('LA-1')] }) // is there already
      await turn(process, { effects: [goes('LA-1', 'terdaftar', 'lengkap')] }, staff)
      expect(await wayOf()).toEqual([
        [null, 'terdaftar', 'person', null],
        ['terdaftar', 'perlu-perbaikan', rina, 'Foto buram'],
        ['perlu-perbaikan', 'terdaftar', 'person', null],
        ['terdaftar', 'lengkap', rina, 'sesuai tahapan'],
      ])
    })

    it('ends when consent is withdrawn; why it went as it did is erased with the answers', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(process, { effects: [submission('LA-1', { province: '63' })] })
      await turn(process, { effects: [goes('LA-1', 'terdaftar', 'perlu-perbaikan', 'Foto buram')] }, staff)
      const withdraw = { kind: 'withdrawRegistration', number: 'LA-1' } as const
      await turn(process, { effects: [withdraw, withdraw] })
      expect(await wayOf()).toEqual([
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
      expect(await wayOf()).toHaveLength(1)
    })

    it.each(['alumni', 'tidak-lanjut', 'mengundurkan-diri'] as const)(
      'has no way out of %s; whoever came there may begin another',
      async (end) => {
        const process = await harness().start()
        await hire(harness())
        await turn(process, { effects: [submission('LA-1', { fullName: 'Siti' })] })
        await put(end)
        await turn(process, { effects: [goes('LA-1', end, 'lengkap')] }, staff)
        await expect(turn(process, { effects: [submission('LA-1')] })).rejects.toThrow('at its end')
        await turn(process, { effects: [submission('LA-2', { fullName: 'Siti Aminah' })] })
        expect((await look(process)).person.registrations).toMatchObject([
          { number: 'LA-1', stage: end, answers: { fullName: 'Siti' } },
          { number: 'LA-2', stage: 'terdaftar' },
        ])
        await turn(process, { effects: [{ kind: 'withdrawRegistration', number: 'LA-1' }] })
        expect(await harness().rows("SELECT stage FROM registrations WHERE number = 'LA-1'")).toEqual([{ stage: end }])
        expect(await wayOf()).toHaveLength(1)
      },
    )

    const batch = (id: string, seats: number | null = null) =>
      harness().rows(
        "INSERT INTO batches (id, scheme, name, starts, seats) VALUES ($1, 'ssw-kaigo', 'Kaigo Januari 2027', '2027-01-04', $2)",
        [id, seats],
      )
    const found = async (process: StoreProcess, query: MovingQuery) => {
      await process.turns.receive([said('meja', staff)])
      const looked = await process.turns.take(10, async (tx) => {
        const found = await tx.look(tx.chats[0]!, { kind: 'moving', ...query }, new Date())
        await tx.save([])
        return found
      })
      return looked as Extract<Found, { kind: 'moving' }>
    }

    it('is taken by many at once; who was moved meanwhile stays where they are, and is told nothing', async () => {
      const process = await harness().start()
      await hire(harness())
      for (const [n, who] of ['siti', 'budi', 'rahmah'].entries())
        await turn(process, { effects: [submission(`LA-${n + 1}`)] }, chatOf(who))
      await harness().rows("UPDATE registrations SET stage = 'lengkap' WHERE number <> 'LA-2'")
      const moves = [1, 2, 3, 9].map((n) => ({ number: `LA-${n}`, from: 'lengkap' as const }))
      const move = { kind: 'movePeople', moves, to: 'seleksi', reason: 'tes 4 Januari' } as const
      const { notices } = await turn(process, { effects: [move] }, staff)
      expect(notices.map((notice) => 'number' in notice && notice.number)).toEqual(['LA-1', 'LA-3'])
      expect(await harness().rows('SELECT number, stage, reason FROM registrations ORDER BY number')).toEqual([
        { number: 'LA-1', stage: 'seleksi', reason: null }, // what is for the office is not shown to the person
        { number: 'LA-2', stage: 'terdaftar', reason: null },
        { number: 'LA-3', stage: 'seleksi', reason: null },
      ])
      expect([await wayOf(), await wayOf('LA-2')].map((way) => way.length)).toEqual([2, 1])
    })

    it('is moved by one of two who move the same person at the same moment', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      await hire(harness())
      await hire(harness(), 'petugas2', 'Tono')
      await turn(one, { effects: [submission('LA-1')] })
      await one.turns.receive([said('a', staff), said('b', chatOf('petugas2'))])
      const told = await Promise.all(
        [one, two].map((process, n) =>
          decideAll(process, () => ({ effects: [goes('LA-1', 'terdaftar', n ? 'lengkap' : 'diperiksa')] }), 1),
        ),
      )
      expect(told.flatMap((turned) => turned!.notices)).toHaveLength(1)
      expect(await wayOf()).toHaveLength(2)
    })

    it('is shown to staff by number or by batch, with who moved them last', async () => {
      const process = await harness().start()
      await hire(harness())
      await batch('kaigo-2027-1', 20)
      await turn(process, { effects: [submission('LA-1', { fullName: 'Siti' })] })
      await turn(process, { effects: [submission('LA-2', { fullName: 'Budi' })] }, chatOf('budi'))
      await turn(process, { effects: [goes('LA-1', 'terdaftar', 'lengkap')] }, staff)
      const put: Effect = { kind: 'putIntoBatch', numbers: ['LA-1', 'LA-9'], batch: 'kaigo-2027-1' }
      const { notices } = await turn(process, { effects: [put] }, staff)
      const days = { id: 'kaigo-2027-1', scheme: 'ssw-kaigo', name: 'Kaigo Januari 2027', starts: '2027-01-04' }
      expect(notices).toMatchObject([{ about: 'moved', news: 'batch', number: 'LA-1', batch: days }])
      expect((await turn(process, { effects: [put] }, staff)).notices).toEqual([]) // is in it already
      expect((await look(process)).person.registrations).toMatchObject([{ batch: days }])
      const siti = {
        number: 'LA-1',
        fullName: 'Siti',
        stage: 'lengkap',
        schemes: ['ssw-kaigo'],
        lastMove: { by: 'Rina' },
      }
      for (const slug of ['kaigo-2027-1', 'kaigo-januari-2027'])
        expect(await found(process, { numbers: [], batch: slug })).toMatchObject({
          people: [siti],
          batches: [{ ...days, seats: 20, taken: 1 }],
        })
      const both = await found(process, { numbers: ['LA-2', 'LA-1', 'LA-9'], batch: undefined })
      expect(both.people).toMatchObject([siti, { number: 'LA-2', lastMove: { by: undefined } }])
    })

    it('is written down exactly, whatever staff and the person do, and never leads out of an end', async () => {
      const process = await harness().start()
      await hire(harness())
      const act = fc.oneof(
        { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...STAGES), fc.constantFrom(...STAGES), fc.boolean()) },
        { weight: 1, arbitrary: fc.constantFrom('sends' as const, 'withdraws' as const) },
      )
      const counts = { done: 0, refused: 0 }
      let n = 0
      const walk = async (acts: (readonly [Stage, Stage, boolean] | 'sends' | 'withdraws')[]) => {
        const number = `LA-${++n}`
        const who = chatOf(`orang ${n}`)
        await turn(process, { effects: [submission(number)] }, who)
        const way: (Stage | null)[] = [null, 'terdaftar']
        let erased = false
        const step = (to: Stage, can = true) => {
          const moves = can && !erased && to !== way.at(-1) && !isEnd(way.at(-1)!)
          if (moves) way.push(to)
          counts[moves ? 'done' : 'refused']++
        }
        for (const one of acts) {
          const at = way.at(-1)!
          if (one === 'withdraws') {
            await turn(process, { effects: [{ kind: 'withdrawRegistration', number }] }, who)
            step('mengundurkan-diri')
            erased = true
          } else if (one === 'sends') {
            const sent = turn(process, { effects: [submission(number)] }, who)
            if (isEnd(at)) await expect(sent).rejects.toThrow('at its end')
            else await sent
            await decideAll(process, () => ({})) // what was refused is still open
            step(afterSending(at))
          } else {
            const from = one[2] ? at : one[0] // half of them see where the person stands
            await turn(process, { effects: [goes(number, from, one[1])] }, staff)
            step(one[1], from === at)
          }
        }
        expect((await wayOf(number)).map(([from, to]) => [from, to])).toEqual(way.slice(1).map((to, i) => [way[i], to]))
        const [row] = await harness().rows('SELECT stage FROM registrations WHERE number = $1', [number])
        expect(row).toEqual({ stage: way.at(-1) })
      }
      await fc.assert(fc.asyncProperty(fc.array(act, { maxLength: 7 }), walk), { numRuns: 25 })
      expect(Math.min(counts.done, counts.refused)).toBeGreaterThan(10)
    })

    it('goes with the person who is forgotten', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { effects: [{ kind: 'forgetPerson' }] })
      expect(await harness().rows('SELECT FROM stage_moves')).toEqual([])
    })
  })
}
