import { z } from 'zod'

/**
 * What is done with which document (its id). `reason`, `expires`: what was said for it; "tidak ada" where it has no such
 * day. `told`: what the person was told last, for a move to *perlu perbaikan*.
 */
export const Draft = z
  .object({
    id: z.number().int(),
    do: z.enum(['lihat', 'cocok', 'ganti']),
    reason: z.string(),
    expires: z.string(),
    told: z.string(),
  })
  .partial()
export type Draft = z.infer<typeof Draft>

/** What is typed now is this. */
export function asksFor(draft: Draft): 'alasan' | 'tanggal' | undefined {
  if (draft.id === undefined) return undefined
  if (draft.do === 'ganti') return draft.reason === undefined ? 'alasan' : undefined
  return draft.do === 'cocok' && draft.expires === undefined ? 'tanggal' : undefined
}
