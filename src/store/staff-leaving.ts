/** Takes back what somebody may do as staff, at once: their tickets, what waits for them, what they were writing. */
import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import type { Member } from '../domain/staffing.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'
import { type Scene, staffOf } from './scene.ts'
import { staffChat } from './staff-chat.ts'
import { dropNumbers } from './staff-numbers.ts'
import { releaseTickets } from './ticket-steps.ts'
import { bury } from './tombstones.ts'

type Asked = Pick<Client, 'query'>

/** Everybody who is staff now, admins first. */
export async function listStaff(client: Asked): Promise<Member[]> {
  const { rows } = await client.query<Member>(
    'SELECT id, name, role FROM staff WHERE removed_at IS NULL ORDER BY role, name, id',
  )
  return rows
}

const OF_THEIR_CHATS = `
  USING chats c, staff s WHERE s.id = $1 AND c.channel = s.channel AND s.chat_id IN (c.chat_id, c.phone) AND c.id = x.chat`

/** Resolves to the tickets that nobody has now; undefined: they are no staff. To be called in a transaction. */
export async function dismiss(
  client: Client,
  keys: Keyring,
  id: string,
  by: string,
  now: Date,
): Promise<{ name: string; tickets: number[] } | undefined> {
  const { rows } = await client.query<{ name: string }>(
    'UPDATE staff SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL RETURNING name',
    [id, now],
  )
  if (!rows[0]) return undefined
  await client.query('UPDATE staff_invites SET expires_at = $2 WHERE by = $1 AND used_at IS NULL AND expires_at > $2', [
    id,
    now,
  ])
  const tickets = await releaseTickets(client, id) // before the sessions: a turn of theirs locks in this order
  await client.query(
    `UPDATE outbox x SET state = 'skipped', body = NULL, reason = 'no staff', settled_at = now() FROM chats c, staff s
     WHERE s.id = $1 AND c.channel = s.channel AND s.chat_id IN (c.chat_id, c.phone) AND c.id = x.chat AND x.state = 'queued' AND x.kind = 'notice'`,
    [id],
  )
  await client.query(`DELETE FROM sent_bodies x ${OF_THEIR_CHATS}`, [id])
  await client.query(`DELETE FROM sessions x ${OF_THEIR_CHATS}`, [id])
  await dropNumbers(client)
  await bury(client, keys, [{ about: 'staff', of: [id] }], now)
  await audit(client, by, 'cabut petugas', id, '', now)
  return { name: rows[0].name, tickets }
}

/**
 * The admins' rows are locked first, so that two who remove each other do so one after the other. Throws when whoever acts is
 * no admin any more, or nobody would be left who can invite.
 */
export async function removeStaff(
  scene: Scene,
  { staff }: Extract<Effect, { kind: 'removeStaff' }>,
): Promise<Notice[]> {
  const { client, keys, chat, now } = scene
  const me = staffOf(chat)
  const { rows: admins } = await client.query<{ id: string }>(
    "SELECT id FROM staff WHERE role = 'admin' AND removed_at IS NULL ORDER BY id FOR UPDATE",
  )
  if (!admins.some(({ id }) => id === me)) throw new Error('Only an admin may remove staff.')
  if (admins.every(({ id }) => id === staff)) throw new Error('The last admin stays.')
  const there = staff === me ? undefined : await staffChat(scene, staff)
  const gone = await dismiss(client, keys, staff, me, now)
  if (!gone) throw new Error('They are no staff any more.')
  return [
    { to: 'staff', about: 'staff-left', by: chat.person.staff!.name, ...gone },
    ...(there === undefined ? [] : [{ to: 'person' as const, chat: there, about: 'dismissed' as const }]),
  ]
}
