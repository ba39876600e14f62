import { z } from 'zod'
import { CLOSED_AS } from '../../domain/ticket.ts'

/** A step with a ticket that was asked for, until it is looked up who has it. */
export const TicketStep = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['lihat', 'ambil', 'jawab', 'serah', 'tutup', 'kirim']), ticket: z.number() }),
  z.object({ do: z.literal('pakai'), ticket: z.number(), canned: z.string() }),
  z.object({ do: z.literal('serahke'), ticket: z.number(), to: z.string() }),
  z.object({ do: z.literal('alasan'), ticket: z.number(), as: z.enum(CLOSED_AS) }),
])
export type TicketStep = z.infer<typeof TicketStep>

/**
 * The ticket that is being answered. `text` is what they wrote, and was shown before it is sent; `mark` is what its own button
 * to send it carries.
 */
export const Draft = z.object({
  answering: z.number().optional(),
  text: z.string().optional(),
  mark: z.string().optional(),
  step: TicketStep.optional(),
})
export type Draft = z.infer<typeof Draft>
