import { z } from 'zod'
import { STAGES } from '../../domain/stage.ts'

const Stage = z.enum(STAGES)

/**
 * Who is moved where, as far as it was said; what is open follows from it. `batch` is written as an id. `into`: they are put
 * into this batch, and stay where they stand.
 */
export const Draft = z.object({
  numbers: z.array(z.string()).optional(),
  batch: z.string().optional(),
  /** Of these only who stands here. */
  at: Stage.optional(),
  to: Stage.optional(),
  into: z.string().optional(),
  reason: z.string().optional(),
  /** Where each of them stood when they were shown. */
  seen: z.record(z.string(), Stage).optional(),
  /** Was shown, and staff said yes. */
  sure: z.boolean().optional(),
})
export type Draft = z.infer<typeof Draft>

export const hasPeople = ({ numbers, batch }: Draft): boolean => numbers !== undefined || batch !== undefined
/** Where to is known, and why is not: what is typed now is the reason. */
export const asksWhy = (draft: Draft): boolean =>
  hasPeople(draft) && draft.to !== undefined && draft.reason === undefined

/** What was shown, in a few letters: a yes on an old message must not be taken for another move (FNV-1a). */
export function marked({ numbers, batch, at, to, into, reason, seen }: Draft): string {
  const people = Object.entries(seen ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))
  const hash = [...JSON.stringify([numbers, batch, at, to, into, reason, people])].reduce(
    (sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, 0x01000193),
    0x811c9dc5,
  )
  return (hash >>> 0).toString(36)
}
