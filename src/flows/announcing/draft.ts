import { z } from 'zod'
import { Segment } from '../../domain/segment.ts'

const File = z.object({
  ref: z.string().optional(),
  mime: z.string(),
  bytes: z.number(),
  name: z.string().optional(),
  channel: z.enum(['telegram', 'whatsapp', 'terminal']).optional(),
})

/**
 * An announcement in the making: its words, whom it is for, when. `step` is what is being asked; without it nothing is being
 * made. `looking`: the announcement that is on the screen.
 */
export const Draft = z.object({
  step: z.enum(['words', 'audience', 'check', 'time']).optional(),
  text: z.string().optional(),
  file: File.optional(),
  /** It asks how people are. */
  checkin: z.literal(true).optional(),
  segment: Segment.optional(),
  /** The announcement that this one corrects; then there is no segment to choose. */
  corrects: z.number().optional(),
  looking: z.number().optional(),
  /** Somebody would get it. */
  sendable: z.boolean().optional(),
})
export type Draft = z.infer<typeof Draft>
