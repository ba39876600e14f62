import { type Inviting, inviteToCheckins } from '../checkins/invite.ts'
import type { Client, Database } from '../database.ts'
import { planWork, type WorkRules } from '../work/plan.ts'
import { queueWork, type WorkQueueing } from '../work/queue.ts'
import { type DocumentReminding, remindDocuments } from './documents.ts'
import { type FormReminding, remindForms } from './forms.ts'
import { tryLockReminders } from './lock.ts'
import { planSteps } from './plan.ts'
import { type Queueing, queueDue } from './queue.ts'

export type Reminding = Queueing & {
  form: Omit<FormReminding, 'accounts' | 'officeZone'>
  documents: Omit<DocumentReminding, 'accounts' | 'officeZone'>
  work: { rules: WorkRules; word: WorkQueueing['word'] }
  checkins: Inviting
}

/**
 * One round: plans what is new, then makes messages of what is due. Each half is a transaction of its own, and may be cut
 * off anywhere: the next round, here or in another process, goes on from what is written. While one process is at it,
 * others do nothing.
 */
export async function remind(db: Database, reminding: Reminding, now: Date): Promise<Record<string, number>> {
  const { accounts, officeZone, form, documents, work, checkins } = reminding
  const { keys } = db
  const planned = await alone(db, async (client) => {
    const steps = await planSteps(client, reminding, now)
    return steps + (await planWork({ client, keys, rules: work.rules, officeZone }, now))
  })
  const counts = await alone(db, async (client) => {
    const queued = await queueDue(client, db.keys, reminding, now)
    const forms = await remindForms(client, db.keys, { ...form, accounts, officeZone }, now)
    const ofWork = await queueWork({ client, keys, accounts, ...work }, now)
    const checkin = await inviteToCheckins({ client, keys, accounts, officeZone, ...checkins }, now)
    const documentsTold = await remindDocuments(client, keys, { ...documents, accounts, officeZone }, now)
    const counts = sums(queued, ofWork, { checkin })
    if ((counts.queued ?? 0) + forms + checkin + documentsTold > 0) await client.query("SELECT pg_notify('outbox', '')")
    return { ...counts, form: forms, ...(documentsTold > 0 && { documents: documentsTold }) }
  })
  return { ...counts, planned: planned ?? 0 }
}

function sums(...all: Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const counts of all)
    for (const [state, count] of Object.entries(counts)) total[state] = (total[state] ?? 0) + count
  return total
}

function alone<T>(db: Database, work: (client: Client) => Promise<T>): Promise<T | undefined> {
  return db.transaction(async (client) => {
    if (!(await tryLockReminders(client))) return undefined
    return work(client)
  })
}
