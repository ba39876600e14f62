/** When the office is open, and what follows from it for whoever waits. Pure. */
import { addDays, daysBetween, weekday } from './civil-date.ts'
import { longDay } from './day.ts'
import { civilIn, instantIn, type Zone, zoneName } from './zone.ts'

export const WEEKDAY_IDS = ['senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'minggu'] as const
type WeekdayId = (typeof WEEKDAY_IDS)[number]

/** From `from` until `until` ("08:00") on these days of the week. A day may be in several, as with a break at noon. */
type OpenSpan = { days: readonly WeekdayId[]; from: string; until: string }

/** `holidays`: days (YYYY-MM-DD) on which it stays closed. All of it by the clock of `zone`. */
export type OfficeHours = { opening: readonly OpenSpan[]; holidays: readonly string[]; zone: Zone }

type Times = { from: string; until: string }

const MINUTE_MS = 60_000
/** Further ahead than any holidays reach. */
const SEARCH_DAYS = 400

function timesOn({ opening, holidays }: OfficeHours, day: string): Times[] {
  if (holidays.includes(day)) return []
  const id = weekday(day).toLowerCase() as WeekdayId
  return opening.filter(({ days }) => days.includes(id)).sort((a, b) => (a.from < b.from ? -1 : 1))
}

const spansOn = (hours: OfficeHours, day: string): { from: Date; until: Date }[] =>
  timesOn(hours, day).map(({ from, until }) => ({
    from: instantIn(hours.zone, day, from),
    until: instantIn(hours.zone, day, until),
  }))

/** When it closes; undefined: it is closed now. The moment of closing is closed. */
export const closesAt = (hours: OfficeHours, now: Date): Date | undefined =>
  spansOn(hours, civilIn(hours.zone, now).day).find(({ from, until }) => from <= now && now < until)?.until

export const isOpen = (hours: OfficeHours, now: Date): boolean => closesAt(hours, now) !== undefined

/** When it opens next, if it is closed now; undefined: it is open, or never opens within a year. */
export function opensNext(hours: OfficeHours, now: Date): Date | undefined {
  if (isOpen(hours, now)) return undefined
  const { day } = civilIn(hours.zone, now)
  for (let ahead = 0; ahead <= SEARCH_DAYS; ahead++) {
    const next = spansOn(hours, addDays(day, ahead)).find(({ from }) => from > now)
    if (next) return next.from
  }
  return undefined
}

/** Minutes of office hours between two moments, rounded down; 0 where the second comes first. */
export function openMinutes(hours: OfficeHours, from: Date, to: Date): number {
  const [first, last] = [civilIn(hours.zone, from).day, civilIn(hours.zone, to).day]
  let ms = 0
  for (let day = first; day <= last; day = addDays(day, 1))
    for (const span of spansOn(hours, day))
      ms += Math.max(0, Math.min(span.until.getTime(), to.getTime()) - Math.max(span.from.getTime(), from.getTime()))
  return Math.floor(ms / MINUTE_MS)
}

/** A conversation that was opened, and first answered then. */
export type FirstAnswer = { opened: Date; answered: Date }

/** Fewer tell nothing. */
const LEAST_ANSWERS = 5

/** Minutes of office hours that the first answer took, in the middle of all; undefined: too few to tell. */
export function usualMinutes(hours: OfficeHours, answers: readonly FirstAnswer[]): number | undefined {
  if (answers.length < LEAST_ANSWERS) return undefined
  const all = answers.map(({ opened, answered }) => openMinutes(hours, opened, answered)).sort((a, b) => a - b)
  const middle = Math.floor(all.length / 2)
  return all.length % 2 === 1 ? all[middle] : (all[middle - 1]! + all[middle]!) / 2
}

const HOUR = 60
/** Of office hours. */
const DAY = 8 * HOUR

/** "sekitar 25 menit": rounded, and rather up than down. */
export function roughly(minutes: number): string {
  if (minutes <= 5) return 'beberapa menit'
  const fives = Math.ceil(minutes / 5) * 5
  if (fives < HOUR) return `sekitar ${fives} menit`
  if (minutes <= DAY) return `sekitar ${Math.ceil(minutes / HOUR)} jam kerja`
  return `sekitar ${Math.ceil(minutes / DAY)} hari kerja`
}

const clock = (time: string, zone: Zone) => `${time.replace(':', '.')} ${zoneName(zone)}`

/** "16.00 WITA" */
export const timeWords = (zone: Zone, at: Date): string => clock(civilIn(zone, at).time, zone)

/** "Senin, 08.00 WITA", with "hari ini", "besok" or the whole date where that is clearer. */
export function momentWords(zone: Zone, at: Date, now: Date): string {
  const { day, time } = civilIn(zone, at)
  const ahead = daysBetween(civilIn(zone, now).day, day)
  const name = weekday(day)
  const when = ahead === 0 ? 'hari ini' : ahead === 1 ? `besok, ${name}` : ahead < 7 ? name : `${name}, ${longDay(day)}`
  return `${when}, ${clock(time, zone)}`
}

const capital = (id: string) => id.replace(/^./, (letter) => letter.toUpperCase())

/** "Senin–Jumat", "Senin, Rabu, Sabtu" */
function dayWords(days: readonly WeekdayId[]): string {
  const at = WEEKDAY_IDS.flatMap((id, i) => (days.includes(id) ? [i] : []))
  const names = at.map((i) => capital(WEEKDAY_IDS[i]!))
  const isRow = at.length > 2 && at.at(-1)! - at[0]! === at.length - 1
  return isRow ? `${names[0]}–${names.at(-1)}` : names.join(', ')
}

/** "Senin–Kamis 08.00–16.00, Jumat 08.00–11.30 WITA" */
export const hoursWords = ({ opening, zone }: Pick<OfficeHours, 'opening' | 'zone'>): string =>
  `${opening.map(({ days, from, until }) => `${dayWords(days)} ${from.replace(':', '.')}–${until.replace(':', '.')}`).join(', ')} ${zoneName(zone)}`
