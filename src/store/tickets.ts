import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { audit } from './audit.ts'
import { wantFile } from './files/want-file.ts'
import { lastChat } from './last-chat.ts'
import { type Scene, staffOf } from './scene.ts'

/**
 * Adds a person's words to their open ticket, or opens one. Urgent words turn the ticket into an emergency. A file that comes
 * with them is kept, so that staff on every channel can see it, and longer than the platform keeps it.
 */
export async function tellStaff(
  scene: Scene,
  { about, text, file }: Extract<Effect, { kind: 'tellStaff' }>,
): Promise<Notice[]> {
  const { client, keys, chat, now } = scene
  const { rows } = await client.query<{ id: number }>(
    `WITH open AS (UPDATE tickets SET about = CASE WHEN $3 = 'darurat' THEN $3 ELSE about END
                   WHERE id = (SELECT id FROM tickets WHERE person_id = $1 AND chat = $2 AND state = 'open' ORDER BY id LIMIT 1) RETURNING id),
          fresh AS (INSERT INTO tickets (person_id, chat, about, opened_at) SELECT $1::uuid, $2::bigint, $3, $4::timestamptz WHERE NOT EXISTS (SELECT FROM open) RETURNING id)
     SELECT id FROM open UNION ALL SELECT id FROM fresh`,
    [chat.person.id, chat.id, about, now],
  )
  const ticket = rows[0]!.id
  const kept = file && { ...file, kept: await wantFile(scene, { file, purpose: 'tiket', ticket }) }
  await client.query('INSERT INTO ticket_messages (ticket, body, at) VALUES ($1, $2, $3)', [
    ticket,
    keys.seal('ticket', { text, file: kept }),
    now,
  ])
  return [{ to: 'staff', about: 'ticket', ticket, urgent: about === 'darurat', text, file }]
}

/** A staff member's answer, to the chat the ticket was opened in; if the person left that one, to the one they use. */
export async function answerTicket(
  { client, keys, chat, now, accounts }: Scene,
  { ticket, text }: Extract<Effect, { kind: 'answerTicket' }>,
): Promise<Notice[]> {
  const staff = staffOf(chat)
  const { rows } = await client.query<{ chat: string; person_id: string; left: boolean }>(
    "SELECT t.chat, t.person_id, c.state = 'left' AS left FROM tickets t JOIN chats c ON c.id = t.chat WHERE t.id = $1",
    [ticket],
  )
  if (!rows[0]) return []
  await client.query('INSERT INTO ticket_messages (ticket, staff_id, body, at) VALUES ($1, $2, $3, $4)', [
    ticket,
    staff,
    keys.seal('ticket', { text }),
    now,
  ])
  await audit(client, staff, 'jawab tiket', `tiket ${ticket}`)
  const [asked] = rows
  const to = asked.left ? await lastChat(client, asked.person_id, accounts) : asked.chat
  return [{ to: 'person', chat: to ?? asked.chat, about: 'answer', text, by: chat.person.staff!.name }]
}
