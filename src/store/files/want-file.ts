import type { FileRef } from '../../domain/chat.ts'
import type { FilePurpose } from '../../domain/kept-file.ts'
import type { Scene } from '../scene.ts'

/**
 * What stands sealed in a file's row: the platform's handle while it is wanted; once it is kept its own key, and the SHA-256
 * of what is in it: in clear that would tell whether we have a file that somebody else has, too.
 */
export type FileBody = { file: FileRef; key?: string; sha256?: string }

/** Asks for a file to be fetched and kept, once the turn is committed. Resolves to the id it will be known by. */
export async function wantFile(
  { client, keys, chat, now }: Scene,
  { file, purpose, ticket }: { file: FileRef; purpose: FilePurpose; ticket?: number },
): Promise<string> {
  const body: FileBody = { file }
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO files (person_id, chat, purpose, ticket, body, created_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, now()) RETURNING id`,
    [chat.person.id, chat.id, purpose, ticket ?? null, keys.seal('file', body), now],
  )
  return rows[0]!.id
}
