/** Files that we keep: why, and what became of one that a flow wanted kept. */
import type { FileRef } from './chat.ts'

/** Larger files are not what people send to an office, and all of it passes our memory. */
export const MAX_FILE_BYTES = 10_000_000

/** Of one person; nobody shall fill the disk. Many more than anybody has to show. */
export const MAX_FILES = 40

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
export type FilePurpose = 'tiket' | 'pengumuman' | 'laporan' | 'jejak' | MadePurpose

/** Made by us for whoever asked, and worth nothing once it was sent: such a file lives this long (days). */
export const SHORT_LIVED: readonly FilePurpose[] = ['laporan', 'jejak']
export const SHORT_LIFE_DAYS = 1

/** `other kind`: neither picture nor PDF. `gone`: the platform does not have it any more. `too many`: it was not fetched. */
export type FileOutcome = 'kept' | 'too large' | 'gone' | 'unreadable' | 'other kind' | 'too many'

/** Comes from ourselves, into the chat that the file was sent in. `file` has no handle any more; its channel is told. */
export type FileNews = {
  kind: 'fetched'
  purpose: FilePurpose
  ticket: number | undefined
  announcement?: number | undefined
  outcome: FileOutcome
  file: FileRef
}
