import type { FileRef } from '../../domain/chat.ts'
import { type FileNews, type FilePurpose, MAX_FILES } from '../../domain/kept-file.ts'
import type { Scene } from '../scene.ts'

/**
 * What stands sealed in a file's row: the platform's handle while it is wanted; once it is kept its own key, and the SHA-256
 * of what is in it: in clear that would tell whether we have a file that somebody else has, too.
 */
export type FileBody = { file: FileRef; key?: string; sha256?: string }

/**
 * Asks for a file to be fetched and kept, once the turn is committed. Resolves to the id it will be known by. Of a person who
 * has many already none is fetched: the row says so at once, and so does its event.
 */
export async function wantFile(
  { client, keys, chat, now }: Scene,
  { file, purpose, ticket }: { file: FileRef; purpose: FilePurpose; ticket?: number },
): Promise<string> {
  const { ref: _, ...known } = file
  const news: FileNews = { kind: 'fetched', purpose, ticket, outcome: 'too many', file: known }
  const { rows } = await client.query<{ id: string }>(
    `WITH had AS (SELECT count(*) >= $9 AS many FROM files WHERE person_id = $1 AND state IN ('wanted', 'kept') AND expires_at IS NULL),
          made AS (
            INSERT INTO files (person_id, chat, purpose, ticket, body, created_at, due_at, state)
            SELECT $1::uuid, $2::bigint, $3::text, $4::int, CASE WHEN many THEN $7::bytea ELSE $5::bytea END, $6::timestamptz, now(),
              CASE WHEN many THEN 'too many' ELSE 'wanted' END FROM had
            RETURNING id, state),
          told AS (
            INSERT INTO inbox (chat, event_id, at, body)
            SELECT $2::bigint, 'berkas:' || id, $6::timestamptz, $8::bytea FROM made WHERE state = 'too many')
     SELECT id FROM made`,
    [
      chat.person.id,
      chat.id,
      purpose,
      ticket ?? null,
      keys.seal('file', { file } satisfies FileBody),
      now,
      keys.seal('file', { file: known } satisfies FileBody),
      keys.seal('inbox', { input: news, group: false }),
      MAX_FILES,
    ],
  )
  return rows[0]!.id
}
