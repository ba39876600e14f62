/** When staff are reminded of what waits for them. Pure: the rules are the office's. */
import { isOpen, type OfficeHours, openMinutes } from './opening.ts'

/** Minutes: of office hours for the first two, by the clock for an emergency. */
export type TicketRules = { staffAfter: number; adminsAfter: number; urgentEvery: number; urgentTimes: number }

/** A ticket that nobody has. `urgentSince`: it is an emergency that nobody has taken up. */
export type Untaken = { ticket: number; since: Date; urgentSince: Date | undefined }

/** `since` and `step` make it one of a kind: it is said once. `waited`: minutes, counted as its rule counts. */
export type TicketNudge = {
  ticket: number
  since: Date
  step: string
  to: 'staff' | 'admins'
  urgent: boolean
  waited: number
}

const MINUTE_MS = 60_000

/** Every step that has come due by now, the latest last; nothing but emergencies outside of office hours. */
export function nudgesDue(
  hours: OfficeHours,
  { staffAfter, adminsAfter, urgentEvery, urgentTimes }: TicketRules,
  { ticket, since, urgentSince }: Untaken,
  now: Date,
): TicketNudge[] {
  if (urgentSince !== undefined) {
    const waited = Math.floor((now.getTime() - urgentSince.getTime()) / MINUTE_MS)
    const due = Math.min(urgentTimes, Math.floor(waited / urgentEvery))
    return Array.from({ length: Math.max(0, due) }, (_, i) => ({
      ticket,
      since: urgentSince,
      step: `darurat-${i + 1}`,
      to: 'staff',
      urgent: true,
      waited,
    }))
  }
  if (!isOpen(hours, now)) return []
  const waited = openMinutes(hours, since, now)
  const steps = [
    { step: 'petugas', to: 'staff' as const, after: staffAfter },
    { step: 'admin', to: 'admins' as const, after: adminsAfter },
  ]
  return steps
    .filter(({ after }) => waited >= after)
    .map(({ step, to }) => ({ ticket, since, step, to, urgent: false, waited }))
}
