import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { loadConfig } from '../config.ts'
import {
  type AnnouncementBody,
  type Audience,
  type Counted,
  expectedSeconds,
  problemsOf,
} from '../domain/announcement.ts'
import { longMoment } from '../domain/day.ts'
import { impliesRegistration, readSegment, type Segment } from '../domain/segment.ts'
import { excludedWords, lastingWords, STATE_WORDS } from '../flows/announcing/words.ts'
import { noticeReply } from '../flows/notices.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { seeAnnouncement } from '../store/announcements/ledger.ts'
import { makeAnnouncement, startDue } from '../store/announcements/making.ts'
import { askOffice } from '../store/announcements/office.ts'
import { keepPicture, type OwnFile, putAway } from '../store/announcements/picture.ts'
import { countRecipients } from '../store/announcements/recipients.ts'
import type { Shelf } from '../store/files/shelf.ts'
import { type Command, type Given, print, printJson, tell, text, UsageError } from './command.ts'
import { readPicture } from './own-file.ts'
import { type DeskDatabase, withStore } from './with-store.ts'

type Desk = { db: DeskDatabase; shelf: Shelf }

/** What is to be sent, to whom, and how it is asked for. */
export type Wanted = {
  body: AnnouncementBody
  /** What goes with the words. */
  picture?: OwnFile | undefined
  audience: Audience
  startsAt: Date
  sure: boolean
  dry: boolean
  json: boolean
}

export const announce: Command = {
  name: 'announce',
  does: 'membuat pengumuman untuk banyak orang; hitung dulu dengan --dry-run',
  usage:
    '--to all|KUNCI=NILAI,… | --corrects ID  --text-file BERKAS [--file GAMBAR_ATAU_PDF] [--at 2026-11-27T08:00+08:00] [--dry-run] [--yes] [--json]\n\nKunci: role, scheme, batch, stage, province, channel, country',
  options: {
    to: { type: 'string' },
    corrects: { type: 'string' },
    'text-file': { type: 'string' },
    file: { type: 'string' },
    at: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ values }) {
    return sendOut(read(values), await loadKnowledge(loadConfig().CONTENT_DIR))
  },
}

/** Counts, shows, asks, and makes it; nothing is made for nobody, or in a dry run. */
export async function sendOut(wanted: Wanted, knowledge: Knowledge): Promise<0 | 1> {
  return withStore(async ({ db, shelf }) => {
    const counted = await db.transaction((client) => countRecipients(client, wanted.audience))
    show(wanted, counted, knowledge)
    if (wanted.dry) {
      if (wanted.json) printJson({ id: null, ...summary(counted, wanted, knowledge) })
      return 0
    }
    if (counted.recipients === 0)
      return refuse(wanted, counted, knowledge, 'Tidak ada penerimanya, jadi tidak dikirim.')
    if (!wanted.sure && !(await agreed(counted.recipients)))
      return refuse(wanted, counted, knowledge, 'Tidak jadi dikirim.')
    return make({ db, shelf }, wanted, counted, knowledge)
  })
}

function read(values: Given['values']): Wanted {
  const [to, corrects, file] = [text(values.to), text(values.corrects), text(values['text-file'])]
  if ((to === undefined) === (corrects === undefined)) throw new UsageError('isi salah satu: --to atau --corrects')
  if (corrects !== undefined && !/^\d{1,9}$/.test(corrects)) throw new UsageError('--corrects berupa nomor pengumuman')
  if (!file) throw new UsageError('--text-file wajib diisi: berkas dengan tulisan pengumumannya')
  const segment = to === undefined ? undefined : readTo(to)
  const startsAt = readStart(values)
  const body = { text: readText(file) }
  const wrong = problemsOf(body, segment === undefined || impliesRegistration(segment))
  if (wrong.length > 0) throw new UsageError(wrong.join(' '))
  return {
    body,
    picture: text(values.file) === undefined ? undefined : readPicture(text(values.file)!),
    audience: segment ? { segment } : { corrects: Number(corrects) },
    startsAt,
    sure: values.yes === true,
    dry: values['dry-run'] === true,
    json: values.json === true,
  }
}

/** Throws UsageError. */
export function readTo(to: string): Segment {
  const read = readSegment(to)
  if ('wrong' in read)
    throw new UsageError(`--to: "${read.wrong}" tidak dikenal. Contoh: all, atau role=alumni,scheme=gtog-korea`)
  return read.segment
}

/** --at, or now. */
export function readStart({ at }: Given['values']): Date {
  const startsAt = at === undefined ? new Date() : new Date(String(at))
  if (Number.isNaN(startsAt.getTime())) throw new UsageError('--at berupa waktu, misalnya 2026-11-27T08:00+08:00')
  return startsAt
}

/** Throws UsageError. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new UsageError(`berkas ${file} tidak bisa dibaca`)
  }
}

function summary({ recipients, excluded, lines }: Counted, { startsAt }: Wanted, { office }: Knowledge) {
  const seconds = expectedSeconds(lines, office.whatsappPushes)
  const from = Math.max(startsAt.getTime(), Date.now())
  return { recipients, excluded, expectedEnd: new Date(from + seconds * 1000).toISOString() }
}

function show({ body, picture, json }: Wanted, { recipients, excluded, lines }: Counted, { office }: Knowledge): void {
  if (json) return
  const lasting = lastingWords(expectedSeconds(lines, office.whatsappPushes))
  tell(
    [
      `---\n${body.text}\n---${picture ? `\n+ ${picture.name} (${Math.ceil(picture.bytes.length / 1000)} kB)` : ''}`,
      `Penerima: ${recipients}. Selesai ${lasting} sesudah mulai.`,
      excludedWords(excluded),
    ]
      .filter(Boolean)
      .join('\n'),
  )
}

function refuse(wanted: Wanted, counted: Counted, knowledge: Knowledge, why: string): 1 {
  if (wanted.json) printJson({ id: null, reason: why, ...summary(counted, wanted, knowledge) })
  else tell(why)
  return 1
}

/** Where nobody can be asked, --yes must have been said. */
async function agreed(recipients: number): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError('tambahkan --yes untuk mengirim tanpa ditanya, atau --dry-run untuk menghitung')
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await asking.question(`Kirim ke ${recipients} orang? (ya/tidak) `)
  asking.close()
  return /^(?:y|ya|iya)$/i.test(answer.trim())
}

async function make({ db, shelf }: Desk, wanted: Wanted, counted: Counted, knowledge: Knowledge): Promise<0> {
  const { picture, audience, startsAt, json } = wanted
  const own = picture && (await putAway(shelf, picture))
  const body = own ? { ...wanted.body, file: own.file } : wanted.body
  const needsApproval = counted.recipients > knowledge.office.announcements.secondEyesAbove
  const id = await db.transaction(async (client) => {
    const made = { body, audience, startsAt, by: 'langkah', needsApproval }
    const id = await makeAnnouncement(client, db.keys, made)
    if (own) await keepPicture(client, db.keys, id, own)
    const { recipients } = counted
    const asks = noticeReply(knowledge, { about: 'approval', announcement: id, recipients, by: 'Komputer kantor' })
    if (needsApproval) await askOffice(client, db.keys, asks)
    return id
  })
  await startDue(db, new Date())
  const found = (await seeAnnouncement(db.pool, db.keys, id))!
  if (json) printJson({ id, state: found.state, ...summary(counted, wanted, knowledge) })
  else {
    const when = longMoment(knowledge.office.zone, startsAt)
    print(`Pengumuman ${id}: ${STATE_WORDS[found.state]}${found.state === 'terjadwal' ? ` (${when})` : ''}.`)
    if (needsApproval) tell(`Petugas lain perlu menyetujuinya: ketik *pengumuman* di chat, lalu buka nomor ${id}.`)
    else tell(`Lihat jalannya: langkah announce status ${id}`)
  }
  return 0
}
