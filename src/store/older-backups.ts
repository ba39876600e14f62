/** What older versions wrote, as it is called now. */
import type { Stage } from '../domain/stage.ts'

const STAGE_OF = new Map<unknown, Stage>([
  ['menunggu', 'terdaftar'],
  ['diterima', 'lengkap'],
  ['dikembalikan', 'perlu-perbaikan'],
  ['ditarik', 'mengundurkan-diri'],
])

/** A row of a backup, with today's columns where they got another name since it was made. */
export function presentRow(table: string, row: string): string {
  if (table === 'tickets') return presentTicket(row)
  if (table !== 'registrations' || !row.includes('"state":')) return row
  const { state, ...rest } = JSON.parse(row)
  if (!STAGE_OF.has(state)) return row
  return JSON.stringify({
    ...rest,
    stage: STAGE_OF.get(state),
    erased_at: state === 'ditarik' ? (rest.decided_at ?? rest.submitted_at) : null,
  })
}

/** Tickets were open or closed, and nobody's. */
function presentTicket(row: string): string {
  const ticket = JSON.parse(row)
  if (ticket.state !== 'open' && ticket.state !== 'closed') return row
  return JSON.stringify({ ...ticket, state: ticket.state === 'open' ? 'baru' : 'selesai' })
}
