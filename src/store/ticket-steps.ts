/** What staff do with a ticket. Each step is taken only by who has it, whatever a flow believes. */
import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'
import { lastChat } from './last-chat.ts'
import { type Scene, staffOf } from './scene.ts'
import { staffChat } from './staff-chat.ts'

type Step<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/**
 * Makes whoever acts the owner of a ticket that nobody has. Throws when it is closed, is somebody else's, or they are no
 * staff any more: the turn is then decided anew, on what is true now. False: there is no such ticket.
 */
export async function own({ client, chat, now }: Scene, ticket: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE tickets SET owner_id = $2, taken_at = coalesce(taken_at, $3), state = CASE state WHEN 'baru' THEN 'dipegang' ELSE state END
     WHERE id = $1 AND state <> 'selesai' AND (owner_id IS NULL OR owner_id = $2)
       AND EXISTS (SELECT FROM staff WHERE id = $2 AND removed_at IS NULL)`,
    [ticket, staffOf(chat), now],
  )
  if (rowCount === 1) return true
  const { rows } = await client.query('SELECT FROM tickets WHERE id = $1', [ticket])
  if (rows.length > 0) throw new Error('This ticket is not theirs.')
  return false
}

export async function takeTicket(scene: Scene, { ticket }: Step<'takeTicket'>): Promise<Notice[]> {
  if (await own(scene, ticket)) await audit(scene.client, staffOf(scene.chat), 'ambil tiket', `tiket ${ticket}`)
  return []
}

/** To a colleague, who is told. An admin may hand on what is somebody else's. */
export async function handTicket(scene: Scene, { ticket, to }: Step<'handTicket'>): Promise<Notice[]> {
  const { client, chat, now } = scene
  const mine = chat.person.staff?.role === 'admin' || (await own(scene, ticket))
  if (!mine) return []
  const { rowCount } = await client.query(
    `UPDATE tickets SET owner_id = $2, taken_at = $3, state = 'dipegang' WHERE id = $1 AND state <> 'selesai'
       AND EXISTS (SELECT FROM staff WHERE id = $2 AND removed_at IS NULL)
       AND EXISTS (SELECT FROM staff WHERE id = $4 AND removed_at IS NULL)`,
    [ticket, to, now, staffOf(chat)],
  )
  if (rowCount === 0) throw new Error('This ticket cannot be handed to them.')
  await audit(client, staffOf(chat), 'serahkan tiket', `tiket ${ticket}`, `kepada ${to}`)
  const there = to === staffOf(chat) ? undefined : await staffChat(scene, to)
  return there === undefined
    ? []
    : [{ to: 'person', chat: there, about: 'handed', ticket, by: chat.person.staff!.name }]
}

/** To the chat the ticket was opened in; if the person left that one, to the one they use. */
export async function answerTicket(scene: Scene, { ticket, text }: Step<'answerTicket'>): Promise<Notice[]> {
  const { client, keys, chat, now, accounts } = scene
  const staff = staffOf(chat)
  if (!(await own(scene, ticket))) return []
  const { rows } = await client.query<{ chat: string; person_id: string; left: boolean }>(
    `UPDATE tickets t SET state = 'menunggu-orang' FROM chats c WHERE t.id = $1 AND c.id = t.chat
     RETURNING t.chat, t.person_id, c.state = 'left' AS left`,
    [ticket],
  )
  const [asked] = rows
  if (!asked) return []
  await client.query('INSERT INTO ticket_messages (ticket, staff_id, body, at) VALUES ($1, $2, $3, $4)', [
    ticket,
    staff,
    keys.seal('ticket', { text }),
    now,
  ])
  await audit(client, staff, 'jawab tiket', `tiket ${ticket}`)
  const to = asked.left ? await lastChat(client, asked.person_id, accounts) : asked.chat
  return [{ to: 'person', chat: to ?? asked.chat, about: 'answer', text, by: chat.person.staff!.name }]
}

export async function closeTicket(scene: Scene, { ticket, as }: Step<'closeTicket'>): Promise<Notice[]> {
  const { client, chat, now } = scene
  if (!(await own(scene, ticket))) return []
  await client.query("UPDATE tickets SET state = 'selesai', closed_at = $2, closed_as = $3 WHERE id = $1", [
    ticket,
    now,
    as,
  ])
  await audit(client, staffOf(chat), 'tutup tiket', `tiket ${ticket}`, as)
  return []
}

/** Who is no longer staff has no tickets; they wait for somebody else. Resolves to which. */
export async function releaseTickets(client: Pick<Client, 'query'>, staff: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    "UPDATE tickets SET owner_id = NULL, taken_at = NULL, state = 'baru' WHERE owner_id = $1 AND state <> 'selesai' RETURNING id",
    [staff],
  )
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}
