/** Documents as staff see them. */
import type { FileRef } from '../../domain/chat.ts'
import type { DocumentLine, DocumentSeen, DocumentState } from '../../domain/document.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Stage } from '../../domain/stage.ts'
import { BATCH_JSON, type BatchJson, readBatch } from '../batches.ts'
import type { Client } from '../database.ts'
import type { FileBody } from '../files/want-file.ts'
import type { Keyring } from '../keyring.ts'
import { DOCUMENTS_JSON, type DocumentJson, pagesOf, readDocuments } from './read.ts'

/** The registration that a document is for: the person's newest that is there. */
const THEIRS = `
  JOIN people p ON p.id = d.person_id AND p.restricted_at IS NULL
  JOIN LATERAL (SELECT * FROM registrations r WHERE r.person_id = p.id AND r.erased_at IS NULL
                ORDER BY r.submitted_at DESC LIMIT 1) r ON true`

/** All that wait, oldest first. */
export async function waitingDocuments(client: Pick<Client, 'query'>): Promise<DocumentLine[]> {
  const { rows } = await client.query<DocumentLine>(
    `SELECT d.id, d.document, r.number, d.sent_at AS "sentAt", d.state FROM documents d ${THEIRS}
     WHERE d.state IN ('diterima', 'dilihat') AND d.file IS NOT NULL ORDER BY d.sent_at, d.id`,
  )
  return rows
}

type Row = {
  id: number
  document: string
  state: DocumentState
  sent_at: Date
  expires: string | null
  number: string
  stage: Stage
  schemes: string[]
  batch: BatchJson | null
  answers: Buffer
  submitted_at: Date
  file: Buffer | null
  pages: number
  bytes: number | null
  by: string | null
  documents: DocumentJson[]
}

/** Its row is held until the transaction ends, so that no two of the staff decide it. */
export async function seeDocument(client: Client, keys: Keyring, id: number): Promise<DocumentSeen | undefined> {
  await client.query('SELECT FROM documents WHERE id = $1 FOR NO KEY UPDATE', [id])
  const { rows } = await client.query<Row>(
    `SELECT d.id, d.document, d.state, d.sent_at, d.expires::text, r.number, r.stage, r.schemes, ${BATCH_JSON} AS batch, r.answers,
       r.submitted_at, k.body AS file,
       (${pagesOf('count(*)::int')}) AS pages, (${pagesOf('sum(f.bytes)::int')}) AS bytes, coalesce(s.name, d.reviewed_by) AS by, ${DOCUMENTS_JSON} AS documents
     FROM documents d ${THEIRS} LEFT JOIN batches b ON b.id = r.batch LEFT JOIN files k ON k.id = d.file
     LEFT JOIN staff s ON s.id::text = d.reviewed_by WHERE d.id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) return undefined
  const { number, stage, schemes } = row
  const batch = row.batch === null ? undefined : readBatch(row.batch)
  const answers = keys.open('registration', row.answers) as Answers
  return {
    id,
    document: row.document,
    number,
    sentAt: row.sent_at,
    state: row.state,
    expires: row.expires ?? undefined,
    file: row.file === null ? undefined : fileOf((keys.open('file', row.file) as FileBody).file, row),
    pages: row.pages,
    by: row.by ?? undefined,
    registration: { number, stage, schemes, batch, answers, submittedAt: row.submitted_at },
    documents: readDocuments(row.documents, (purpose, hex) => keys.open(purpose, Buffer.from(hex, 'hex'))),
  }
}

/** Several photos are shown as one PDF, which is made when it is opened. */
const fileOf = (file: FileRef, { pages, bytes }: Pick<Row, 'pages' | 'bytes'>): FileRef =>
  pages > 1 ? { ...file, mime: 'application/pdf', bytes: bytes ?? file.bytes } : file
