/** Files that we keep: why, and what became of one that a flow wanted kept. */
import type { FileRef } from './chat.ts'

/** Larger files are not what people send to an office, and all of it passes our memory. */
export const MAX_FILE_BYTES = 10_000_000

/** Of one person; nobody shall fill the disk. Many more than anybody has to show. */
export const MAX_FILES = 40

/** Photos that are one document. Who has more to show has a PDF. */
export const MAX_PAGES = 8

/** Files that we make for somebody when they ask, what they are called, and what they are. They live until they are sent. */
export const MADE = {
  'salinan-data': { name: 'data-saya.json', mime: 'application/json' },
  kalender: { name: 'jadwal.ics', mime: 'text/calendar' },
} as const
export type MadePurpose = keyof typeof MADE

export const isMade = (purpose: FilePurpose): purpose is MadePurpose => purpose in MADE

/**
 * What a file is kept for; it goes with what it belongs to. Of an announcement: what goes to its recipients (`pengumuman`),
 * the spreadsheet of who got it (`laporan`), and the picture of its course (`jejak`).
 */
export type FilePurpose = 'tiket' | 'dokumen' | 'pengumuman' | 'laporan' | 'jejak' | MadePurpose

/** `other kind`: neither picture nor PDF. `gone`: the platform does not have it any more. `too many`: it was not fetched. */
export type FileOutcome = 'kept' | 'too large' | 'gone' | 'unreadable' | 'other kind' | 'too many'

/**
 * Why a document is of no use, as far as a machine can see. `heic`: an iPhone's format that we cannot make smaller.
 * `no page`: a further page that is no photo.
 */
const UNFIT = ['too dark', 'blurred', 'too small', 'heic', 'locked', 'unsafe', 'too many pages', 'no page'] as const
export type Unfit = (typeof UNFIT)[number]
export type DocumentOutcome = FileOutcome | Unfit

/** Of everything but documents: what came with somebody's words to the office, an announcement's picture, what we made. */
export type PlainFileNews = {
  kind: 'fetched'
  purpose: Exclude<FilePurpose, 'dokumen'>
  ticket: number | undefined
  announcement?: number | undefined
  outcome: FileOutcome
  file: FileRef
}
/**
 * `document`: its kind, as content/documents.yaml names it. `bundle`: which pages it belongs to (the id of the file they began
 * with). `page`: where it stands among them; undefined: it begins them.
 */
export type DocumentNews = {
  kind: 'fetched'
  purpose: 'dokumen'
  document: string
  bundle?: string | undefined
  page?: number | undefined
  outcome: DocumentOutcome
  file: FileRef
}
/** Comes from ourselves, into the chat that the file was sent in. `file` has no handle any more; its channel is told. */
export type FileNews = PlainFileNews | DocumentNews
