import { z } from 'zod'

const File = z.object({
  ref: z.string().optional(),
  mime: z.string(),
  bytes: z.number(),
  name: z.string().optional(),
  channel: z.enum(['telegram', 'whatsapp', 'terminal']).optional(),
  kept: z.string().optional(),
})

/**
 * What is open: the consent that was shown (its version), which document is asked for, whether its day or its deletion is,
 * and a photo of which it is not known yet what it shows.
 */
export const Draft = z
  .object({
    consent: z.string(),
    document: z.string(),
    asks: z.enum(['kirim', 'tanggal', 'hapus']),
    file: File,
  })
  .partial()
export type Draft = z.infer<typeof Draft>
