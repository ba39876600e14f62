/** Files that we make of an announcement for a member of staff: asked for in a turn, made outside of it, sent when they are there. */
import type { Notice } from '../../app/store.ts'
import type { FileRef, Reply } from '../../domain/chat.ts'
import type { Effect } from '../../domain/effect.ts'
import { audit } from '../audit.ts'
import type { Client, Database } from '../database.ts'
import { newFileKey, sealFile } from '../files/file-seal.ts'
import type { Shelf } from '../files/shelf.ts'
import type { FileBody } from '../files/want-file.ts'
import type { Keyring } from '../keyring.ts'
import { type Scene, staffOf } from '../scene.ts'

export type MadePurpose = 'laporan' | 'jejak'
export type Made = { bytes: Buffer; mime: string; name: string }

/** Whoever makes one and dies is waited for this long; a file that cannot be made is given up after some tries. */
const LEASE_MINUTES = 5
const MAX_ATTEMPTS = 3

const NOT_YET: FileBody = { file: { mime: 'application/octet-stream', bytes: 0 } }

/** `chat`: who is to get it. */
export async function askFor(
  client: Client,
  keys: Keyring,
  { chat, announcement, purpose }: { chat: string; announcement: number; purpose: MadePurpose },
): Promise<void> {
  await client.query(
    `INSERT INTO files (person_id, chat, purpose, announcement, body, state)
     SELECT c.person_id, c.id, $2, a.id, $4, 'making' FROM chats c, announcements a WHERE c.id = $1 AND a.id = $3`,
    [chat, purpose, announcement, keys.seal('file', NOT_YET)],
  )
}

/** What is in it is masked, and that somebody asked is written down all the same. */
export async function reportAnnouncement(
  { client, keys, chat, now }: Scene,
  { announcement }: Extract<Effect, { kind: 'reportAnnouncement' }>,
): Promise<Notice[]> {
  await audit(client, staffOf(chat), 'laporan pengumuman', `pengumuman ${announcement}`, '', now)
  await askFor(client, keys, { chat: chat.id, announcement, purpose: 'laporan' })
  return []
}

type Order = { id: string; place: string; chat: string; purpose: MadePurpose; announcement: number }

/** As the fetcher does it, every try has a place of its own, so that nothing is left behind that nobody knows of. */
const CLAIM = `
  WITH due AS (SELECT id, place FROM files WHERE state = 'making' AND due_at <= now() + interval '1 millisecond' AND attempts < ${MAX_ATTEMPTS}
               ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED),
       left_behind AS (INSERT INTO gone_places (place) SELECT place FROM due WHERE place IS NOT NULL ON CONFLICT DO NOTHING)
  UPDATE files f SET place = gen_random_uuid(), attempts = f.attempts + 1, due_at = now() + interval '${LEASE_MINUTES} minutes'
  FROM due WHERE f.id = due.id RETURNING f.id, f.place, f.chat, f.purpose, f.announcement`

export type Making = {
  /** undefined: there is nothing to tell. */
  make(purpose: MadePurpose, announcement: number): Promise<Made | undefined>
  /** The words that the file is sent with. */
  words(purpose: MadePurpose, announcement: number, file: FileRef): Reply
}

/** Makes what was asked for, one after the other, and puts each into the outbox. Returns how many. Throws what `make` throws. */
export async function makeFilesAskedFor(db: Database, shelf: Shelf, making: Making): Promise<number> {
  for (let made = 0; ; made++) {
    const { rows } = await db.pool.query<Order>({ name: 'files-make', text: CLAIM })
    const [order] = rows
    if (!order) return made
    await fulfil(db, shelf, making, order)
  }
}

async function fulfil(db: Database, shelf: Shelf, { make, words }: Making, order: Order): Promise<void> {
  const { id, place, chat, purpose, announcement } = order
  const made = await make(purpose, announcement)
  if (!made) {
    await db.pool.query('DELETE FROM files WHERE id = $1 AND place = $2', [id, place])
    return
  }
  const { bytes, ...about } = made
  const key = newFileKey()
  await shelf.put(place, sealFile(key, place, bytes))
  const file: FileRef = { ...about, bytes: bytes.length, kept: id }
  const body: FileBody = { file, key: key.toString('base64') }
  const { rowCount } = await db.pool.query(
    `WITH ended AS (
       UPDATE files SET state = 'kept', body = $3, mime = $4, bytes = $5, settled_at = now()
       WHERE id = $1 AND place = $2 AND state = 'making' RETURNING id)
     INSERT INTO outbox (chat, kind, priority, body)
     SELECT c.id, 'notice', 1, $7 FROM ended, chats c WHERE c.id = $6 AND c.state = 'open'`,
    [
      id,
      place,
      db.keys.seal('file', body),
      about.mime,
      bytes.length,
      chat,
      db.keys.seal('outbox', words(purpose, announcement, file)),
    ],
  )
  if (rowCount === 1) await db.pool.query("SELECT pg_notify('outbox', '')")
}
