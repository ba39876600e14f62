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
 * What is open: the consent that was shown (its version), which document is asked for, whether its day, its deletion or a
 * further page is (`page`: which one), and a photo (with `more`) of which it is not known yet what it shows. `last`: the
 * document that a photo may be a further page of. `over`: the pages that are to be replaced.
 */
export const Draft = z
  .object({
    consent: z.string(),
    document: z.string(),
    asks: z.enum(['kirim', 'tanggal', 'hapus', 'halaman']),
    file: File,
    more: z.array(File),
    page: z.number().int(),
    last: z.string(),
    over: z.string(),
  })
  .partial()
export type Draft = z.infer<typeof Draft>
