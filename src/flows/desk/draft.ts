import { z } from 'zod'

/**
 * What the staff member is doing: accepting a registration, or writing why it is returned or an answer to a ticket.
 * `text` is what they wrote, and was shown before it is sent.
 */
export const Draft = z.object({
  accepting: z.string().optional(),
  returning: z.string().optional(),
  answering: z.number().optional(),
  text: z.string().optional(),
})
export type Draft = z.infer<typeof Draft>
