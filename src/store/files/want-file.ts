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

/** What a file belongs to. `document`: its kind, where it is one; `bundle`, `page`: see DocumentNews. */
export type Belongs = {
  purpose: FilePurpose
  ticket?: number | undefined
  announcement?: number | undefined
  document?: string | undefined
  bundle?: string | undefined
  page?: number | undefined
}

/** A document with all its pages is one. For `count(…)` of rows of `files`. */
export const ONE_EACH = 'DISTINCT coalesce(bundle, id)'

/** What its chat is told of it. */
export function newsOf(
  { purpose, ticket, announcement, document, bundle, page }: Belongs,
  outcome: DocumentOutcome,
  file: FileRef,
): FileNews {
  const kind = 'fetched' as const
  return purpose === 'dokumen'
    ? { kind, purpose, document: document!, bundle, page, outcome, file }
    : { kind, purpose, ticket, announcement, outcome: outcome as FileOutcome, file } // only documents are judged
}

/**
 * Asks for a file to be fetched and kept, once the turn is committed. Resolves to the id it will be known by. Of a person who
 * has many already none is fetched: the row says so at once, and so does its event. `full`: its document has all the pages
 * that one may have; then it is the same.
 */
export async function wantFile(
  { client, keys, chat, now }: Scene,
  { file, full = false, ...belongs }: { file: FileRef; full?: boolean } & Belongs,
): Promise<string> {
  const { ref: _, ...known } = file
  const news = newsOf(belongs, full ? 'too many pages' : 'too many', known)
  const { rows } = await client.query<{ id: string }>(
    `WITH had AS (SELECT $13 OR count(${ONE_EACH}) >= $9 AS many FROM files
            WHERE person_id = $1 AND state IN ('wanted', 'kept') AND expires_at IS NULL AND coalesce(bundle, id) IS DISTINCT FROM $11::uuid),
          made AS (
            INSERT INTO files (person_id, chat, purpose, ticket, document, bundle, page, body, created_at, due_at, state)
            SELECT $1::uuid, $2::bigint, $3::text, $4::int, $10::text, $11::uuid, $12::smallint, CASE WHEN many THEN $7::bytea ELSE $5::bytea END, $6::timestamptz, now(),
              CASE WHEN many THEN $14 ELSE 'wanted' END FROM had
            RETURNING id, state),
          told AS (
            INSERT INTO inbox (chat, event_id, at, body)
            SELECT $2::bigint, 'berkas:' || id, $6::timestamptz, $8::bytea FROM made WHERE state <> 'wanted')
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
      belongs.bundle ?? null,
      belongs.page ?? null,
      full,
      news.outcome,
    ],
  )
  return rows[0]!.id
}
