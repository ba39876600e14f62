/** The staff's desk in the chat: who waits, look at a registration, accept or return it, answer a ticket. */
import { z } from 'zod'
import type { Reply } from '../domain/chat.ts'
import { dayIn, longDay, longMoment } from '../domain/day.ts'
import type { Found } from '../domain/desk.ts'
import { quote } from '../domain/markup.ts'
import { defineFlow, type Heard, type Place, type Turn } from './flow.ts'
import { readable } from './registration/registration.ts'

/** What the staff member is doing: writing a reason, or an answer that is shown before it is sent. */
const Draft = z.object({
  returning: z.string().optional(),
  answering: z.number().optional(),
  text: z.string().optional(),
})
type Draft = z.infer<typeof Draft>

export const desk = defineFlow<Draft>({
  name: 'meja',
  staffOnly: true,
  hears: ['batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: () => overview(),
  receive(draft, heard, place) {
    if (heard.kind === 'found') return show(heard.found, place)
    if (heard.kind === 'choice') return choose(draft, heard.id)
    if (heard.kind === 'text') return write(draft, heard)
    return overview()
  },
})

const overview = (before: Reply[] = []): Turn<Draft> => ({ draft: {}, replies: before, lookup: { kind: 'desk' } })
const DESK = { id: 'depan', label: 'Meja petugas' }

function choose(draft: Draft, id: string): Turn<Draft> {
  const [what, value = ''] = id.split('=')
  switch (what) {
    case 'daftar':
      return {
        draft: {},
        replies: [],
        lookup: { kind: 'registration', number: value },
        effects: [{ kind: 'audit', action: 'buka pendaftaran', subject: value, reason: 'pemeriksaan pendaftaran' }],
      }
    case 'tiket':
      return {
        draft: {},
        replies: [],
        lookup: { kind: 'ticket', ticket: Number(value) },
        effects: [{ kind: 'audit', action: 'buka tiket', subject: `tiket ${Number(value)}`, reason: 'menjawab orang' }],
      }
    case 'terima':
      return overviewAfter(`Pendaftaran ${quote(value)} dicatat sebagai diterima. Orangnya dikabari.`, {
        kind: 'decideRegistration',
        number: value,
        state: 'diterima',
      })
    case 'kembalikan':
      return {
        draft: { returning: value },
        replies: [
          {
            text: `Apa yang perlu diperbaiki di ${quote(value)}? Tulis alasannya; kalimat ini dikirim apa adanya. Ketik *batal* kalau tidak jadi.`,
          },
        ],
      }
    case 'jawab':
      return {
        draft: { answering: Number(value) },
        replies: [
          { text: `Tulis jawaban untuk tiket ${Number(value)}. Sebelum dikirim, Kakak bisa memeriksanya dulu.` },
        ],
      }
    case 'kirim':
      return send(draft)
    case 'tutup':
      return overviewAfter(`Tiket ${Number(value)} ditutup.`, { kind: 'closeTicket', ticket: Number(value) })
    default:
      return overview()
  }
}

function overviewAfter(text: string, effect: NonNullable<Turn['effects']>[number]): Turn<Draft> {
  return { draft: {}, replies: [{ text, choices: [DESK] }], effects: [effect] }
}

/** A reason or an answer is shown as it will be received, and goes out only when it is confirmed. */
function write(draft: Draft, { text }: Extract<Heard, { kind: 'text' }>): Turn<Draft> {
  if (!draft.returning && !draft.answering) return { draft, replies: [], unclear: true }
  const to = draft.returning ? `pendaftaran ${draft.returning}` : `tiket ${draft.answering}`
  const choices = [
    { id: 'kirim', label: 'Kirim' },
    { id: 'depan', label: 'Batal' },
  ]
  return {
    draft: { ...draft, text },
    replies: [{ text: `Untuk ${quote(to)}:\n\n${quote(text)}\n\nKirim? Untuk mengganti, tulis lagi.`, choices }],
  }
}

function send({ returning, answering, text }: Draft): Turn<Draft> {
  if (text && returning)
    return overviewAfter(`Pendaftaran ${quote(returning)} dikembalikan dengan alasan itu. Orangnya dikabari.`, {
      kind: 'decideRegistration',
      number: returning,
      state: 'dikembalikan',
      reason: text,
    })
  if (text && answering) {
    const choices = [{ id: `tutup=${answering}`, label: 'Tutup tiket' }, DESK]
    return {
      draft: {},
      replies: [{ text: `Jawaban untuk tiket ${answering} dikirim.`, choices }],
      effects: [{ kind: 'answerTicket', ticket: answering, text }],
    }
  }
  return overview([{ text: 'Tidak ada yang menunggu dikirim.' }])
}

function show(found: Found, place: Place): Turn<Draft> {
  if (found.kind === 'desk') return { draft: {}, replies: [list(found, place)] }
  if (found.kind === 'ticket') return { draft: {}, replies: [conversation(found, place)] }
  const { registration } = found
  if (!registration) return { draft: {}, replies: [{ text: 'Pendaftaran itu tidak ada (lagi).', choices: [DESK] }] }
  const { number, state, submittedAt, answers } = registration
  const head = `*Pendaftaran ${number}* – ${state}\nDikirim ${longMoment(place.knowledge.office.zone, submittedAt)}`
  const choices = [
    ...(state === 'menunggu'
      ? [
          { id: `terima=${number}`, label: 'Terima' },
          { id: `kembalikan=${number}`, label: 'Kembalikan' },
        ]
      : []),
    DESK,
  ]
  return { draft: {}, replies: [{ text: `${head}\n\n${readable(answers, place)}`, choices }] }
}

function list({ registrations, tickets }: Extract<Found, { kind: 'desk' }>, { knowledge }: Place): Reply {
  if (registrations.length === 0 && tickets.length === 0)
    return { text: 'Tidak ada yang menunggu. 👍', choices: [{ id: 'menu:menu', label: 'Menu' }] }
  const day = (at: Date) => longDay(dayIn(knowledge.office.zone, at))
  const choices = [
    ...tickets.map((t) => ({
      id: `tiket=${t.id}`,
      label: `${t.about === 'darurat' ? '🚨 ' : ''}Tiket ${t.id}: ${t.last.slice(0, 30)}`,
    })),
    ...registrations.map((r) => ({ id: `daftar=${r.number}`, label: `${r.number} (${day(r.submittedAt)})` })),
  ]
  return { text: `*Yang menunggu:* ${tickets.length} tiket, ${registrations.length} pendaftaran.`, choices }
}

function conversation({ ticket, open, messages }: Extract<Found, { kind: 'ticket' }>, { knowledge }: Place): Reply {
  const lines = messages.map(
    (m) =>
      `${m.by === 'staff' ? `*${quote(m.name)}*` : '*Orangnya*'} (${longMoment(knowledge.office.zone, m.at)}):\n${quote(m.text)}`,
  )
  const choices = [
    ...(open
      ? [
          { id: `jawab=${ticket}`, label: 'Jawab' },
          { id: `tutup=${ticket}`, label: 'Tutup tiket' },
        ]
      : []),
    DESK,
  ]
  return { text: [`*Tiket ${ticket}*${open ? '' : ' (sudah ditutup)'}`, ...lines].join('\n\n'), choices }
}
