/** Keeps what is known of people's work abroad. Whoever changes it holds its row, so that a reminder is never of two minds. */
import { isDeepStrictEqual } from 'node:util'
import type { Notice } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import { type Work, workDays } from '../../domain/work.ts'
import type { Client } from '../database.ts'
import type { Keyring } from '../keyring.ts'
import type { Scene } from '../scene.ts'

type Saving = { client: Client; keys: Keyring; now: Date }
/** Who says it: the person in a chat, or a list of the office. */
type By = 'orang' | 'kantor'

export async function saveWork(
  { client, keys, chat, now }: Scene,
  { work }: Extract<Effect, { kind: 'saveWork' }>,
): Promise<Notice[]> {
  await keepWork({ client, keys, now }, chat.person.id, work, 'orang')
  return []
}

/** Returns whether anything is different now. A day that has changed makes a new version, which is planned anew. */
export async function keepWork({ client, keys, now }: Saving, person: string, work: Work, by: By): Promise<boolean> {
  const { rows } = await client.query<{ body: Buffer }>('SELECT body FROM work WHERE person_id = $1 FOR UPDATE', [
    person,
  ])
  const before = rows[0] && (keys.open('work', rows[0].body) as Work)
  if (before && isDeepStrictEqual(before, work)) return false
  const isNew = before !== undefined && !isDeepStrictEqual(workDays(before), workDays(work))
  await client.query(
    `INSERT INTO work (person_id, country, body, by, changed_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (person_id) DO UPDATE SET country = EXCLUDED.country, body = EXCLUDED.body, by = EXCLUDED.by,
       changed_at = EXCLUDED.changed_at, version = work.version + $6`,
    [person, work.country, keys.seal('work', work), by, now, isNew ? 1 : 0],
  )
  if (isNew) await takeBack(client, person, now)
  return true
}

/** Steps that wait, and messages made of them that have not left. */
async function takeBack(client: Client, person: string, now: Date): Promise<void> {
  await client.query(
    "UPDATE work_reminders SET state = 'replaced', settled_at = $2 WHERE person_id = $1 AND state = 'waiting'",
    [person, now],
  )
  await client.query(
    `UPDATE outbox o SET state = 'skipped', body = NULL, reason = 'date changed', settled_at = $2
     FROM work_reminders r WHERE r.person_id = $1 AND r.state = 'queued' AND o.id = r.outbox AND o.state = 'queued'`,
    [person, now],
  )
}

/**
 * What the office's list says of one person: an empty cell takes nothing away, and what the person has said goes before
 * the file. Returns whether anything is different now.
 */
export async function importWork(saving: Saving, person: string, told: Partial<Work>): Promise<boolean> {
  const { client, keys } = saving
  const { rows } = await client.query<{ body: Buffer; by: By }>(
    'SELECT body, by FROM work WHERE person_id = $1 FOR UPDATE',
    [person],
  )
  const [before] = rows
  const known = before && (keys.open('work', before.body) as Work)
  if (!known) return keepWork(saving, person, { country: 'lain', ...told }, 'kantor')
  const isTheirs = before.by === 'orang'
  if (isTheirs && told.country !== undefined && known.country !== told.country) return false // a contract that they know better
  return keepWork(saving, person, isTheirs ? { ...told, ...known } : { ...known, ...told }, before.by)
}

/** The record of a person who turns out to be another one; what that one has said themselves goes before it. */
export async function moveWork(client: Client, from: string, to: string): Promise<void> {
  await client.query(
    'UPDATE work SET person_id = $2 WHERE person_id = $1 AND NOT EXISTS (SELECT FROM work WHERE person_id = $2)',
    [from, to],
  )
}

/** Their consent is taken back: nothing that was said until then is left, nor anything planned because of it. */
export async function dropWork(client: Client, person: string, at: Date): Promise<void> {
  await takeBack(client, person, at)
  await client.query('DELETE FROM work WHERE person_id = $1 AND changed_at <= $2', [person, at])
  await client.query(
    'UPDATE checkin_people SET body = NULL, answered_at = NULL, reminded_at = coalesce(reminded_at, $2) WHERE person_id = $1 AND asked_at <= $2',
    [person, at],
  )
}
