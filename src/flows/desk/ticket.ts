/** Steps with a ticket. Who has it is looked up, and held, in the same transaction before anything is done. */
import type { TicketFound } from '../../domain/desk.ts'
import type { Effect } from '../../domain/effect.ts'
import { quote } from '../../domain/markup.ts'
import { mayHave } from '../../domain/ticket.ts'
import type { Place, Turn } from '../flow.ts'
import { type Draft, TicketStep } from './draft.ts'
import { shortly } from './showing.ts'
import { actions, CLOSED_WORDS, colleagues, conversation, reasons } from './ticket-showing.ts'
import { DESK } from './way-back.ts'
import { askForText, preview } from './writing.ts'

/** A button's id: "jawab=12", and where there is something to choose "serahke=12.<id>". undefined: not about a ticket. */
export function chooseTicket(what: string, value: string): Turn<Draft> | undefined {
  const [number, rest] = /^(\d{1,9})(?:\.(.+))?$/.exec(value)?.slice(1) ?? []
  const ticket = Number(number ?? 0)
  if (what === 'tiket') return lookAtTicket(ticket)
  if (what === 'kirim') return undefined
  const step = TicketStep.safeParse({ do: what, ticket, canned: rest, to: rest, as: rest })
  return step.success ? lookUp(step.data) : undefined
}

export function lookAtTicket(ticket: number): Turn<Draft> {
  const reason = 'menjawab orang'
  const effect: Effect = { kind: 'audit', action: 'buka tiket', subject: `tiket ${ticket}`, reason }
  return { ...lookUp({ do: 'lihat', ticket }), effects: [effect] }
}

/** Only a text that was shown goes out. */
export function sendAnswer(draft: Draft): Turn<Draft> {
  const { answering: ticket = 0, mark } = draft
  return mark === undefined ? lookUp({ do: 'jawab', ticket }) : lookUp({ do: 'kirim', ticket }, draft)
}

const lookUp = (step: TicketStep, { text, mark }: Draft = {}): Turn<Draft> => ({
  draft: { step, text, mark },
  replies: [],
  lookup: { kind: 'ticket', ticket: step.ticket },
})

/** What was found is true until the turn is done, so what is said here is what happens. */
export function foundTicket({ step, text }: Draft, found: TicketFound, place: Place): Turn<Draft> {
  const { ticket, state, owner } = found
  if (state === undefined) return said(`Tiket ${ticket} tidak ada.`)
  if (!step || step.do === 'lihat') return { draft: {}, replies: [conversation(found, place)] }
  const kept = text === undefined ? '' : ` Tulisan Kakak belum dikirim:\n\n${quote(text)}`
  if (state === 'selesai') return said(`Tiket ${ticket} sudah ditutup, jadi tidak ada yang diubah.${kept}`)
  const { staff } = place.person
  const moves = step.do === 'serah' || step.do === 'serahke'
  if (!mayHave(owner, staff) && !(moves && staff?.role === 'admin'))
    return said(
      `Tiket ${ticket} sedang dipegang ${quote(owner?.name ?? 'petugas lain')}, jadi tidak ada yang diubah.${kept}`,
    )
  return act(step, text, found, place)
}

function act(step: TicketStep, text: string | undefined, found: TicketFound, place: Place): Turn<Draft> {
  const { ticket } = found
  switch (step.do) {
    case 'ambil':
      return done(`Tiket ${ticket} sekarang Kakak yang pegang.`, { kind: 'takeTicket', ticket }, actions(ticket))
    case 'jawab':
      return write(found, place)
    case 'pakai': {
      const canned = place.knowledge.cannedAnswers.find(({ id }) => id === step.canned)
      return canned ? preview({ answering: ticket }, canned.text, place) : write(found, place)
    }
    case 'kirim':
      return text === undefined
        ? write(found, place)
        : done(`Jawaban untuk tiket ${ticket} dikirim.`, { kind: 'answerTicket', ticket, text }, [
            { id: `tutup=${ticket}`, label: 'Tutup tiket' },
          ])
    case 'serah':
      return { draft: {}, replies: [colleagues(found, place)] }
    case 'serahke':
      return hand(step.to, found, place)
    case 'tutup':
      return { draft: {}, replies: [reasons(ticket)] }
    case 'alasan':
      return done(`Tiket ${ticket} ditutup: ${CLOSED_WORDS[step.as].toLowerCase()}.`, {
        kind: 'closeTicket',
        ticket,
        as: step.as,
      })
    default:
      return { draft: {}, replies: [conversation(found, place)] }
  }
}

/** The person's last words stand above what is written, lest it be meant for somebody else. */
function write({ ticket, messages }: TicketFound, { knowledge }: Place): Turn<Draft> {
  const last = messages.findLast(({ by }) => by === 'person')
  const canned = knowledge.cannedAnswers.map(({ id, label }) => ({ id: `pakai=${ticket}.${id}`, label }))
  return askForText({ answering: ticket }, last && `Terakhir ditulis orangnya: “${quote(shortly(last.text))}”`, canned)
}

function hand(to: string, { ticket, owner, colleagues }: TicketFound, place: Place): Turn<Draft> {
  const colleague = colleagues.find(({ id }) => id === to)
  if (!colleague) return said('Petugas itu sudah tidak ada, jadi tidak ada yang diubah.')
  if (colleague.id === owner?.id) return said(`Tiket ${ticket} memang sudah dipegang ${quote(colleague.name)}.`)
  const name = colleague.id === place.person.staff?.id ? 'Kakak' : quote(colleague.name)
  return done(`Tiket ${ticket} diserahkan kepada ${name}.`, { kind: 'handTicket', ticket, to })
}

const said = (text: string): Turn<Draft> => ({ draft: {}, replies: [{ text, choices: [DESK] }] })

function done(text: string, effect: Effect, choices: { id: string; label: string }[] = []): Turn<Draft> {
  return { draft: {}, replies: [{ text, choices: [...choices, DESK] }], effects: [effect] }
}
