/** How staff are reminded of what waits. */
import type { Reply } from '../domain/chat.ts'
import type { TicketNudge } from '../domain/nudges.ts'

/** More buttons than these would not be read. */
const BUTTONS = 3

const waitedWords = (minutes: number): string =>
  minutes < 60
    ? `${minutes} menit`
    : `${Math.floor(minutes / 60)} jam${minutes % 60 > 0 ? ` ${minutes % 60} menit` : ''}`

/** All of the same kind: emergencies, or tickets that are told to the same people. */
export function ticketsReply(nudges: readonly TicketNudge[]): Reply {
  const [first] = nudges
  const list = nudges.map(({ ticket, waited }) => `• tiket ${ticket}, sudah ${waitedWords(waited)}`).join('\n')
  const choices = nudges
    .slice(0, BUTTONS)
    .map(({ ticket }) => ({ id: `meja:tiket=${ticket}`, label: `Buka tiket ${ticket}` }))
  return {
    text: `${head(first)}\n${list}\n\n${TODO[first?.urgent ? 'urgent' : (first?.to ?? 'staff')]}`,
    choices,
    aside: true,
  }
}

const head = (first: TicketNudge | undefined) =>
  first?.urgent ? '🚨 *DARURAT, belum ada yang menangani:*' : '⏰ *Belum diambil siapa pun* (dihitung jam kerja):'

const TODO = {
  urgent: 'Siapa yang bisa, ambil sekarang: ketik *meja*. Jangan menunggu petugas lain.',
  staff: 'Ketik *meja* untuk mengambil.',
  admins: 'Kabar ini hanya untuk admin: ambil, atau tanyakan siapa yang bisa. Ketik *meja*.',
}
