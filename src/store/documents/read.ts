import type { DocumentState, PersonDocument } from '../../domain/document.ts'

/** `what` of the photos (`f`) that a document is, whose file is `k`. */
export const pagesOf = (what: string): string => `
  SELECT ${what} FROM files f WHERE f.person_id = k.person_id AND f.purpose = 'dokumen' AND f.state = 'kept'
    AND f.mime = 'image/jpeg' AND k.mime = 'image/jpeg' AND coalesce(f.bundle, f.id) = coalesce(k.bundle, k.id)`

/** A person's documents (`p` is people) as JSON, and the kinds of those that are on their way. */
export const DOCUMENTS_JSON = `
  (SELECT json_agg(json_build_object('document', d.document, 'state', d.state, 'at', d.sent_at, 'expires', d.expires,
            'reason', encode(d.reason, 'hex'), 'kept', d.file IS NOT NULL, 'bundle', coalesce(k.bundle, k.id),
            'pages', (${pagesOf('json_agg(coalesce(f.page, 1) ORDER BY f.page NULLS FIRST)')})) ORDER BY d.document)
     FROM documents d LEFT JOIN files k ON k.id = d.file WHERE d.person_id = p.id)`
export const ARRIVING_JSON = `
  (SELECT json_agg(f.document ORDER BY f.document) FROM files f
     WHERE f.person_id = p.id AND f.purpose = 'dokumen' AND f.state = 'wanted')`

export type DocumentJson = {
  document: string
  state: DocumentState
  at: string
  expires: string | null
  reason: string | null
  kept: boolean
  bundle: string | null
  pages: number[] | null
}

/** `open`: opens what is sealed, in hex, for a purpose. */
export const readDocuments = (
  rows: DocumentJson[],
  open: (purpose: string, hex: string) => unknown,
): PersonDocument[] =>
  rows.map(({ at, expires, reason, bundle, pages, ...document }) => ({
    ...document,
    bundle: bundle ?? undefined,
    pages: pages ?? undefined,
    sentAt: new Date(at),
    expires: expires ?? undefined,
    reason: reason === null ? undefined : (open('document', reason) as string),
  }))
