/** What the jobs do beside an announcement: files that staff get about it, kept for a short time; a look at its links. */
import type { Job } from './app/jobs.ts'
import type { FileRef, Reply } from './domain/chat.ts'
import type { LinkSeen } from './domain/link.ts'
import { type DrawCourse, drawApart } from './draw-apart.ts'
import { linkNotice } from './flows/announcing/links.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import { lookAtLinks } from './link-check.ts'
import type { OpenStore } from './open-store.ts'
import { courseOf } from './store/announcements/course.ts'
import { eachRecipient } from './store/announcements/each-recipient.ts'
import { seeAnnouncement } from './store/announcements/ledger.ts'
import { checkLinks } from './store/announcements/links.ts'
import { type Made, type MadePurpose, type Making, makeFilesAskedFor } from './store/announcements/made-files.ts'

type Parts = { store: Pick<OpenStore, 'db' | 'shelf'>; knowledge: Knowledge }
type MakingParts = Parts & { draw: DrawCourse }

/** A workbook is made in memory, beside everything else that the assistant does. */
const MOST_ROWS = 10_000

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const madeFilesJob = (parts: Parts): Job => ({
  name: 'berkas pengumuman',
  at: '*/2 * * * * *',
  async run() {
    const made = await makeFilesAskedFor(parts.store.db, parts.store.shelf, makingOf({ ...parts, draw: drawApart }))
    return made > 0 ? { made } : {}
  },
})

export const linkJob = ({ store }: Parts): Job => ({
  name: 'alamat pengumuman',
  at: '*/2 * * * * *',
  async run() {
    const looked = await checkLinks(store.db, { look: (links) => lookAtLinks(links), words: linkReply })
    return looked > 0 ? { looked } : {}
  },
})

/** The buttons of an announcement lie behind its number. */
export function linkReply(announcement: number, seen: LinkSeen[], held: boolean): Reply | undefined {
  const text = linkNotice(announcement, seen, held)
  const choices = [{ id: `pengumuman:lihat=${announcement}`, label: 'Lihat pengumumannya' }]
  return text === undefined ? undefined : { text, choices, aside: true }
}

/** `draw` is said for tests, which run no process of their own for each picture. */
export const makingOf = (parts: MakingParts): Making => ({
  make: (purpose, announcement) => MAKERS[purpose](parts, announcement),
  words: (purpose, announcement, file) => ({ ...WORDS[purpose](announcement, file), aside: true }),
})

const MAKERS: Record<MadePurpose, (parts: MakingParts, announcement: number) => Promise<Made | undefined>> = {
  laporan: workbook,
  jejak: picture,
}

const WORDS: Record<MadePurpose, (announcement: number, file: FileRef) => Reply> = {
  laporan: (announcement, file) => ({
    text: `Laporan pengumuman ${announcement}: siapa yang menerima, siapa yang tidak, dan kenapa. Namanya ditutup; yang lengkap dibuat di komputer kantor.`,
    file,
  }),
  jejak: (announcement, file) => ({ text: `Jalannya pengumuman ${announcement} dari awal sampai selesai.`, file }),
}

/** What makes spreadsheets is loaded when somebody asks for one: the assistant at rest stays small. */
async function workbook({ store: { db }, knowledge }: Parts, announcement: number): Promise<Made | undefined> {
  const found = await seeAnnouncement(db.pool, db.keys, announcement)
  if (!found) return undefined
  const { gather, recipientsSheet, summarySheet } = await import('./cli/announcement-sheets.ts')
  const { workbookOf } = await import('./cli/spreadsheet.ts')
  const all = await gather(eachRecipient(db, announcement), MOST_ROWS)
  const gathered = all.tally.recipients === 0 ? { ...all, tally: found.tally } : all
  const { zone } = knowledge.office
  const bytes = await workbookOf([summarySheet(found, gathered, zone), recipientsSheet(gathered, zone, false)])
  return { bytes, mime: XLSX, name: `pengumuman-${announcement}.xlsx` }
}

async function picture(
  { store: { db }, knowledge, draw }: MakingParts,
  announcement: number,
): Promise<Made | undefined> {
  const found = await seeAnnouncement(db.pool, db.keys, announcement)
  const course = await courseOf(db, announcement)
  if (!found || course.steps.length === 0) return undefined
  const bytes = await draw({ found, course, zone: knowledge.office.zone })
  return { bytes, mime: 'image/png', name: `jejak-pengumuman-${announcement}.png` }
}
