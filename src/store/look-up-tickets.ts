/** Tickets, as staff see them. */
import type { FileRef } from '../domain/chat.ts'
import type { Found, TicketFound, TicketMessage } from '../domain/desk.ts'
import type { TicketAbout } from '../domain/effect.ts'
import type { Colleague, TicketState } from '../domain/ticket.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'

/** So many of a ticket's last messages are shown. */
const MESSAGES = 20

/** All that are not closed: emergencies before all, then oldest first. */
export async function listTickets(
  client: Client,
  keys: Keyring,
  limit: number,
): Promise<Extract<Found, { kind: 'desk' }>['tickets']> {
  const { rows } = await client.query<{
    id: number
    about: TicketAbout
    opened_at: Date
    owner: string | null
    body: Buffer
  }>(
    `SELECT t.id, t.about, t.opened_at, s.name AS owner, m.body FROM tickets t LEFT JOIN staff s ON s.id = t.owner_id
     JOIN LATERAL (SELECT body FROM ticket_messages WHERE ticket = t.id AND staff_id IS NULL ORDER BY id DESC LIMIT 1) m ON true
     WHERE t.state <> 'selesai' ORDER BY t.about <> 'darurat', t.opened_at, t.id LIMIT $1`,
    [limit],
  )
  return rows.map((t) => ({
    id: t.id,
    about: t.about,
    openedAt: t.opened_at,
    last: words(keys, t.body),
    owner: t.owner ?? undefined,
  }))
}

/** Locked until the transaction ends: what a flow decides on it is still true when it is done. */
export async function findTicket(client: Client, keys: Keyring, id: number): Promise<TicketFound> {
  const { rows: found } = await client.query<{ state: TicketState; owner_id: string | null }>(
    'SELECT state, owner_id FROM tickets WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  )
  const { rows: staff } = await client.query<Colleague & { active: boolean }>(
    'SELECT id, name, removed_at IS NULL AS active FROM staff ORDER BY name, id',
  )
  const owner = staff.find((one) => one.id === found[0]?.owner_id)
  return {
    kind: 'ticket',
    ticket: id,
    state: found[0]?.state,
    owner: owner && { id: owner.id, name: owner.name },
    colleagues: staff.filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
    mentors: (await client.query('SELECT FROM mentors LIMIT 1')).rows.length > 0,
    messages: await messages(client, keys, id),
  }
}

async function messages(client: Client, keys: Keyring, id: number): Promise<TicketMessage[]> {
  const { rows } = await client.query<{ staff_id: string | null; name: string | null; body: Buffer; at: Date }>(
    `SELECT m.staff_id, s.name, m.body, m.at FROM ticket_messages m LEFT JOIN staff s ON s.id = m.staff_id
     WHERE m.ticket = $1 ORDER BY m.id DESC LIMIT $2`,
    [id, MESSAGES],
  )
  return rows
    .map((row): TicketMessage => {
      const { text, file } = keys.open('ticket', row.body) as { text: string; file?: FileRef }
      const by = row.staff_id === null ? 'person' : 'staff'
      return { by, name: row.name ?? '', text, at: row.at, file: file?.kept }
    })
    .reverse()
}

const words = (keys: Keyring, body: Buffer) => (keys.open('ticket', body) as { text: string }).text
