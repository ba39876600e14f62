/** Codes by which somebody becomes staff: made by an admin or the command, used once. */
import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import type { StaffRole } from '../domain/person.ts'
import type { InviteFound } from '../domain/staffing.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'
import { triesLeft } from './join-codes.ts'
import type { Keyring } from './keyring.ts'
import { type Scene, staffOf } from './scene.ts'

const PURPOSE = 'invite'

type Asked = Pick<Client, 'query'>
type Inviting = { code: string; role: StaffRole; name: string | undefined; until: Date; by: string; now: Date }

/** Resolves to its id. */
export async function makeInvite(
  client: Asked,
  keys: Keyring,
  { code, role, name, until, by, now }: Inviting,
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO staff_invites (hash, role, name, by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
    [keys.hash(PURPOSE, code), role, name ?? null, by, now, until],
  )
  const { id } = rows[0]!
  await audit(client, by, 'undang petugas', id, role, now)
  return id
}

/** Throws when whoever acts is no admin any more. */
export async function inviteStaff(
  { client, keys, chat, now }: Scene,
  { code, role, name, until }: Extract<Effect, { kind: 'inviteStaff' }>,
): Promise<Notice[]> {
  const by = staffOf(chat)
  const { rowCount } = await client.query(
    "SELECT FROM staff WHERE id = $1 AND role = 'admin' AND removed_at IS NULL FOR SHARE",
    [by],
  )
  if (rowCount !== 1) throw new Error('Only an admin may invite.')
  await makeInvite(client, keys, { code, role, name, until, by, now })
  return []
}

type Row = {
  id: string
  role: StaffRole
  name: string | null
  by: string
  inviter: string | null
  expires_at: Date
  used: boolean
}

/** What an admin promised ends with them. */
const FIND = `
  SELECT i.id, i.role, i.name, i.by, s.name AS inviter, i.expires_at, i.used_at IS NOT NULL AS used
  FROM staff_invites i LEFT JOIN staff s ON s.id::text = i.by AND s.role = 'admin' AND s.removed_at IS NULL
  WHERE (i.hash = $1 OR i.id = $2::uuid) AND (i.by = 'langkah' OR s.id IS NOT NULL)`

/** By the code that was typed, which counts as a try where it is wrong; or by its id, once it was found. */
export async function findInvitation(
  client: Client,
  keys: Keyring,
  { chat, now }: { chat: { id: string }; now: Date },
  { code, invite }: { code?: string | undefined; invite?: string | undefined },
): Promise<InviteFound> {
  const left = await triesLeft(client, chat.id, now)
  if (left === 0) return { outcome: 'limited' }
  const { rows } = await client.query<Row>(`${FIND} FOR NO KEY UPDATE OF i`, [
    code === undefined ? null : keys.hash(PURPOSE, code),
    invite ?? null,
  ])
  const [row] = rows
  const after = code === undefined ? left : left - 1
  if (rows.length !== 1 || !row) return { outcome: 'wrong', triesLeft: after }
  if (row.used) return { outcome: 'used', triesLeft: after }
  if (row.expires_at <= now) return { outcome: 'old', triesLeft: after }
  return {
    outcome: 'open',
    invite: row.id,
    role: row.role,
    name: row.name ?? undefined,
    by: row.inviter ?? undefined,
  }
}

/** Uses the invitation up. Throws when it is no longer good, or this chat is staff already. */
export async function joinStaff(
  { client, chat, now }: Scene,
  { invite, name }: Extract<Effect, { kind: 'joinStaff' }>,
): Promise<Notice[]> {
  const { channel, chatId } = chat.address
  const { rows } = await client.query<{ id: string; role: StaffRole; by: string; inviter: string | null }>(
    `WITH good AS (
       UPDATE staff_invites i SET used_at = $2, used_by = gen_random_uuid()
       WHERE i.id = $1 AND i.used_at IS NULL AND i.expires_at > $2
         AND (i.by = 'langkah' OR EXISTS (SELECT FROM staff s WHERE s.id::text = i.by AND s.role = 'admin' AND s.removed_at IS NULL))
         AND NOT EXISTS (SELECT FROM staff s JOIN chats c ON c.id = $6 WHERE s.channel = c.channel AND s.chat_id IN (c.chat_id, c.phone) AND s.removed_at IS NULL)
       RETURNING i.used_by, i.role, i.by),
     made AS (
       INSERT INTO staff (id, name, role, channel, chat_id, created_at) SELECT used_by, $3, role, $4, $5, $2 FROM good RETURNING id)
     SELECT g.used_by AS id, g.role, g.by, s.name AS inviter FROM good g JOIN made ON true LEFT JOIN staff s ON s.id::text = g.by`,
    [invite, now, name, channel, chatId, chat.id],
  )
  const [made] = rows
  if (!made) throw new Error('This invitation is no longer good.')
  await audit(client, made.id, 'gabung petugas', made.id, `diundang ${made.by}`, now)
  return [{ to: 'admins', about: 'staff-joined', name, role: made.role, channel, by: made.inviter ?? undefined }]
}
