import { z } from 'zod'
import { COMPARED, NEED } from '../domain/document.ts'

const Line = z.string().trim().min(1)
const Name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'huruf kecil, angka dan tanda hubung saja')
  .max(24)

const DocumentKind = z.strictObject({
  label: Line.max(24),
  why: Line.max(160),
  /** What to look at before taking the picture. */
  how: Line.max(200).optional(),
  also: z.array(Line).default([]),
  /** What staff see of the registration beside it. */
  compare: z.array(z.enum(COMPARED)).default(['fullName', 'birthDate']),
  expires: z.boolean().default(false),
})

/** Why staff want another one, in words for the person. */
const DocumentReason = z.strictObject({ id: Name, label: Line.max(24), text: Line.max(300) })

/** content/documents.yaml: kinds of documents, in the words people use. */
export const Documents = z.strictObject({
  kinds: z.record(Name, DocumentKind),
  reasons: z.array(DocumentReason).min(1).max(9),
})
export type Documents = z.infer<typeof Documents>

/** What a scheme asks (schemes/<id>.yaml: documents), with its sources and the day they were compared. */
export const SchemeDocument = z.strictObject({
  document: Name,
  when: z.enum(NEED),
  sources: z.array(z.string()).min(1, 'setiap dokumen perlu sumber'),
  checked: z.iso.date('tanggal ditulis YYYY-MM-DD'),
})
