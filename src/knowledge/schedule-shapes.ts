/** The shapes of content/reminders.yaml and content/schedule/*.yaml. */
import { z } from 'zod'
import { WAKING } from '../domain/schedule/plan.ts'
import { DATE_KIND_IDS, DateEntry, WHO } from '../domain/schedule/scheduled-date.ts'

/** When nobody is asleep. */
export const Hour = z
  .string()
  .regex(/^\d\d:\d\d$/, 'jam ditulis 09:00')
  .refine(
    (hour) => hour >= WAKING.from && hour < WAKING.until,
    `antara ${WAKING.from} dan ${WAKING.until}, karena di luar itu orang tidur`,
  )

/** How one kind of date is reminded of, and who must come where the date itself does not say. */
const Rule = z.strictObject({
  days: z.array(z.number().int().min(0).max(90)).min(1),
  hour: Hour.default('09:00'),
  morning: Hour.default('07:00'),
  stages: z.array(z.enum(WHO)).min(1),
  /** Each is told which documents of the scheme's checklist they still owe. */
  documents: z.boolean('true atau false').default(false),
})

/** Days and the hour before a day in somebody's own life; no morning, unless 0 is among the days. */
const OwnRule = z.strictObject({
  days: z.array(z.number().int().min(0).max(400)).min(1),
  hour: Hour.default('09:00'),
  morning: Hour.default('09:00'),
})

/** content/reminders.yaml */
export const ReminderRules = z.strictObject({
  kinds: z.record(z.enum(DATE_KIND_IDS), Rule),
  /** A document whose last day comes: reminded of so many days before. */
  documents: z
    .strictObject({ days: z.array(z.number().int().min(0).max(365)).max(6), hour: Hour })
    .default({ days: [90, 30, 7], hour: '09:00' }),
  /** A registration that was begun and not sent: reminded of after so many days without a word, and then never again. */
  form: z.strictObject({ days: z.array(z.number().int().positive()).max(3), hour: Hour }),
  /** The end of a contract abroad, and the last day for claiming the Japanese pension. */
  work: z.strictObject({ kontrak: OwnRule, nenkin: OwnRule }),
})
export type ReminderRules = z.infer<typeof ReminderRules>

/** content/schedule/*.yaml: a list of dates, each with an id of its own. */
export const ScheduleFile = z.array(DateEntry.required({ id: true }))
