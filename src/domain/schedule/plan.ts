/** When a person is reminded of a date: from its day, its zone and theirs to moments. What is late follows the rules here. */
import { addDays } from '../civil-date.ts'
import type { Lacking } from '../document.ts'
import { civilIn, instantIn, type Zone } from '../zone.ts'
import type { KeptDate, ScheduledDate } from './scheduled-date.ts'

/** Nobody is written to unasked between these, by the clock of where they live. */
export const WAKING = { from: '07:00', until: '21:00' } as const

/** How one kind of date is reminded of: so many days before it, and at which time. Content (reminders.yaml). */
export type ReminderRule = {
  /** 0 is the morning of the day itself. */
  days: readonly number[]
  hour: string
  morning: string
  /** Whoever still owes documents of its scheme's checklist is told which. */
  documents?: boolean | undefined
}

/** `step`: "H-7" seven days before, "H" the morning of the day, "ubah" what tells of a change. */
export type Planned = { step: string; dueAt: Date }

/** What a person was told of the date before: nothing, what still holds, or something that has changed since. */
export type Told = 'nothing' | 'same' | 'changed'

/**
 * What is to be said to everybody who lives in `zone`; `told` is what they heard before, where the step tells of a change.
 * `lacking`: to those of them who owe these documents.
 */
export type Saying = {
  date: KeptDate
  step: string
  zone: Zone
  told: ScheduledDate | undefined
  lacking?: Lacking | undefined
  now: Date
}

type Day = Pick<ScheduledDate, 'day' | 'time' | 'zone'>

const HOUR_MS = 60 * 60 * 1000
/** Two messages about one date never come closer together. */
const GAP_MS = 3 * HOUR_MS
/** What is said in the morning must leave time to get there. */
const LEAD_MS = HOUR_MS
/** Later than this is late: the process was not there at the time. */
const LATE_MS = HOUR_MS

const stepOf = (days: number): string => (days === 0 ? 'H' : `H-${days}`)

/** The civil day on which it is for somebody who lives in `zone`. */
export const dayFor = (date: Day, zone: Zone): string =>
  date.time === undefined ? date.day : civilIn(zone, instantIn(date.zone, date.day, date.time)).day

/** From then on it is no use to be told: it has begun, or the day is over. */
export const overAt = (date: Day, zone: Zone): Date =>
  date.time === undefined ? instantIn(zone, date.day, WAKING.until) : instantIn(date.zone, date.day, date.time)

export const lastOf = (a: Date, b: Date): Date => (a > b ? a : b)

/** The same moment, or the next morning where people sleep then. */
export function awakeAt(zone: Zone, instant: Date): Date {
  const { day, time } = civilIn(zone, instant)
  if (time < WAKING.from) return instantIn(zone, day, WAKING.from)
  return time < WAKING.until ? instant : instantIn(zone, addDays(day, 1), WAKING.from)
}

/** When each step is due, earliest first, whatever the time is now. A morning that comes too late to help is none. */
export function stepsOf(date: Day, rule: ReminderRule, zone: Zone): Planned[] {
  const day = dayFor(date, zone)
  return [...new Set(rule.days)]
    .sort((a, b) => b - a)
    .map((days) => ({
      step: stepOf(days),
      dueAt: instantIn(zone, addDays(day, -days), days === 0 ? rule.morning : rule.hour),
    }))
    .filter(({ step, dueAt }) => step !== 'H' || dueAt.getTime() + LEAD_MS <= overAt(date, zone).getTime())
}

/**
 * What somebody in `zone` is to hear of a date that is made known to them at `now`. Of the steps that have passed by then
 * the last one comes at once, unless the next is near; whoever was told something else hears what changed instead.
 */
export function planReminders(date: Day, rule: ReminderRule, zone: Zone, now: Date, told: Told = 'nothing'): Planned[] {
  const steps = stepsOf(date, rule, zone)
  const at = awakeAt(zone, now)
  const soon = at.getTime() + GAP_MS
  const coming = steps.filter(({ dueAt }) => dueAt > now)
  if (told === 'changed') return [{ step: 'ubah', dueAt: at }, ...coming.filter(({ dueAt }) => dueAt.getTime() >= soon)]
  const passed = steps.findLast(({ dueAt }) => dueAt <= now)
  const isCovered = coming[0] !== undefined && coming[0].dueAt.getTime() < soon
  if (told === 'same' || passed === undefined || isCovered || now >= overAt(date, zone)) return coming
  return [{ step: passed.step, dueAt: at }, ...coming]
}

/** What becomes of a step that is due. A moment: not before then. `missed`: nobody was there in time; it is counted. */
export type Verdict = 'send' | 'missed' | 'covered' | Date

/**
 * The rule for what comes late. It is said all the same while it is of use; not while people sleep; and not when the next
 * step is near. Of several that are due at once only the last is said (`isLast`). `over`: from when on it is of no use.
 */
export function verdictOn(
  {
    dueAt,
    over,
    isLast,
    next,
    zone,
  }: { dueAt: Date; over: Date; isLast: boolean; next?: Date | undefined; zone: Zone },
  now: Date,
): Verdict {
  if (now >= over) return isLast ? 'missed' : 'covered'
  const isLate = now.getTime() - dueAt.getTime() > LATE_MS
  if (!isLast || (isLate && next !== undefined && next.getTime() - now.getTime() < GAP_MS)) return 'covered'
  const awake = awakeAt(zone, now)
  return awake.getTime() === now.getTime() ? 'send' : awake
}
