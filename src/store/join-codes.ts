/** Codes by which one chat is joined to another, and how often somebody may try. */
import { TRIES, TRIES_MINUTES } from '../domain/joining.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'
import type { Scene } from './scene.ts'

const PURPOSE = 'join'
const MINUTE = 60_000

export type CodeRow = {
  chat: string
  person_id: string
  expires_at: Date
  claimed_by: string | null
  used_at: Date | null
}

/** One code a chat: the newest. */
export async function showCode({ client, keys, chat }: Scene, code: string, until: Date): Promise<void> {
  await client.query(
    `INSERT INTO join_codes (chat, hash, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (chat) DO UPDATE SET hash = EXCLUDED.hash, expires_at = EXCLUDED.expires_at, claimed_by = NULL, used_at = NULL`,
    [chat.id, keys.hash(PURPOSE, code), until],
  )
}

/** From now on it is good in this chat only; another one that this chat had claimed is spent. */
export async function claimCode({ client, keys, chat, now }: Scene, code: string): Promise<void> {
  await client.query('UPDATE join_codes SET used_at = $2 WHERE claimed_by = $1 AND used_at IS NULL AND hash <> $3', [
    chat.id,
    now,
    keys.hash(PURPOSE, code),
  ])
  await client.query('UPDATE join_codes SET claimed_by = $1 WHERE hash = $2 AND used_at IS NULL', [
    chat.id,
    keys.hash(PURPOSE, code),
  ])
}

/** Spends the code that this chat has claimed of a person. Returns the chat that showed it; undefined: it is no longer good. */
export async function spendCode({ client, chat, now }: Scene, person: string): Promise<string | undefined> {
  const { rows } = await client.query<{ chat: string }>(
    `UPDATE join_codes j SET used_at = $2 FROM chats c
     WHERE c.id = j.chat AND c.person_id = $3 AND j.claimed_by = $1 AND j.used_at IS NULL AND j.expires_at > $2 RETURNING j.chat`,
    [chat.id, now, person],
  )
  return rows[0]?.chat
}

export async function countTry({ client, chat, now }: Scene): Promise<void> {
  await client.query('INSERT INTO join_tries (chat, at) VALUES ($1, $2)', [chat.id, now])
}

export async function triesLeft(client: Client, chat: string, now: Date): Promise<number> {
  const { rows } = await client.query<{ tries: number }>(
    'SELECT count(*)::int AS tries FROM join_tries WHERE chat = $1 AND at > $2',
    [chat, new Date(now.getTime() - TRIES_MINUTES * MINUTE)],
  )
  return Math.max(0, TRIES - rows[0]!.tries)
}

/**
 * The code that was typed, or without one the last that `chat` has claimed. Should two chats show the same code at once,
 * it is nobody's.
 */
export async function findCode(
  client: Client,
  keys: Keyring,
  chat: string,
  code: string | undefined,
): Promise<CodeRow | undefined> {
  const { rows } = await client.query<CodeRow>(
    `SELECT j.chat, c.person_id, j.expires_at, j.claimed_by, j.used_at FROM join_codes j JOIN chats c ON c.id = j.chat
     WHERE ${code === undefined ? 'j.claimed_by = $1 AND j.used_at IS NULL' : 'j.hash = $1'}`,
    [code === undefined ? chat : keys.hash(PURPOSE, code)],
  )
  return rows.length === 1 ? rows[0] : undefined
}
