/** Files that we keep: why, and what became of one that a flow wanted kept. */
import type { FileRef } from './chat.ts'

/** Larger files are not what people send to an office, and all of it passes our memory. */
export const MAX_FILE_BYTES = 10_000_000

/** Of one person; nobody shall fill the disk. Many more than anybody has to show. */
export const MAX_FILES = 40

/** What a file is kept for; it goes with what it belongs to. */
export type FilePurpose = 'tiket' | 'dokumen'

/** `other kind`: neither picture nor PDF. `gone`: the platform does not have it any more. `too many`: it was not fetched. */
export type FileOutcome = 'kept' | 'too large' | 'gone' | 'unreadable' | 'other kind' | 'too many'

/** Why a document is of no use, as far as a machine can see. `heic`: an iPhone's format that we cannot make smaller. */
const UNFIT = ['too dark', 'blurred', 'too small', 'heic', 'locked', 'unsafe', 'too many pages'] as const
export type Unfit = (typeof UNFIT)[number]
export type DocumentOutcome = FileOutcome | Unfit

/** What came with somebody's words to the office. */
export type TicketFileNews = {
  kind: 'fetched'
  purpose: 'tiket'
  ticket: number | undefined
  outcome: FileOutcome
  file: FileRef
}
/** `document`: its kind, as content/documents.yaml names it. */
export type DocumentNews = {
  kind: 'fetched'
  purpose: 'dokumen'
  document: string
  outcome: DocumentOutcome
  file: FileRef
}
/** Comes from ourselves, into the chat that the file was sent in. `file` has no handle any more; its channel is told. */
export type FileNews = TicketFileNews | DocumentNews
