/** What the desk shows of a ticket. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { longMoment } from '../../domain/day.ts'
import type { TicketFound } from '../../domain/desk.ts'
import { quote } from '../../domain/markup.ts'
import { CLOSED_AS, type ClosedAs, mayHave } from '../../domain/ticket.ts'
import type { Place } from '../flow.ts'
import { DESK } from './way-back.ts'

export const CLOSED_WORDS: Record<ClosedAs, string> = {
  terjawab: 'Sudah terjawab',
  diarahkan: 'Diarahkan ke kantor lain',
  diam: 'Orangnya tidak membalas',
  'salah-kirim': 'Salah kirim',
}

export const actions = (ticket: number): Choice[] => [
  { id: `jawab=${ticket}`, label: 'Jawab' },
  { id: `tutup=${ticket}`, label: 'Tutup tiket' },
  { id: `serah=${ticket}`, label: 'Serahkan' },
]

/** The last words of both, and what this member of staff can do about it. */
export function conversation(found: TicketFound, { knowledge, person: { staff } }: Place): Reply {
  const { ticket, state, owner, messages } = found
  const files = messages.flatMap(({ file }) => (file === undefined ? [] : [file]))
  const lines = messages.map(({ by, name, text, at, file }) => {
    const who = by === 'staff' ? quote(name) : 'Orangnya'
    const mark = file === undefined ? '' : ` 📎${files.indexOf(file) + 1}`
    return `*${who}* (${longMoment(knowledge.office.zone, at)}):\n${quote(text)}${mark}`
  })
  const shown = files.map((id, i) => ({ id: `berkas=${id}`, label: `Lihat foto atau berkas ${i + 1}` }))
  const choices =
    state === 'selesai' ? [] : mayHave(owner, staff) ? actions(ticket) : handing(found, staff?.role === 'admin')
  const asks = found.mentors && state !== 'selesai' && mayHave(owner, staff)
  const mentor = asks ? [{ id: `mentor:tiket=${ticket}`, label: 'Tanya mentor' }] : []
  const take = state !== 'selesai' && owner === undefined ? [{ id: `ambil=${ticket}`, label: 'Ambil' }] : []
  return {
    text: [`*Tiket ${ticket}*${standing(found, staff?.id)}`, ...lines].join('\n\n'),
    choices: [...choices.slice(0, 1), ...take, ...choices.slice(1), ...mentor, ...shown, DESK],
  }
}

/** Who does not have it may only hand it on, and only as admin: an owner may be ill. */
const handing = ({ ticket }: TicketFound, admin: boolean): Choice[] =>
  admin ? [{ id: `serah=${ticket}`, label: 'Serahkan' }] : []

function standing({ state, owner }: TicketFound, me: string | undefined): string {
  if (state === 'selesai') return ' (sudah ditutup)'
  if (!owner) return ''
  const who = owner.id === me ? 'Kakak' : quote(owner.name)
  return state === 'menunggu-orang' ? ` (dipegang ${who}, menunggu balasan orangnya)` : ` (dipegang ${who})`
}

export function colleagues({ ticket, owner, colleagues }: TicketFound, { person: { staff } }: Place): Reply {
  const others = colleagues.filter(({ id }) => id !== owner?.id && (id !== staff?.id || owner !== undefined))
  if (others.length === 0) return { text: 'Belum ada petugas lain.', choices: [DESK] }
  const choices = others.map(({ id, name }) => ({
    id: `serahke=${ticket}.${id}`,
    label: id === staff?.id ? 'Saya' : name,
  }))
  return { text: `Tiket ${ticket} diserahkan kepada siapa?`, choices: [...choices, DESK] }
}

export const reasons = (ticket: number): Reply => ({
  text: `Mengapa tiket ${ticket} ditutup? Kalau orangnya menulis lagi, tiketnya terbuka lagi.`,
  choices: [...CLOSED_AS.map((as) => ({ id: `alasan=${ticket}.${as}`, label: CLOSED_WORDS[as] })), DESK],
})
