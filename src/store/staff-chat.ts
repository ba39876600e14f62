import type { Account } from '../app/store.ts'
import type { StaffRole } from '../domain/person.ts'
import type { Client } from './database.ts'

type StaffChat = { id: string; channel: Account['channel']; role: StaffRole }
type Asking = { client: Client; accounts: Account[] }

/** The chats of active staff, each the one they used last; a terminal only where this process serves it. */
export async function staffChats({ client, accounts }: Asking, id?: string): Promise<StaffChat[]> {
  const { rows } = await client.query<StaffChat>(
    `SELECT DISTINCT ON (s.id) c.id, c.channel, s.role FROM staff s JOIN chats c ON c.channel = s.channel AND s.chat_id IN (c.chat_id, c.phone) LEFT JOIN sessions x ON x.chat = c.id
     WHERE s.removed_at IS NULL AND ($3::uuid IS NULL OR s.id = $3)
       AND (c.channel <> 'terminal' OR (c.channel, c.account) IN (SELECT * FROM unnest($1::text[], $2::text[])))
     ORDER BY s.id, x.updated_at DESC NULLS LAST`,
    [accounts.map((a) => a.channel), accounts.map((a) => a.account), id ?? null],
  )
  return rows
}

/** undefined: they are no staff any more, or have never written. */
export const staffChat = async (asking: Asking, id: string): Promise<string | undefined> =>
  (await staffChats(asking, id))[0]?.id
