import type { Client, Database } from '../database.ts'
import { type DocumentReminding, remindDocuments } from './documents.ts'
import { type FormReminding, remindForms } from './forms.ts'
import { tryLockReminders } from './lock.ts'
import { planSteps } from './plan.ts'
import { type Queueing, queueDue } from './queue.ts'

export type Reminding = Queueing & {
  form: Omit<FormReminding, 'accounts' | 'officeZone'>
  documents: Omit<DocumentReminding, 'accounts' | 'officeZone'>
}

/**
 * One round: plans what is new, then makes messages of what is due. Each half is a transaction of its own, and may be cut
 * off anywhere: the next round, here or in another process, goes on from what is written. While one process is at it,
 * others do nothing.
 */
export async function remind(db: Database, reminding: Reminding, now: Date): Promise<Record<string, number>> {
  const { accounts, officeZone, form, documents } = reminding
  const planned = await alone(db, (client) => planSteps(client, reminding, now))
  const counts = await alone(db, async (client) => {
    const queued = await queueDue(client, db.keys, reminding, now)
    const forms = await remindForms(client, db.keys, { ...form, accounts, officeZone }, now)
    const expiring = await remindDocuments(client, db.keys, { ...documents, accounts, officeZone }, now)
    if ((queued.queued ?? 0) + forms + expiring > 0) await client.query("SELECT pg_notify('outbox', '')")
    return { ...queued, form: forms, ...(expiring > 0 && { documents: expiring }) }
  })
  return { ...counts, planned: planned ?? 0 }
}

function alone<T>(db: Database, work: (client: Client) => Promise<T>): Promise<T | undefined> {
  return db.transaction(async (client) => {
    if (!(await tryLockReminders(client))) return undefined
    return work(client)
  })
}
