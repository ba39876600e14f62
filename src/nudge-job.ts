/** The job that reminds staff, minute by minute, of what waits for them. */
import type { Job } from './app/jobs.ts'
import type { Account } from './app/store.ts'
import { ticketsReply } from './flows/nudge-words.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import type { Database } from './store/database.ts'
import { nudgeAboutTickets } from './store/nudges.ts'

type Parts = { db: Database; knowledge: Knowledge; accounts: () => Account[]; clock: () => Date }

export const nudgeJob = ({ db, knowledge, accounts, clock }: Parts): Job => ({
  name: 'pengingat petugas',
  at: '* * * * *',
  run: () => nudgeStaff(db, knowledge, accounts(), clock()),
})

/** One round, as of `now`. Resolves to how many of each were said. */
export async function nudgeStaff(
  db: Database,
  { office }: Knowledge,
  accounts: Account[],
  now: Date,
): Promise<Record<string, number>> {
  const tickets = await nudgeAboutTickets(
    db,
    { hours: office, rules: office.ticketReminders, accounts, word: ticketsReply },
    now,
  )
  return tickets > 0 ? { tickets } : {}
}
