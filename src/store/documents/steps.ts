/** What happens to documents: taken, replaced, deleted, looked at. Their files go with their rows. */
import type { Notice } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import type { Client } from '../database.ts'
import { wantFile } from '../files/want-file.ts'
import type { Scene } from '../scene.ts'
import { bury, everyIdOf } from '../tombstones.ts'
import { dropBundles } from './pages.ts'

type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/** Of two that are on their way for one document only the later one counts. */
export async function keepDocument(scene: Scene, { document, file }: Of<'keepDocument'>): Promise<Notice[]> {
  const { client, chat } = scene
  await client.query(
    "DELETE FROM files WHERE person_id = $1 AND purpose = 'dokumen' AND document = $2 AND state = 'wanted'",
    [chat.person.id, document],
  )
  await wantFile(scene, { file, purpose: 'dokumen', document })
  return []
}

/**
 * The file may be gone meanwhile, with the consent or the person: then nothing happens. The one before goes with its files,
 * and under a new id no button that staff still see can mean the new one. A further page is a new one, too, that staff look at
 * again; its other pages stay, the day until which it holds as well, and it counts as sent when the first of them was.
 */
export async function takeDocument({ client, chat }: Scene, { document, file }: Of<'takeDocument'>): Promise<Notice[]> {
  const person = chat.person.id
  const { rows } = await client.query<{ at: Date; came: Date; bundle: string; expires: string | null }>(
    `SELECT coalesce(one.bundle, one.id) AS bundle, one.created_at AS came,
       (SELECT min(f.created_at) FROM files f WHERE f.person_id = $2 AND f.state = 'kept' AND coalesce(f.bundle, f.id) = coalesce(one.bundle, one.id)) AS at,
       (SELECT d.expires::text FROM documents d JOIN files f ON f.id = d.file WHERE d.person_id = $2 AND d.document = $3
          AND coalesce(f.bundle, f.id) = coalesce(one.bundle, one.id)) AS expires
     FROM files one WHERE one.id = $1 AND one.person_id = $2 AND one.purpose = 'dokumen' AND one.document = $3 AND one.state = 'kept'`,
    [file, person, document],
  )
  const [taken] = rows
  if (!taken) return []
  await dropOf(client, person, document, taken)
  await client.query(
    'INSERT INTO documents (person_id, document, file, sent_at, expires) VALUES ($1, $2, $3, $4, $5::date)',
    [person, document, file, taken.at, taken.expires],
  )
  return []
}

export async function dropDocument(scene: Scene, { document }: Of<'dropDocument'>): Promise<Notice[]> {
  const { client, keys, chat, now } = scene
  await dropOf(client, chat.person.id, document)
  const ids = await everyIdOf(client, chat.person.id)
  await bury(client, keys, [{ about: 'document', of: ids.map((id) => `${id}/${document}`) }], now)
  return []
}

/** With all pages; `but`: not those of one bundle, nor what was sent later than it. */
async function dropOf(
  client: Client,
  person: string,
  document: string,
  but?: { bundle: string; came: Date },
): Promise<void> {
  await client.query('DELETE FROM documents WHERE person_id = $1 AND document = $2', [person, document])
  await client.query(
    `DELETE FROM files WHERE person_id = $1 AND purpose = 'dokumen' AND document = $2
       AND coalesce(bundle, id) IS DISTINCT FROM $3::uuid AND ($4::timestamptz IS NULL OR created_at <= $4)`,
    [person, document, but?.bundle ?? null, but?.came ?? null],
  )
}

export async function setExpiry({ client, chat }: Scene, { document, expires }: Of<'setExpiry'>): Promise<Notice[]> {
  await client.query('UPDATE documents SET expires = $3 WHERE person_id = $1 AND document = $2', [
    chat.person.id,
    document,
    expires,
  ])
  return []
}

/** All that were sent until `at`, and what is on its way. */
export async function deleteDocuments(client: Client, person: string, at: Date): Promise<void> {
  await client.query('DELETE FROM upload_links WHERE person_id = $1', [person])
  await client.query('DELETE FROM document_reminders WHERE person_id = $1', [person])
  await client.query('DELETE FROM documents WHERE person_id = $1 AND sent_at <= $2', [person, at])
  await client.query("DELETE FROM files WHERE person_id = $1 AND purpose = 'dokumen' AND created_at <= $2", [
    person,
    at,
  ])
}

/** Two persons become one: of each kind the newer one stays. */
export async function joinDocuments(client: Client, one: string, other: string): Promise<void> {
  const { rows } = await client.query<{ file: string | null }>(
    `DELETE FROM documents d USING documents o
     WHERE d.document = o.document AND d.id <> o.id AND d.person_id IN ($1, $2) AND o.person_id IN ($1, $2)
       AND (d.sent_at, d.id) < (o.sent_at, o.id) RETURNING d.file`,
    [one, other],
  )
  await dropBundles(
    client,
    rows.flatMap(({ file }) => file ?? []),
  )
  await client.query(
    `UPDATE document_reminders m SET person_id = $1 WHERE person_id = $2 AND NOT EXISTS (SELECT FROM document_reminders o
       WHERE (o.person_id, o.document, o.expires, o.step) = ($1, m.document, m.expires, m.step))`,
    [one, other],
  )
}
