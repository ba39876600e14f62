import type { FileRef } from '../../domain/chat.ts'
import {
  type DocumentOutcome,
  type FileNews,
  type FileOutcome,
  type FilePurpose,
  MAX_FILES,
} from '../../domain/kept-file.ts'
import type { Scene } from '../scene.ts'

/**
 * What stands sealed in a file's row: the platform's handle while it is wanted; once it is kept its own key, and the SHA-256
 * of what is in it: in clear that would tell whether we have a file that somebody else has, too.
 */
export type FileBody = { file: FileRef; key?: string; sha256?: string }

/** What a file belongs to. `document`: its kind, where it is one. */
export type Belongs = {
  purpose: FilePurpose
  ticket?: number | undefined
  announcement?: number | undefined
  document?: string | undefined
}

/** What its chat is told of it. */
export function newsOf(
  { purpose, ticket, announcement, document }: Belongs,
  outcome: DocumentOutcome,
  file: FileRef,
): FileNews {
  const kind = 'fetched' as const
  return purpose === 'dokumen'
    ? { kind, purpose, document: document!, outcome, file }
    : { kind, purpose, ticket, announcement, outcome: outcome as FileOutcome, file } // only documents are judged
}

/**
 * Asks for a file to be fetched and kept, once the turn is committed. Resolves to the id it will be known by. Of a person who
 * has many already none is fetched: the row says so at once, and so does its event.
 */
export async function wantFile(
  { client, keys, chat, now }: Scene,
  { file, ...belongs }: { file: FileRef } & Belongs,
): Promise<string> {
  const { ref: _, ...known } = file
  const news = newsOf(belongs, 'too many', known)
  const { rows } = await client.query<{ id: string }>(
    `WITH had AS (SELECT count(*) >= $9 AS many FROM files WHERE person_id = $1 AND state IN ('wanted', 'kept') AND expires_at IS NULL),
          made AS (
            INSERT INTO files (person_id, chat, purpose, ticket, document, body, created_at, due_at, state)
            SELECT $1::uuid, $2::bigint, $3::text, $4::int, $10::text, CASE WHEN many THEN $7::bytea ELSE $5::bytea END, $6::timestamptz, now(),
              CASE WHEN many THEN 'too many' ELSE 'wanted' END FROM had
            RETURNING id, state),
          told AS (
            INSERT INTO inbox (chat, event_id, at, body)
            SELECT $2::bigint, 'berkas:' || id, $6::timestamptz, $8::bytea FROM made WHERE state = 'too many')
     SELECT id FROM made`,
    [
      chat.person.id,
      chat.id,
      belongs.purpose,
      belongs.ticket ?? null,
      keys.seal('file', { file } satisfies FileBody),
      now,
      keys.seal('file', { file: known } satisfies FileBody),
      keys.seal('inbox', { input: news, group: false }),
      MAX_FILES,
      belongs.document ?? null,
    ],
  )
  return rows[0]!.id
}
