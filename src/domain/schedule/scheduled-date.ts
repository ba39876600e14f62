/** A date of a scheme or a batch that staff keep: what, when, where, for whom, and who says so. */
import { z } from 'zod'
import { CHECKING, LATER } from '../stage.ts'
import { ZONE_IDS } from '../zone.ts'

/** Kind → its words. When people are reminded of it, and who must come, is content (reminders.yaml). */
export const DATE_KINDS = {
  'daftar-buka': 'Pendaftaran dibuka',
  'daftar-tutup': 'Pendaftaran ditutup',
  'cek-dokumen': 'Pemeriksaan dokumen',
  ujian: 'Ujian',
  wawancara: 'Wawancara',
  kelas: 'Kelas',
  mcu: 'Cek kesehatan (MCU)',
  pembekalan: 'Pembekalan',
  berangkat: 'Keberangkatan',
} as const
export type DateKind = keyof typeof DATE_KINDS
export const DATE_KIND_IDS = Object.keys(DATE_KINDS) as [DateKind, ...DateKind[]]

/** Whoever is on the way, or has come to its end. */
export const WHO = [...CHECKING, ...LATER] as const

const Code = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'huruf kecil, angka dan tanda hubung saja')
const Words = z.string().trim().min(1).max(300, 'paling panjang 300 huruf')

/** A button of the chat has room for so much. */
const ID_MAX = 50
const Id = Code.max(ID_MAX, `paling panjang ${ID_MAX} huruf`)

const parts = {
  id: Id,
  kind: z.enum(DATE_KIND_IDS),
  /** More exactly what ("EPS-TOPIK tahap 1"). */
  title: Words.max(80, 'paling panjang 80 huruf').optional(),
  scheme: Code.optional(),
  batch: Code.optional(),
  day: z.iso.date('tanggal ditulis YYYY-MM-DD'),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'jam ditulis 09:30')
    .optional(),
  place: Words.optional(),
  link: z
    .url({ protocol: /^https?$/, error: 'tautan diawali https://' })
    .max(300)
    .optional(),
  bring: z.array(Words.max(100)).max(15).default([]),
  note: Words.optional(),
  /** Where it was announced. */
  source: Words,
  /** Who of the office, or which announcement, confirms it. Without it nobody is told unasked. */
  confirmedBy: Words.optional(),
  cancelled: z.boolean().default(false),
}

/** As it is kept: nothing left to be worked out. */
export const ScheduledDate = z.strictObject({
  ...parts,
  /** Who must come. */
  stages: z.array(z.enum(WHO)).min(1),
  /** The zone of `day` and `time`. */
  zone: z.enum(ZONE_IDS),
})
export type ScheduledDate = z.infer<typeof ScheduledDate>

/** As somebody writes it, in a file or in the chat. */
export const DateEntry = z.strictObject({
  ...parts,
  id: Id.optional(),
  stages: z.array(z.enum(WHO)).optional(),
  zone: z.enum(ZONE_IDS).optional(),
})
export type DateEntry = z.infer<typeof DateEntry>

/** With the version that each change of it makes a new one of, and its batch's name. */
export type KeptDate = ScheduledDate & { version: number; batchName?: string | undefined }

/** What is not written follows from the rest: its id from what it is for, who must come from its kind. */
export function completed(
  { id, stages, zone, ...entry }: DateEntry,
  usual: { stages: ScheduledDate['stages']; zone: ScheduledDate['zone'] },
): ScheduledDate {
  return {
    id: id ?? `${entry.batch ?? entry.scheme ?? 'umum'}-${entry.kind}`.slice(0, ID_MAX),
    stages: stages && stages.length > 0 ? stages : usual.stages,
    zone: zone ?? usual.zone,
    ...entry,
  }
}

/** Confirmed, and not called off: only such a date is pushed. */
export const isFirm = (date: Pick<ScheduledDate, 'confirmedBy' | 'cancelled'>): boolean =>
  date.confirmedBy !== undefined && !date.cancelled
