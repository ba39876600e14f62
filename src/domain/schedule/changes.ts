/** What is different between what people were told of a date and how it is now. */
import { isFirm, type ScheduledDate } from './scheduled-date.ts'

/** `moved`: what people go by is different. `off`: it will not be. `unsure`: it is not confirmed any more. */
export type Change =
  | { kind: 'none' | 'off' | 'unsure' }
  | { kind: 'moved'; parts: ('title' | 'when' | 'place' | 'link' | 'bring' | 'note')[] }

/** `told` was confirmed when it was told. */
export function changeOf(told: ScheduledDate, now: ScheduledDate): Change {
  if (now.cancelled) return { kind: told.cancelled ? 'none' : 'off' }
  if (!isFirm(now)) return { kind: isFirm(told) ? 'unsure' : 'none' }
  const parts = PARTS.filter(({ of }) => JSON.stringify(of(told)) !== JSON.stringify(of(now))).map(({ part }) => part)
  if (!isFirm(told) && !parts.includes('when')) parts.unshift('when') // it is on again
  return parts.length > 0 ? { kind: 'moved', parts } : { kind: 'none' }
}

const PARTS = [
  { part: 'title', of: ({ kind, title }) => [kind, title] },
  { part: 'when', of: ({ day, time, zone }) => [day, time, time && zone] },
  { part: 'place', of: ({ place }) => place ?? null },
  { part: 'link', of: ({ link }) => link ?? null },
  { part: 'bring', of: ({ bring }) => bring },
  { part: 'note', of: ({ note }) => note ?? null },
] as const satisfies { part: string; of: (date: ScheduledDate) => unknown }[]

/** Does a change of a date make a new version of it? Where it comes from, and who says so, does not. */
export const isNewVersion = (before: ScheduledDate, after: ScheduledDate): boolean =>
  before.cancelled !== after.cancelled ||
  isFirm(before) !== isFirm(after) ||
  JSON.stringify([before.scheme, before.batch, [...before.stages].sort()]) !==
    JSON.stringify([after.scheme, after.batch, [...after.stages].sort()]) ||
  PARTS.some(({ of }) => JSON.stringify(of(before)) !== JSON.stringify(of(after)))
