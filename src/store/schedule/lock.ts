import type { Client } from '../database.ts'

/** Any number that no other advisory lock of ours has. */
const REMINDER_LOCK = 7_730_102

/** Whoever plans or sends reminders, or changes a date, does so alone until the transaction ends. */
export async function lockReminders(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [REMINDER_LOCK])
}

/** False: somebody else is at it. */
export async function tryLockReminders(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS got', [REMINDER_LOCK])
  return rows[0]!.got
}
