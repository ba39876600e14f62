/** Who got an announcement and who did not, as rows for people to read: names masked unless shown. Pure. */
import { type AnnouncementFound, type LedgerLine, type Tally, tallyOf } from '../domain/announcement.ts'
import type { Channel } from '../domain/chat.ts'
import { shortMoment } from '../domain/day.ts'
import { byReason, reasonWords, STATE_WORDS } from '../flows/announcing/words.ts'
import type { Recipient } from '../store/announcements/each-recipient.ts'
import type { Sheet, SheetColumn } from './spreadsheet.ts'

/** The rows that are shown, and the counts of all of them. `left`: so many rows more there are. */
export type Gathered = { tally: Tally; shown: Recipient[]; left: number }

/** Goes through all recipients. Of more than `most`, those who got it make room for those who did not. */
export async function gather(recipients: AsyncIterable<Recipient>, most = Number.POSITIVE_INFINITY): Promise<Gathered> {
  const counts = new Map<string, LedgerLine>()
  const kept: { missed: Recipient[]; got: Recipient[] } = { missed: [], got: [] }
  for await (const recipient of recipients) {
    const { state, reason } = recipient
    const line = counts.get(`${state} ${reason}`) ?? { state, reason, count: 0 }
    counts.set(`${state} ${reason}`, { ...line, count: line.count + 1 })
    const list = state === 'sent' ? kept.got : kept.missed
    if (list.length < most) list.push(recipient)
  }
  const tally = tallyOf([...counts.values()])
  const shown = [...kept.missed, ...kept.got].slice(0, most)
  return { tally, shown, left: tally.recipients - shown.length }
}

const CHANNELS: Record<Channel, string> = { telegram: 'Telegram', whatsapp: 'WhatsApp', terminal: 'terminal' }
const STATES: Record<string, string> = {
  queued: 'menunggu dikirim',
  sending: 'sedang dikirim',
  sent: 'terkirim',
  failed: 'gagal',
  skipped: 'dilewati',
  unknown: 'belum pasti sampai',
}
const NOT_TOLD = 'tidak bisa diketahui'

/** Said wherever times are shown. */
export const TELEGRAM_NOTE =
  'Di Telegram tidak bisa diketahui apakah pesan sampai di HP atau dibaca; "terkirim" berarti diterima oleh Telegram.'

/** "Siti Rahma" → "S*** R***" */
const masked = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${[...word][0]}***`)
    .join(' ')

export const shownName = ({ name }: Recipient, reveal: boolean): string =>
  name === undefined ? '' : reveal ? name : masked(name)

const COLUMNS: SheetColumn[] = [
  { title: 'Nama', width: 24, kind: 'text' },
  { title: 'Nomor pendaftaran', width: 18, kind: 'text' },
  { title: 'Saluran', width: 11, kind: 'text' },
  { title: 'Keadaan', width: 18, kind: 'text' },
  { title: 'Alasan', width: 44, kind: 'text' },
  { title: 'Dikirim', width: 18, kind: 'text' },
  { title: 'Sampai di HP', width: 20, kind: 'text' },
  { title: 'Dibaca', width: 20, kind: 'text' },
]

export function recipientsSheet({ shown }: Gathered, zone: string, reveal: boolean): Sheet {
  return { name: 'Penerima', columns: COLUMNS, rows: shown.map((recipient) => cells(recipient, zone, reveal)) }
}

function cells(recipient: Recipient, zone: string, reveal: boolean): string[] {
  const { number, channel, state, reason, sentAt, deliveredAt, readAt } = recipient
  const at = (moment: Date | undefined) => (moment ? shortMoment(zone, moment) : '')
  const told = (moment: Date | undefined) => (state === 'sent' && channel !== 'whatsapp' ? NOT_TOLD : at(moment))
  return [
    shownName(recipient, reveal),
    number ?? '',
    CHANNELS[channel],
    STATES[state] ?? state,
    reason === null ? '' : reasonWords(reason),
    at(sentAt),
    told(deliveredAt),
    told(readAt),
  ]
}

/** Adds up: recipients on top, what became of them below, and why. */
export function summarySheet(
  { id, state, excluded, startsAt }: AnnouncementFound,
  gathered: Gathered,
  zone: string,
): Sheet {
  const { tally, left } = gathered
  const { sent, failed, skipped, unknown, waiting } = tally
  const line = (what: string, count: number): [string, string] => [what, String(count)]
  const reasons = (of: Record<string, number>) => byReason(of).map(([words, count]) => line(`– ${words}`, count))
  const out = reasons(excluded)
  return {
    name: 'Ringkasan',
    columns: [
      {
        title: `Pengumuman ${id}: ${STATE_WORDS[state]}, mulai ${shortMoment(zone, startsAt)}`,
        width: 60,
        kind: 'text',
      },
      { title: 'Jumlah', width: 12, kind: 'number' },
    ],
    rows: [
      line('Terkirim', sent),
      line('Menunggu dikirim', waiting),
      line('Gagal', failed),
      line('Dilewati', skipped),
      line('Belum pasti sampai', unknown),
      line('Semua penerima', sent + waiting + failed + skipped + unknown),
      ...titled('Kenapa tidak sampai, atau belum pasti', reasons(tally.reasons)),
      ...titled('Bukan penerima, dan kenapa', out),
      ['', ''],
      [TELEGRAM_NOTE, ''],
      ...(left > 0 ? [line(LEFT_OUT, left)] : []),
      ...(tally.recipients > 0 && gathered.shown.length === 0 ? [[ONLY_COUNTS, '']] : []),
    ],
  }
}

const titled = (title: string, lines: string[][]): string[][] =>
  lines.length === 0 ? [] : [['', ''], [title, ''], ...lines]

const LEFT_OUT =
  'Yang tidak muat di lembar Penerima (yang tidak menerima didahulukan; semuanya: langkah announce report)'
const ONLY_COUNTS = 'Siapa saja penerimanya sudah dihapus sesuai batas simpan; jumlahnya tetap ada.'
