import { z } from 'zod'
import { Line } from './shapes.ts'

/** content/office.yaml: who runs this assistant. */
export const Office = z.strictObject({
  name: Line,
  botName: Line,
  address: Line,
  hours: Line,
  /** IANA zone; days and deadlines are counted in it. */
  zone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
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
