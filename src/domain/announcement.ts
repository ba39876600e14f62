/** What the office tells many people at once: its words, its course and its ledger. */
import type { FileRef, Reply } from './chat.ts'
import { quote } from './markup.ts'
import type { Segment } from './segment.ts'

const ANNOUNCEMENT_STATES = ['menunggu-izin', 'terjadwal', 'berjalan', 'dijeda', 'selesai', 'dibatalkan'] as const
export type AnnouncementState = (typeof ANNOUNCEMENT_STATES)[number]

/** What stands in the announcement, once for all; `{nama}` and the like are filled in for each. */
export type AnnouncementBody = {
  text: string
  file?: FileRef | undefined
  /** It asks how they are: they may answer by a button. */
  checkin?: true | undefined
}

/** What is known of a recipient. Only `{nama}` has words of its own where it is not known. */
export type Variables = { nama: string | undefined; nomor: string | undefined }

const VARIABLES = ['nama', 'nomor'] as const

/**
 * What became of the recipients: `recipients = sent + failed + skipped + unknown + waiting`, at every moment. `reasons`: of
 * those who did not get it, why, and how many.
 */
export type Tally = {
  recipients: number
  sent: number
  failed: number
  skipped: number
  unknown: number
  waiting: number
  reasons: Record<string, number>
}

/** The parts of a tally that add up to its recipients, and what an office calls each. */
export const TERMS = [
  ['sent', 'terkirim'],
  ['waiting', 'menunggu'],
  ['failed', 'gagal'],
  ['skipped', 'dilewati'],
  ['unknown', 'belum pasti'],
] as const satisfies readonly (readonly [keyof Tally, string])[]

/** Why people of a segment are no recipients → how many. */
export type Excluded = Record<string, number>

/** Whom an announcement is for: a segment, or whoever received another one. */
export type Audience = { segment: Segment } | { corrects: number }

/** How many there are on each line ("telegram/42"); a slow one is a linked device (WhatsApp). */
export type Counted = {
  recipients: number
  excluded: Excluded
  lines: { line: string; slow: boolean; count: number }[]
}

/** One line of the ledger: so many rows are in this state, for this reason. */
export type LedgerLine = { state: string; reason: string | null; count: number }

const WAITING = new Set(['queued', 'sending'])

export function tallyOf(lines: readonly LedgerLine[]): Tally {
  const tally: Tally = { recipients: 0, sent: 0, failed: 0, skipped: 0, unknown: 0, waiting: 0, reasons: {} }
  for (const { state, reason, count } of lines) {
    tally.recipients += count
    if (WAITING.has(state)) tally.waiting += count
    else {
      tally[state as 'sent' | 'failed' | 'skipped' | 'unknown'] += count
      if (state !== 'sent') {
        const why = reason ?? state
        tally.reasons[why] = (tally.reasons[why] ?? 0) + count
      }
    }
  }
  return tally
}

const VARIABLE = /\{([^{}\n]{0,40})\}/g

/** The names in braces that a text uses, in order, each once. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name!.trim().toLowerCase())),
]

/** How one may end it; UU 27/2022 art. 8 and WhatsApp's policy ask that it is said. */
const WAY_OUT = '_Tidak mau menerima kabar dari kantor lagi? Ketik *berhenti*._'

/** Also where there are no buttons. */
const ANSWER_NOW = { id: 'kabar-saya:mulai', label: 'Jawab sekarang' }
const ANSWER_BY = 'Menjawab: ketuk tombolnya, atau ketik *kabar saya*.'

/** What a recipient gets. A name that is not known is "Kakak". */
export function announcementReply({ text, file, checkin }: AnnouncementBody, { nama, nomor }: Variables): Reply {
  const filled = text.replace(VARIABLE, (whole, name: string) => {
    const key = name.trim().toLowerCase()
    if (key === 'nama') return nama === undefined ? 'Kakak' : quote(nama)
    return key === 'nomor' ? quote(nomor ?? '-') : whole
  })
  const parts = [filled, checkin && ANSWER_BY, WAY_OUT].filter(Boolean)
  return {
    text: parts.join('\n\n'),
    ...(file ? { file } : {}),
    ...(checkin ? { choices: [ANSWER_NOW] } : {}),
    aside: true,
  }
}

/** Telegram's 4,096, less a name and the way out: one message each, or what was paid for in pace is not what is counted. */
const LONGEST = 3800

/** An announcement in a list. */
export type AnnouncementLine = {
  id: number
  state: AnnouncementState
  segment: Segment
  /** The announcement that it corrects. */
  corrects: number | null
  startsAt: Date
  recipients: number
  /** Staff id, or "langkah". */
  by: string
}

/** The same with its words and its ledger, as of one moment. */
export type AnnouncementFound = AnnouncementLine & { body: AnnouncementBody; tally: Tally; excluded: Excluded }

/** What keeps an announcement from being sent, in words for the writer. `registered`: everybody it is for is registered. */
export function problemsOf({ text }: AnnouncementBody, registered: boolean): string[] {
  const problems: string[] = []
  if (text.trim() === '') problems.push('Tulisannya masih kosong.')
  if (text.length > LONGEST)
    problems.push(`Tulisannya terlalu panjang: ${text.length} huruf, paling banyak ${LONGEST}.`)
  for (const name of variablesIn(text)) {
    if (!VARIABLES.some((known) => known === name))
      problems.push(`{${name}} tidak dikenal. Yang bisa dipakai: {nama} dan {nomor}.`)
    else if (name === 'nomor' && !registered)
      problems.push('{nomor} hanya untuk yang sudah mendaftar; pilih penerimanya dulu.')
  }
  if (/[{}]/.test(text.replace(VARIABLE, ''))) problems.push('Ada kurung kurawal yang tidak berpasangan.')
  for (const link of text.match(/https?:\/\/\S*/gi) ?? [])
    if (!isLink(link)) problems.push(`Alamat ini tidak lengkap: ${link}`)
  return problems
}

function isLink(text: string): boolean {
  try {
    return new URL(text.replace(/[.,;:!?)\]]+$/, '')).hostname.includes('.')
  } catch {
    return false
  }
}

/** How slowly pushes leave a linked device (content/office.yaml). Hours are the office's, `until` not included. */
export type SlowPushes = { perDay: number; secondsBetween: [least: number, most: number]; from: number; until: number }

/** Telegram's usual rate, less the place that is left for replies. */
const PER_SECOND = 29

/** Seconds until the last one has left, from now on; nights and what else is on its way are not known to it. */
export function expectedSeconds(lines: Counted['lines'], { perDay, secondsBetween, from, until }: SlowPushes): number {
  const seconds = lines.map(({ slow, count }) => {
    if (!slow) return count / PER_SECOND
    const each = (secondsBetween[0] + secondsBetween[1]) / 2
    const aDay = Math.min(perDay, Math.floor(((until - from) * 3600) / each))
    const days = Math.floor((count - 1) / aDay)
    return days * 86_400 + (count - days * aDay) * each
  })
  return Math.ceil(Math.max(0, ...seconds))
}
