/** How staff are reminded of what waits. */
import type { Reply } from '../domain/chat.ts'
import type { TicketNudge } from '../domain/nudges.ts'

/** More buttons than these would not be read. */
const BUTTONS = 3

const DAY_MINUTES = 24 * 60

/** Only an emergency's time goes on at night, so only that one is counted in days. */
function waitedWords({ waited, urgent }: TicketNudge): string {
  if (urgent && waited >= 2 * DAY_MINUTES) return `${Math.floor(waited / DAY_MINUTES)} hari`
  if (waited < 60) return `${waited} menit`
  return `${Math.floor(waited / 60)} jam${waited % 60 > 0 ? ` ${waited % 60} menit` : ''}`
}

/** All of the same kind: emergencies, or tickets that are told to the same people. */
export function ticketsReply(nudges: readonly TicketNudge[]): Reply {
  const [first] = nudges
  const list = nudges.map((nudge) => `• tiket ${nudge.ticket}, sudah ${waitedWords(nudge)}`).join('\n')
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
