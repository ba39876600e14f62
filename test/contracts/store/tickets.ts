import { describe, expect, it } from 'vitest'
import type { Notice } from '../../../src/app/store.ts'
import type { Found, Lookup } from '../../../src/domain/desk.ts'
import type { Effect, TicketAbout } from '../../../src/domain/effect.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { goes, hire, submission } from './effects.ts'
import { chatOf, look, said, turn } from './turn.ts'

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

    it('open with the first words, go on with the next, and begin anew when closed', async () => {
      const process = await harness().start()
      await hire(harness())
      const first = await ask(process, tell('Pak, saya mau tanya'))
      const ticket = numberOf(first)
      expect(first).toMatchObject({ to: 'staff', about: 'ticket', urgent: false, text: 'Pak, saya mau tanya' })
      expect((await look(process)).person.openTicket).toBe(ticket)
      expect(numberOf(await ask(process, tell('soal paspor')))).toBe(ticket)
      expect(numberOf(await ask(process, tell('saya juga'), chatOf('rahmah')))).not.toBe(ticket)
      await turn(process, { effects: [{ kind: 'closeTicket', ticket }] }, staff)
      expect((await look(process)).person.openTicket).toBeUndefined()
      expect(numberOf(await ask(process, tell('satu lagi')))).not.toBe(ticket)
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
        open: true,
        messages: [
          { by: 'person', text: 'kapan buka?' },
          { by: 'staff', name: 'Rina', text: 'Senin, Kak' },
        ],
      })
      await turn(process, { effects: [{ kind: 'closeTicket', ticket }] }, staff)
      expect(await lookUp(process, { kind: 'ticket', ticket })).toMatchObject({ open: false })
      const log = await harness().rows('SELECT actor, action, subject FROM audit ORDER BY id')
      expect(log).toEqual([
        { actor: rina, action: 'jawab tiket', subject: `tiket ${ticket}` },
        { actor: rina, action: 'tutup tiket', subject: `tiket ${ticket}` },
      ])
    })

    it('answer nobody where there is no such ticket', async () => {
      const process = await harness().start()
      await hire(harness())
      const { notices } = await turn(process, { effects: [{ kind: 'answerTicket', ticket: 99, text: 'x' }] }, staff)
      expect(notices).toEqual([])
      expect(await lookUp(process, { kind: 'ticket', ticket: 99 })).toMatchObject({ open: false, messages: [] })
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
      await turn(process, { effects: [{ kind: 'closeTicket', ticket: closed }] }, staff)
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
