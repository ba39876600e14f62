import type { DocumentState, PersonDocument } from '../../domain/document.ts'

/** A person's documents (`p` is people) as JSON, and the kinds of those that are on their way. */
export const DOCUMENTS_JSON = `
  (SELECT json_agg(json_build_object('document', d.document, 'state', d.state, 'at', d.sent_at, 'expires', d.expires,
            'reason', encode(d.reason, 'hex'), 'kept', d.file IS NOT NULL) ORDER BY d.document)
     FROM documents d WHERE d.person_id = p.id)`
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
}

/** `open`: opens what is sealed, in hex, for a purpose. */
export const readDocuments = (
  rows: DocumentJson[],
  open: (purpose: string, hex: string) => unknown,
): PersonDocument[] =>
  rows.map(({ at, expires, reason, ...document }) => ({
    ...document,
    sentAt: new Date(at),
    expires: expires ?? undefined,
    reason: reason === null ? undefined : (open('document', reason) as string),
  }))
