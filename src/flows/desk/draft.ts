import { z } from 'zod'

/** The ticket that is being answered. `text` is what they wrote, and was shown before it is sent. */
export const Draft = z.object({
  answering: z.number().optional(),
  text: z.string().optional(),
})
export type Draft = z.infer<typeof Draft>
