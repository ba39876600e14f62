/** The shape of content/checkins.yaml. */
import { z } from 'zod'
import { Hour } from './schedule-shapes.ts'
import { Line } from './shapes.ts'

const Trouble = z.strictObject({
  id: z.string().regex(/^[a-z-]{2,20}$/),
  label: Line.max(28),
  /** Becomes a ticket at once: an emergency that all staff hear of, or a message like any other. */
  alarm: z.enum(['darurat', 'petugas']).optional(),
  /** To body or freedom: the numbers come before anything else. */
  danger: z.literal(true).optional(),
  help: Line.max(600).optional(),
})

export const Checkins = z.strictObject({
  text: Line.max(600),
  regular: Line.max(600),
  after: z.array(z.number().int().min(1).max(60)).max(12),
  hour: Hour,
  remindDays: z.number().int().min(1).max(14),
  again: Line.max(400),
  troubles: z
    .array(Trouble)
    .min(2)
    .refine((all) => all[0]?.alarm === undefined, { error: 'yang pertama: tidak ada masalah, tanpa alarm' })
    .refine((all) => all.every(({ alarm, help }) => (alarm === undefined) === (help === undefined)), {
      error: 'yang punya alarm perlu help, dan sebaliknya',
    }),
})
export type Checkins = z.infer<typeof Checkins>
