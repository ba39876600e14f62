import { z } from 'zod'
import { WEEKDAY_IDS } from '../domain/opening.ts'
import { Line } from './shapes.ts'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "jam ditulis '08:00'")

const OpenTimes = z
  .strictObject({ days: z.array(z.enum(WEEKDAY_IDS)).min(1), from: Clock, until: Clock })
  .refine(({ from, until }) => from < until, { error: 'from harus sebelum until' })

/** Twice at the same time would count double. */
function noOverlap(spans: z.infer<typeof OpenTimes>[], context: z.RefinementCtx): void {
  for (const [i, one] of spans.entries())
    for (const other of spans.slice(0, i))
      if (one.days.some((day) => other.days.includes(day)) && one.from < other.until && other.from < one.until)
        context.addIssue({ code: 'custom', path: [i], message: 'bertumpuk dengan jam di atasnya' })
}

/** content/office.yaml: who runs this assistant. */
export const Office = z.strictObject({
  name: Line,
  botName: Line,
  address: Line,
  /** IANA zone; days and deadlines are counted in it. */
  zone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
  /** When somebody of the office answers. */
  opening: z.array(OpenTimes).min(1).superRefine(noOverlap),
  holidays: z.array(z.iso.date('tanggal libur ditulis YYYY-MM-DD')).default([]),
  /** When staff are reminded of tickets that nobody has, in minutes. */
  ticketReminders: z
    .strictObject({
      staffAfter: z.number().int().positive().default(30),
      adminsAfter: z.number().int().positive().default(120),
      urgentEvery: z.number().int().positive().default(10),
      urgentTimes: z.number().int().min(0).max(10).default(3),
    })
    .prefault({}),
  phone: z.string().optional(),
  dataProtection: z.strictObject({ name: Line, contact: Line }),
  /** Days that things are kept. */
  retention: z.strictObject({
    draftDays: z.number().int().positive(),
    registrationDays: z.number().int().positive(),
    /** From becoming an alumna or alumnus. */
    alumniDays: z.number().int().positive().default(1095),
    /** Photos and PDFs of documents, from their sending. */
    documentDays: z.number().int().positive().default(180),
    messageDays: z.number().int().positive(),
    inboxDays: z.number().int().positive(),
    /** Proof: withdrawn consents, who read what, receipts and tombstones. */
    proofDays: z.number().int().positive().default(1825),
  }),
  announcements: z.strictObject({
    /** Above so many recipients somebody else must say yes. */
    secondEyesAbove: z.number().int().nonnegative(),
  }),
  /** How slowly what nobody asked for leaves a WhatsApp number that is a linked device. */
  whatsappPushes: z
    .strictObject({
      perDay: z.number().int().positive().max(1000),
      secondsBetween: z.tuple([z.number().min(5), z.number().min(5)]),
      from: z.number().int().min(0).max(23),
      until: z.number().int().min(1).max(24),
    })
    .refine(({ secondsBetween: [least, most], from, until }) => least <= most && from < until, {
      error: 'secondsBetween: yang pertama paling besar sama dengan yang kedua; from harus sebelum until',
    }),
  /** The official WhatsApp: the approved template by which people are written to after 24 hours of silence. */
  whatsappTemplate: z
    .strictObject({
      name: z.string().regex(/^[a-z0-9_]{1,512}$/, 'huruf kecil, angka dan garis bawah saja, seperti di Meta'),
      language: z
        .string()
        .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'kode bahasa seperti id atau en_US')
        .default('id'),
    })
    .optional(),
})
export type Office = z.infer<typeof Office>
