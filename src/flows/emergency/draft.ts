import { z } from 'zod'
import type { Place } from '../flow.ts'

/**
 * `at`: when the person last wrote of it. `where`: id of the place. `forAnother`: it is somebody else who needs help.
 * `told`: the trouble that help was last shown for, of which place, and when.
 */
export const Draft = z.object({
  at: z.iso.datetime().optional(),
  where: z.string().optional(),
  forAnother: z.boolean().optional(),
  told: z
    .object({
      at: z.iso.datetime(),
      trouble: z.enum(['bahaya', 'uang', 'hilang', 'putus-asa']),
      where: z.string().optional(),
    })
    .optional(),
})
export type Draft = z.infer<typeof Draft>

/** After this time what a person writes is no longer passed on as part of the emergency (ms). */
const LASTS_MS = 12 * 60 * 60 * 1000
/** So long the numbers are still near enough on the screen (ms). */
const SEEN_MS = 30 * 60 * 1000

const since = (at: string, { now }: Place) => now.getTime() - Date.parse(at)

/** Is it so long ago that what is written now is no longer about it? */
export const isOver = ({ at }: Draft, place: Place): boolean => at !== undefined && since(at, place) > LASTS_MS

/** Was something written of it a moment ago? */
export const isFresh = ({ at }: Draft, place: Place): boolean => at !== undefined && since(at, place) <= SEEN_MS

/** Is the help that would be shown now still on the screen? */
export const isShown = ({ told, where }: Draft, trouble: string, place: Place): boolean =>
  told !== undefined && told.trouble === trouble && told.where === where && since(told.at, place) <= SEEN_MS

/** Something was written of it just now. */
export const writtenNow = (draft: Draft, place: Place): Draft => ({ ...draft, at: place.now.toISOString() })
