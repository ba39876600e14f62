import type { ChatAddress } from '../domain/chat.ts'
import type { Database } from './database.ts'

/** When a chat last said anything, as far back as the inbox is kept; undefined: not within that. */
export async function lastHeard(
  { pool }: Pick<Database, 'pool'>,
  { channel, account, chatId }: ChatAddress,
): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>({
    name: 'last-heard',
    text: `SELECT max(i.at) AS at FROM chats c JOIN inbox i ON i.chat = c.id
           WHERE (c.channel, c.account, c.chat_id) = ($1, $2, $3)`,
    values: [channel, account, chatId],
  })
  return rows[0]?.at ?? undefined
}
