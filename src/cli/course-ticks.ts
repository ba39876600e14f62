/** Where a time axis has its few ticks, and what they say: hours and days of the office's zone. Pure. */
import { clockIn, dayIn, longDay } from '../domain/day.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Seconds. Indonesia's zones are whole hours from UTC, so that a tick of an hour is one in each of them. */
const STEPS = [
  1,
  2,
  5,
  10,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
]
const MOST = 6

export function ticksOf(from: Date, to: Date): Date[] {
  const [begin, end] = [from.getTime() / 1000, to.getTime() / 1000]
  const step = STEPS.find((seconds) => (end - begin) / seconds <= MOST) ?? Math.ceil((end - begin) / MOST)
  const ticks: Date[] = []
  for (let at = Math.ceil(begin / step) * step; at <= end; at += step) ticks.push(new Date(at * 1000))
  return ticks
}

/** "10.10.05", "10.10" or "24 Nov", by how far the ticks are from each other. */
export function clockWords(zone: string, at: Date, ticks: readonly Date[]): string {
  const apart = ticks.length > 1 ? (ticks[1]!.getTime() - ticks[0]!.getTime()) / 1000 : 0
  if (apart >= DAY) return shortDay(dayIn(zone, at))
  const clock = clockIn(zone, at)
  if (apart >= MINUTE) return apart >= 6 * HOUR ? `${shortDay(dayIn(zone, at))} ${clock}` : clock
  return `${clock}.${String(at.getUTCSeconds()).padStart(2, '0')}`
}

const shortDay = (day: string): string => {
  const [date, month] = longDay(day).split(' ')
  return `${date} ${month!.slice(0, 3)}`
}
