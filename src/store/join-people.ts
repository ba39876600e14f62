/** Two persons become one, and the other way round. */
import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'
import { joinDocuments } from './documents/steps.ts'
import { blankChats } from './forget.ts'
import { spendCode } from './join-codes.ts'
import { eraseRegistration } from './registrations.ts'
import type { Scene } from './scene.ts'
import { moveWork } from './work/keep.ts'

/**
 * The person of this chat takes over everything of the other, whose row goes. Both are locked: this one by the decision,
 * the other by the look-up just before. Throws when the code is no longer good: a flow must ask again first.
 */
export async function joinPeople(
  scene: Scene,
  { other, withdraws, drafts }: Extract<Effect, { kind: 'joinPeople' }>,
): Promise<Notice[]> {
  const { client, chat } = scene
  const { id } = chat.person
  const shown = await spendCode(scene, other)
  if (shown === undefined) throw new Error('There is no code for joining these two.')
  if (withdraws !== undefined) await eraseRegistration(scene, withdraws, [id, other])
  await joinDrafts(scene, other, drafts)
  await mergePeople(client, id, other)
  await audit(client, `orang ${id}`, 'sambungkan', other)
  return [{ to: 'person', chat: shown, about: 'joined', channel: chat.address.channel }]
}

/**
 * Everything of the other becomes this person's, and the other's row goes. Of a form that both have begun this one's answers
 * stay.
 */
export async function mergePeople(client: Client, id: string, other: string): Promise<void> {
  const moved = [
    'consents',
    'registrations',
    'tickets',
    'alumni_claims',
    'data_requests',
    'files',
    'documents',
    'upload_links',
    'chats',
    'outbox',
  ]
  await joinDocuments(client, id, other)
  for (const table of moved) await client.query(`UPDATE ${table} SET person_id = $1 WHERE person_id = $2`, [id, other])
  await client.query(HEARS_ONCE, [id])
  await moveWork(client, other, id)
  await client.query('UPDATE mentor_questions SET mentor = $1 WHERE mentor = $2', [id, other])
  await client.query(
    'UPDATE mentors SET person_id = $1 WHERE person_id = $2 AND NOT EXISTS (SELECT FROM mentors WHERE person_id = $1)',
    [id, other],
  )
  await client.query(
    `UPDATE checkin_people x SET person_id = $1 WHERE person_id = $2
       AND NOT EXISTS (SELECT FROM checkin_people o WHERE (o.checkin, o.person_id) = (x.checkin, $1))`,
    [id, other],
  )
  await client.query(
    `UPDATE people p SET stopped_at = coalesce(p.stopped_at, o.stopped_at), restricted_at = coalesce(p.restricted_at, o.restricted_at),
       zone = coalesce(p.zone, o.zone), formerly = p.formerly || o.id || o.formerly FROM people o WHERE p.id = $1 AND o.id = $2`,
    [id, other],
  )
  await client.query(
    `UPDATE drafts d SET person_id = $1 WHERE person_id = $2
       AND NOT EXISTS (SELECT FROM drafts o WHERE o.person_id = $1 AND o.flow = d.flow)`,
    [id, other],
  )
  await client.query(
    `UPDATE form_reminders f SET person_id = $1 WHERE person_id = $2
       AND NOT EXISTS (SELECT FROM form_reminders o WHERE (o.person_id, o.flow, o.n) = ($1, f.flow, f.n))`,
    [id, other],
  )
  await client.query('DELETE FROM people WHERE id = $1', [other])
}

/** Both were to get the same announcement: what has not left for one of them need not leave at all. */
const HEARS_ONCE = `
  UPDATE outbox o SET state = 'skipped', reason = 'sudah di chat lain', settled_at = now()
  WHERE o.person_id = $1 AND o.state = 'queued'
    AND EXISTS (SELECT FROM outbox e WHERE e.person_id = $1 AND e.announcement = o.announcement AND e.id <> o.id
                AND (e.state IN ('sending', 'sent', 'unknown') OR e.state = 'queued' AND e.id < o.id))`

async function joinDrafts(
  { client, keys, chat, now, draftsSince }: Scene,
  other: string,
  drafts: Record<string, unknown>,
): Promise<void> {
  const { id } = chat.person
  const kept = Object.entries(drafts).filter(([, draft]) => draft !== undefined)
  await client.query(
    'DELETE FROM drafts WHERE person_id IN ($1, $2) AND (flow = ANY($3::text[]) OR updated_at <= $4)',
    [id, other, Object.keys(drafts), draftsSince],
  )
  await client.query(
    `INSERT INTO drafts (person_id, flow, body, updated_at)
     SELECT $1::uuid, x.flow, x.body, $4::timestamptz FROM unnest($2::text[], $3::bytea[]) x(flow, body)`,
    [id, kept.map(([flow]) => flow), kept.map(([, draft]) => keys.seal('draft', draft)), now],
  )
}

/**
 * Every other chat of the person begins anew, with a blank person each; what still waits for it may be about what it knows
 * no more, and is not sent. Conversations with the office go on in the chat that stays.
 */
export async function separateChats({ client, chat }: Scene): Promise<Notice[]> {
  const { id } = chat.person
  const others = await blankChats(client, id, chat.id)
  await client.query('UPDATE tickets SET chat = $2 WHERE person_id = $1', [id, chat.id])
  await audit(client, `orang ${id}`, 'pisahkan', id)
  return others.map(({ chat: to }) => ({ to: 'person', chat: to, about: 'separated', channel: chat.address.channel }))
}
