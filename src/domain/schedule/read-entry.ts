/** Reads a date as staff write it: lines of "nama: isi" in the chat, or a row of a spreadsheet. */
import { readDate } from '../birth-date.ts'
import { accepted, echo, fold, type Reading, refused } from '../reading.ts'
import type { Stage } from '../stage.ts'
import { readZone, type Zone } from '../zone.ts'
import { DATE_KIND_IDS, DATE_KINDS, DateEntry, type DateKind, WHO } from './scheduled-date.ts'

/** Part → how its name may be written, in small letters without punctuation. */
const PARTS = {
  id: /^(?:kode|id)$/,
  kind: /^(?:jenis|acara|kegiatan)$/,
  title: /^(?:nama|judul|nama acara)$/,
  scheme: /^(?:program|skema)$/,
  batch: /^(?:angkatan|batch|kelompok)$/,
  day: /^(?:tanggal|tgl|hari)$/,
  time: /^(?:jam|pukul|waktu)$/,
  zone: /^(?:zona|zona waktu)$/,
  place: /^(?:tempat|lokasi|alamat)$/,
  link: /^(?:tautan|link|situs)$/,
  bring: /^(?:bawa|yang dibawa|bawaan)$/,
  note: /^(?:catatan|keterangan)$/,
  stages: /^(?:tahap|siapa|untuk|peserta)$/,
  source: /^(?:sumber|asal)$/,
  confirmedBy: /^(?:dipastikan|dipastikan oleh|pasti|kepastian)$/,
  cancelled: /^(?:batal|dibatalkan)$/,
} satisfies Record<string, RegExp>
export type Part = keyof typeof PARTS

/** What was written, by part; an empty text takes a part away. */
export type Written = ReadonlyMap<Part, string>

export type EntryRule = {
  today: string
  /** A date that has gone by can be kept, but hardly is meant by who writes one. */
  days: 'future' | 'any'
  schemes: readonly { id: string; short: string; aliases: readonly string[] }[]
  /** Who confirms where only "ya" is written. */
  writer: string | undefined
}

export function partOf(name: string): Part | undefined {
  const plain = fold(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  return (Object.keys(PARTS) as Part[]).find((part) => PARTS[part].test(plain))
}

/** The lines of a message. `unknown`: lines that name no part. */
export function writtenIn(text: string): { written: Written; unknown: string[] } {
  const written = new Map<Part, string>()
  const unknown: string[] = []
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    const [, name = '', value = ''] = /^\s*[-•*]?\s*([^:=]{2,20}?)\s*[:=]\s*(.*)$/.exec(line) ?? []
    const part = partOf(name)
    if (part) written.set(part, /^[-–—]$/.test(value.trim()) ? '' : value.trim())
    else unknown.push(line.trim())
  }
  return { written, unknown }
}

/** `base` is what is changed; what is not written stays as it is there. */
export function readEntry(written: Written, rule: EntryRule, base: Partial<DateEntry> = {}): Reading<DateEntry> {
  const draft: Record<string, unknown> = { ...base }
  for (const [part, text] of written) {
    const read = text === '' ? accepted(EMPTY[part as keyof typeof EMPTY]) : READ[part](text, rule)
    if (!read.ok) return read
    draft[part] = read.value
    const zone = part === 'time' ? readZone(text) : undefined
    if (zone && !written.has('zone')) draft.zone = zone
  }
  if (draft.kind === undefined) return refused(`Tulis jenisnya, misalnya *jenis: ujian*. Pilihannya: ${KIND_LIST}.`)
  if (draft.scheme === undefined && draft.batch === undefined)
    return refused('Tulis untuk siapa: *program: …* atau *angkatan: …*.')
  if (draft.day === undefined) return refused('Tulis tanggalnya, misalnya *tanggal: 25-03-2027*.')
  if (draft.source === undefined)
    return refused('Tulis sumbernya, misalnya *sumber: pengumuman KP2MI 1 Februari 2027*.')
  const parsed = DateEntry.safeParse(draft)
  if (parsed.success) return accepted(parsed.data)
  const [issue] = parsed.error.issues
  return refused(`${LABELS[issue!.path[0] as Part] ?? 'Isinya'} belum benar: ${issue!.message}.`)
}

const EMPTY = { bring: [], cancelled: false, stages: undefined }
const KIND_LIST = DATE_KIND_IDS.join(', ')

const LABELS: Partial<Record<Part, string>> = {
  id: 'Kode',
  title: 'Nama',
  place: 'Tempat',
  link: 'Tautan',
  bring: 'Yang dibawa',
  note: 'Catatan',
  source: 'Sumber',
  confirmedBy: 'Yang memastikan',
}

const READ: Record<Part, (text: string, rule: EntryRule) => Reading<unknown>> = {
  id: (text) => accepted(text.toLowerCase()),
  kind: readKind,
  title: accepted,
  scheme: readScheme,
  batch: (text) => accepted(text.toLowerCase().replace(/\s+/g, '-')),
  day: (text, { today, days }) => readDate(text, { today, kind: days }),
  time: readTime,
  zone: (text) => readZoneOf(text),
  place: accepted,
  link: (text) => accepted(/^https?:/i.test(text) ? text : `https://${text}`),
  bring: (text) =>
    accepted(
      text
        .split(/[,;]/)
        .map((thing) => thing.trim())
        .filter(Boolean),
    ),
  note: accepted,
  stages: readStages,
  source: accepted,
  confirmedBy: (text, { writer }) => {
    if (/^(?:belum|tidak|blm)\b/i.test(text)) return accepted(undefined)
    return accepted(/^(?:ya|iya|sudah|pasti|saya)$/i.test(text) ? (writer ?? text) : text)
  },
  cancelled: (text) => accepted(/^(?:ya|iya|batal|dibatalkan|true)$/i.test(text)),
}

const KIND_WORDS: [RegExp, DateKind][] = [
  [/buka/, 'daftar-buka'],
  [/tutup|batas/, 'daftar-tutup'],
  [/dokumen|berkas/, 'cek-dokumen'],
  [/ujian|tes\b|test/, 'ujian'],
  [/wawancara|interview/, 'wawancara'],
  [/kelas|pelatihan/, 'kelas'],
  [/mcu|kesehatan|medis/, 'mcu'],
  [/pembekalan|opp\b|pap\b/, 'pembekalan'],
  [/berangkat|terbang/, 'berangkat'],
]

function readKind(text: string): Reading<DateKind> {
  const said = text.toLowerCase()
  const known = DATE_KIND_IDS.find((kind) => kind === said || DATE_KINDS[kind].toLowerCase() === said)
  const meant = known ?? KIND_WORDS.find(([words]) => words.test(said))?.[1]
  return meant ? accepted(meant) : refused(`Jenis "${echo(text)}" tidak dikenal. Pilihannya: ${KIND_LIST}.`)
}

function readScheme(text: string, { schemes }: EntryRule): Reading<string> {
  const said = text.toLowerCase().trim()
  const found = schemes.find(({ id, short, aliases }) =>
    [id, short, ...aliases].some((name) => name.toLowerCase() === said),
  )
  const list = schemes.map(({ id }) => id).join(', ')
  return found ? accepted(found.id) : refused(`Program "${echo(text)}" tidak dikenal. Pilihannya: ${list}.`)
}

function readTime(text: string): Reading<string> {
  const [, hour, minute = '00'] = /(?:^|\D)(\d{1,2})(?:[.:](\d{2}))?(?!\d)/.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59)
    return refused(`Jam "${echo(text)}" belum terbaca. Tulis misalnya *jam: 09.30 WITA*.`)
  return accepted(`${hour.padStart(2, '0')}:${minute}`)
}

function readZoneOf(text: string): Reading<Zone> {
  const zone = readZone(text)
  return zone ? accepted(zone) : refused(`Zona "${echo(text)}" tidak dikenal. Tulis WIB, WITA, WIT, atau JST.`)
}

function readStages(text: string): Reading<Stage[] | undefined> {
  const said = text
    .toLowerCase()
    .split(/[,;/]|\bdan\b/)
    .map((stage) => stage.trim().replace(/\s+/g, '-'))
    .filter(Boolean)
  const wrong = said.find((stage) => !(WHO as readonly string[]).includes(stage))
  if (wrong !== undefined) return refused(`Tahap "${echo(wrong)}" tidak dikenal. Pilihannya: ${WHO.join(', ')}.`)
  return accepted(said.length > 0 ? (said as Stage[]) : undefined)
}
