/** Phone numbers of WhatsApp's chats. They are kept of active staff only, who are known by them; nobody else's is. */
import type { Arrival } from '../app/login.ts'
import type { Client } from './database.ts'

/** A number may come later than the chat, may change, and may be a staff member's no more. */
export function noteNumbers(client: Client, events: readonly Arrival[], chats: readonly string[]): Promise<unknown> {
  const known = events.flatMap(({ phone }, i) => (phone ? [{ phone, chat: chats[i]! }] : []))
  return client.query({
    name: 'chats-phone',
    text: `UPDATE chats c SET phone = s.chat_id FROM unnest($1::bigint[], $2::text[]) x(chat, phone)
           LEFT JOIN staff s ON s.channel = 'whatsapp' AND s.chat_id = x.phone AND s.removed_at IS NULL
           WHERE c.id = x.chat AND c.id = ANY($1::bigint[]) AND c.phone IS DISTINCT FROM s.chat_id`,
    values: [known.map(({ chat }) => chat), known.map(({ phone }) => phone)],
  })
}

/** Forgets the numbers of those who are no active staff (any more), and what they were sent as staff. */
export async function dropNumbers(client: Pick<Client, 'query'>): Promise<void> {
  await client.query(
    `WITH former AS (
       UPDATE chats c SET phone = NULL WHERE c.phone IS NOT NULL AND NOT EXISTS (
         SELECT FROM staff s WHERE (s.channel, s.chat_id) = (c.channel, c.phone) AND s.removed_at IS NULL)
       RETURNING c.id)
     DELETE FROM sent_bodies x USING former f WHERE x.chat = f.id`,
  )
}
