/** Links by which one document can be sent past the chat: once, within minutes, by whoever has the link. */
import { createHash, randomUUID } from 'node:crypto'
import type { Notice, Uploads } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import { MAX_FILES } from '../../domain/kept-file.ts'
import type { Client, Database } from '../database.ts'
import { newFileKey, sealFile } from '../files/file-seal.ts'
import type { Shelf } from '../files/shelf.ts'
import { type FileBody, newsOf, ONE_EACH } from '../files/want-file.ts'
import type { Scene } from '../scene.ts'

const PURPOSE = 'upload'

/** Only the keyed hash of a token stands anywhere. Links of this person that are over go. */
export async function showUploadLink(
  { client, keys, chat, now }: Scene,
  { document, token, until }: Extract<Effect, { kind: 'showUploadLink' }>,
): Promise<Notice[]> {
  await client.query('DELETE FROM upload_links WHERE person_id = $1 AND (expires_at <= $2 OR used_at IS NOT NULL)', [
    chat.person.id,
    now,
  ])
  await client.query(
    'INSERT INTO upload_links (hash, person_id, chat, document, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [keys.hash(PURPOSE, token), chat.person.id, chat.id, document, until],
  )
  return []
}

/** Whose data are restricted sends nothing more; the link of a chat that went to somebody else is nobody's. */
const OPEN = `
  FROM upload_links u JOIN people p ON p.id = u.person_id AND p.restricted_at IS NULL
  JOIN chats c ON c.id = u.chat AND c.person_id = u.person_id
  WHERE u.hash = $1 AND u.used_at IS NULL AND u.expires_at > $2
    AND (SELECT count(${ONE_EACH}) FROM files f WHERE f.person_id = p.id AND f.state IN ('wanted', 'kept')) < ${MAX_FILES}`

export function makeUploads({ db, shelf }: { db: Database; shelf: Shelf }): Uploads {
  return {
    async find(token, now) {
      const { rows } = await db.pool.query<{ document: string }>(`SELECT u.document ${OPEN}`, [
        db.keys.hash(PURPOSE, token),
        now,
      ])
      return rows[0]?.document
    },
    async take(token, { bytes, mime }, now) {
      const [place, key] = [randomUUID(), newFileKey()]
      await shelf.put(place, sealFile(key, place, bytes))
      const file = { mime, bytes: bytes.length, kept: place }
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const body: FileBody = { file, key: key.toString('base64'), sha256 }
      const taken = await db
        .transaction((client) => spend(client, db, { token, place, body, now }))
        .catch(async (error) => {
          await shelf.remove(place)
          throw error
        })
      if (!taken) await shelf.remove(place)
      return taken
    },
  }
}

type Spending = { token: string; place: string; body: FileBody; now: Date }

/** The link is used, the file is kept, and its chat is told, all at once or not at all. */
async function spend(client: Client, { keys }: Database, { token, place, body, now }: Spending): Promise<boolean> {
  const hash = keys.hash(PURPOSE, token)
  await client.query('SELECT FROM upload_links WHERE hash = $1 FOR UPDATE', [hash])
  const { rows } = await client.query<{ person: string; chat: string; document: string }>(
    `SELECT u.person_id AS person, u.chat, u.document ${OPEN}`,
    [hash, now],
  )
  const [link] = rows
  if (!link) return false
  await client.query('UPDATE upload_links SET used_at = $2 WHERE hash = $1', [hash, now])
  const { file } = body
  await client.query(
    `INSERT INTO files (id, person_id, chat, purpose, document, state, body, mime, bytes, place, created_at, settled_at)
     VALUES ($1, $2, $3, 'dokumen', $4, 'kept', $5, $6, $7, $1, $8, $8)`,
    [place, link.person, link.chat, link.document, keys.seal('file', body), file.mime, file.bytes, now],
  )
  const input = newsOf({ purpose: 'dokumen', document: link.document, bundle: place }, 'kept', file)
  await client.query('INSERT INTO inbox (chat, event_id, at, body) VALUES ($1, $2, $3, $4)', [
    link.chat,
    `berkas:${place}`,
    now,
    keys.seal('inbox', { input, group: false }),
  ])
  return true
}
