import { describe, expect, it } from 'vitest'
import type { Notice } from '../../../src/app/store.ts'
import type { Found, Lookup } from '../../../src/domain/desk.ts'
import type { Effect, TicketAbout } from '../../../src/domain/effect.ts'
import { releaseTickets } from '../../../src/store/ticket-steps.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { goes, hire, submission } from './effects.ts'
import { chatOf, decideNew, look, said, turn } from './turn.ts'

const tell = (text: string, about: TicketAbout = 'petugas') => ({ kind: 'tellStaff', about, text }) satisfies Effect
const staff = chatOf('petugas')

/** What a lookup finds now. */
export async function lookUp(process: StoreProcess, lookup: Lookup): Promise<Found> {
  await process.turns.receive([said('meja', staff)])
  const found = await process.turns.take(1, async (tx) => {
    const [chat] = tx.chats
    const answer = await tx.look(chat!, lookup, new Date())
    await tx.save([
      {
        chat: chat!,
        memory: chat!.memory,
        closed: chat!.events.map(({ row }) => ({ row, outcome: 'answered' })),
        outgoing: [],
      },
    ])
    return answer
  })
  return found!
}

export function tickets(harness: () => StoreHarness): void {
  describe('tickets', () => {
    const ask = async (process: StoreProcess, effect: Effect, from = chatOf('siti')): Promise<Notice> => {
      const { notices } = await turn(process, { effects: [effect] }, from)
      expect(notices).toHaveLength(1)
      return notices[0]!
    }
    const numberOf = (notice: Notice) => (notice as Extract<Notice, { about: 'ticket' }>).ticket

    it('open with the first words, go on with the next, open again soon after their end, and begin anew later', async () => {
      const process = await harness().start()
      await hire(harness())
      const first = await ask(process, tell('Pak, saya mau tanya'))
      const ticket = numberOf(first)
      expect(first).toMatchObject({ to: 'staff', about: 'ticket', urgent: false, text: 'Pak, saya mau tanya' })
      expect((await look(process)).person.openTicket).toBe(ticket)
      expect(numberOf(await ask(process, tell('soal paspor')))).toBe(ticket)
      expect(numberOf(await ask(process, tell('saya juga'), chatOf('rahmah')))).not.toBe(ticket)
      await turn(process, { effects: [{ kind: 'closeTicket', ticket, as: 'terjawab' }] }, staff)
      expect((await look(process)).person.openTicket).toBeUndefined()
      expect(numberOf(await ask(process, tell('satu lagi')))).toBe(ticket)
      expect((await look(process)).person.openTicket).toBe(ticket)
      expect(await lookUp(process, { kind: 'ticket', ticket })).toMatchObject({ state: 'baru', owner: undefined })
      await turn(process, { effects: [{ kind: 'closeTicket', ticket, as: 'diam' }] }, staff)
      await harness().rows("UPDATE tickets SET closed_at = closed_at - interval '8 days' WHERE id = $1", [ticket])
      expect(numberOf(await ask(process, tell('lama kemudian')))).not.toBe(ticket)
    })

    it('become an emergency by urgent words, and stay one', async () => {
      const process = await harness().start()
      const ticket = numberOf(await ask(process, tell('halo')))
      expect(await ask(process, tell('tolong saya dikurung', 'darurat'))).toMatchObject({ ticket, urgent: true })
      await ask(process, tell('masih di sini'))
      expect(await harness().rows('SELECT id, about FROM tickets')).toEqual([{ id: ticket, about: 'darurat' }])
    })

    it('carry the answer of staff to the chat that asked, and no other', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      const ticket = numberOf(await ask(process, tell('kapan buka?')))
      await ask(process, tell('saya juga'), chatOf('rahmah'))
      const { id } = await look(process)
      const answer = await ask(process, { kind: 'answerTicket', ticket, text: 'Senin, Kak' }, staff)
      expect(answer).toEqual({ to: 'person', chat: id, about: 'answer', text: 'Senin, Kak', by: 'Rina' })
      expect(await lookUp(process, { kind: 'ticket', ticket })).toMatchObject({
        ticket,
        state: 'menunggu-orang',
        owner: { id: rina, name: 'Rina' },
        messages: [
          { by: 'person', text: 'kapan buka?' },
          { by: 'staff', name: 'Rina', text: 'Senin, Kak' },
        ],
      })
      await turn(process, { effects: [{ kind: 'closeTicket', ticket, as: 'terjawab' }] }, staff)
      expect(await lookUp(process, { kind: 'ticket', ticket })).toMatchObject({ state: 'selesai' })
      const log = await harness().rows('SELECT actor, action, subject FROM audit ORDER BY id')
      expect(log).toEqual([
        { actor: rina, action: 'jawab tiket', subject: `tiket ${ticket}` },
        { actor: rina, action: 'tutup tiket', subject: `tiket ${ticket}` },
      ])
    })

    it('are one person’s of the staff: who comes second gets nothing, and what was taken is not answered by another', async () => {
      const process = await harness().start()
      const [rina, tono] = [await hire(harness()), await hire(harness(), 'tono', 'Tono')]
      const ticket = numberOf(await ask(process, tell('halo')))
      const tries = [staff, chatOf('tono')].map((from) =>
        decideNew(process, [said('ambil', from)], () => ({ effects: [{ kind: 'takeTicket', ticket }] })),
      )
      const done = (await Promise.allSettled(tries)).map(({ status }) => status)
      expect(done.sort()).toEqual(['fulfilled', 'rejected'])
      const found = (await lookUp(process, { kind: 'ticket', ticket })) as Extract<Found, { kind: 'ticket' }>
      expect([rina, tono]).toContain(found.owner?.id)
      const other = found.owner?.id === rina ? chatOf('tono') : staff
      for (const effect of [
        { kind: 'answerTicket', ticket, text: 'x' },
        { kind: 'closeTicket', ticket, as: 'diam' },
        { kind: 'handTicket', ticket, to: rina },
      ] satisfies Effect[])
        await expect(decideNew(process, [said('x', other)], () => ({ effects: [effect] }))).rejects.toThrow(
          'not theirs',
        )
      expect(await harness().rows('SELECT FROM ticket_messages WHERE staff_id IS NOT NULL')).toEqual([])
    })

    it('are handed to a colleague, who is told, and who then hears what the person writes', async () => {
      const process = await harness().start()
      await hire(harness())
      const tono = await hire(harness(), 'tono', 'Tono')
      const { id: there } = await look(process, chatOf('tono'))
      const ticket = numberOf(await ask(process, tell('halo')))
      const told = await ask(process, { kind: 'handTicket', ticket, to: tono }, staff)
      expect(told).toEqual({ to: 'person', chat: there, about: 'handed', ticket, by: 'Rina' })
      expect(await ask(process, tell('lagi'))).toMatchObject({
        to: 'person',
        chat: there,
        about: 'ticket',
        text: 'lagi',
      })
      expect(await ask(process, tell('tolong', 'darurat'))).toMatchObject({ to: 'staff', urgent: true })
    })

    it('take no step by who was removed, and are nobody’s again', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      const ticket = numberOf(await ask(process, tell('halo')))
      await turn(process, { effects: [{ kind: 'takeTicket', ticket }] }, staff)
      const sending = decideNew(process, [said('kirim', staff)], async () => {
        await harness().rows('UPDATE staff SET removed_at = now() WHERE id = $1', [rina])
        return { effects: [{ kind: 'answerTicket', ticket, text: 'x' }] }
      })
      await expect(sending).rejects.toThrow('not theirs')
      const query = async (sql: string, values: string[]) => ({ rows: await harness().rows(sql, values) })
      expect(await releaseTickets({ query } as never, rina)).toEqual([ticket])
      expect(await lookUp(process, { kind: 'ticket', ticket })).toMatchObject({ state: 'baru', owner: undefined })
    })

    it('answer nobody where there is no such ticket', async () => {
      const process = await harness().start()
      await hire(harness())
      const { notices } = await turn(process, { effects: [{ kind: 'answerTicket', ticket: 99, text: 'x' }] }, staff)
      expect(notices).toEqual([])
      expect(await lookUp(process, { kind: 'ticket', ticket: 99 })).toMatchObject({ state: undefined, messages: [] })
    })

    it('keep the file that came with the words', async () => {
      const process = await harness().start()
      const file = { ref: 'photo-1', mime: 'image/jpeg', bytes: 1000 }
      expect(await ask(process, { ...tell('(berkas)'), file })).toMatchObject({ file })
      const [row] = await harness().rows<{ body: Buffer }>('SELECT body FROM ticket_messages')
      const [kept] = await harness().rows<{ id: string; body: Buffer }>('SELECT id, body FROM files')
      expect(harness().unseal('ticket', row!.body)).toEqual({ text: '(berkas)', file: { ...file, kept: kept!.id } })
      expect(harness().unseal('file', kept!.body)).toEqual({ file })
    })

    it('wait on the desk, emergencies first, the rest by age, with the last words of the person', async () => {
      const process = await harness().start()
      await hire(harness())
      const first = numberOf(await ask(process, tell('pertama'), chatOf('a')))
      const closed = numberOf(await ask(process, tell('sudah beres'), chatOf('b')))
      const urgent = numberOf(await ask(process, tell('tolong', 'darurat'), chatOf('c')))
      await ask(process, tell('pertama, lagi'), chatOf('a'))
      await turn(process, { effects: [{ kind: 'closeTicket', ticket: closed, as: 'terjawab' }] }, staff)
      await ask(process, { kind: 'answerTicket', ticket: first, text: 'sebentar' }, staff)
      for (const [number, who] of [
        ['LA-1', 'a'],
        ['LA-2', 'b'],
        ['LA-3', 'c'],
      ] as const)
        await turn(process, { effects: [submission(number)] }, chatOf(who))
      await turn(process, { effects: [goes('LA-2', 'terdaftar', 'lengkap')] }, staff)
      const desk = (await lookUp(process, { kind: 'desk' })) as Extract<Found, { kind: 'desk' }>
      expect(desk.tickets.map(({ id, about, last }) => [id, about, last])).toEqual([
        [urgent, 'darurat', 'tolong'],
        [first, 'petugas', 'pertama, lagi'],
      ])
      expect(desk.registrations.map(({ number }) => number)).toEqual(['LA-1', 'LA-3'])
    })

    it('show staff a registration with its answers, or that it is not there', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1', { fullName: 'Siti' })] })
      expect(await lookUp(process, { kind: 'registration', number: 'LA-1' })).toMatchObject({
        registration: { number: 'LA-1', stage: 'terdaftar', answers: { fullName: 'Siti' } },
      })
      expect(await lookUp(process, { kind: 'registration', number: 'LA-9' })).toMatchObject({ registration: undefined })
    })

    it('reach every active member of staff where they talked last', async () => {
      const process = await harness().start([
        { channel: 'telegram', account: '42' },
        { channel: 'telegram', account: '43' },
      ])
      for (const name of ['petugas', 'tono', 'lama', 'belum datang']) await hire(harness(), name, name)
      await harness().rows("UPDATE staff SET removed_at = now() WHERE name = 'lama'")
      const chats = new Map<string, string>()
      for (const from of [staff, chatOf('tono'), chatOf('lama'), chatOf('tono', '43')])
        chats.set(`${from.chatId}@${from.account}`, (await look(process, from)).id)
      const reached = await process.turns
        .receive([said('halo')])
        .then(() => process.turns.take(1, async (tx) => (await tx.staffChats()).map(({ id }) => id)))
      expect(reached!.sort()).toEqual([chats.get('petugas@42'), chats.get('tono@43')].sort())
    })
  })
}
