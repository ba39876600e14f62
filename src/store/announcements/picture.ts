/** The picture or PDF of an announcement: kept once, for all of its recipients, until some time after its end. */
import { createHash, randomUUID } from 'node:crypto'
import type { FileRef } from '../../domain/chat.ts'
import type { Client } from '../database.ts'
import { newFileKey, sealFile } from '../files/file-seal.ts'
import type { Shelf } from '../files/shelf.ts'
import type { FileBody } from '../files/want-file.ts'
import type { Keyring } from '../keyring.ts'

type Sent = { id: string; announcement: number; chat: string; file: FileRef }

/** What the writer sent in their chat is fetched; it is the announcement's, and does not go with the writer's own data. */
export async function wantPicture(
  client: Client,
  keys: Keyring,
  { id, announcement, chat, file }: Sent,
): Promise<void> {
  await client.query(
    "INSERT INTO files (id, chat, purpose, announcement, body, state) VALUES ($1, $2, 'pengumuman', $3, $4, 'wanted')",
    [id, chat, announcement, keys.seal('file', { file } satisfies FileBody)],
  )
}

/** A file of the office's computer. */
export type OwnFile = { bytes: Buffer; mime: string; name: string }
export type PutAway = { place: string; file: FileRef & { kept: string }; key: Buffer; sha256: string }

/** Seals it and puts it on the shelf. Where its row never comes to be, nobody can open it. */
export async function putAway(shelf: Shelf, { bytes, mime, name }: OwnFile): Promise<PutAway> {
  const [place, key] = [randomUUID(), newFileKey()]
  await shelf.put(place, sealFile(key, place, bytes))
  const file = { mime, name, bytes: bytes.length, kept: randomUUID() }
  return { place, file, key, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export async function keepPicture(client: Client, keys: Keyring, announcement: number, own: PutAway): Promise<void> {
  const { place, file, key, sha256 } = own
  const body: FileBody = { file, key: key.toString('base64'), sha256 }
  await client.query(
    `INSERT INTO files (id, purpose, announcement, body, mime, bytes, place, state, settled_at)
     VALUES ($1, 'pengumuman', $2, $3, $4, $5, $6, 'kept', now())`,
    [file.kept, announcement, keys.seal('file', body), file.mime, file.bytes, place],
  )
}
