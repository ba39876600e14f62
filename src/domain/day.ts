/** Civil days, written YYYY-MM-DD, in a zone and in words. */
import { monthName } from './civil-date.ts'

/** Making a formatter costs more than a whole decision, so there is one for each zone. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** The last minute that was asked for in each zone: everybody who writes now asks for the same. */
const minutes = new Map<string, { minute: number; parts: Record<string, string> }>()

function inZone(zone: string, instant: Date): Record<string, string> {
  const minute = Math.floor(instant.getTime() / 60_000)
  const known = minutes.get(zone)
  if (known?.minute === minute) return known.parts
  const formatter = formatters.get(zone) ?? new Intl.DateTimeFormat('en-CA', PARTS(zone))
  formatters.set(zone, formatter)
  const parts = Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, value]))
  minutes.set(zone, { minute, parts })
  return parts
}

const PARTS = (timeZone: string): Intl.DateTimeFormatOptions => ({
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** The civil day of an instant in an IANA zone. */
export function dayIn(zone: string, instant: Date): string {
  const { year, month, day } = inZone(zone, instant)
  return `${year}-${month}-${day}`
}

/** The civil hour of an instant in an IANA zone, 0 to 23. */
export const hourIn = (zone: string, instant: Date): number => Number(inZone(zone, instant).hour)

/** "17 Agustus 2026", "Agustus 2026" or "2026", by how much of the date is known. */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-')
  return [date && String(Number(date)), month && monthName(Number(month)), year].filter(Boolean).join(' ')
}

/** The instant of a civil time in an IANA zone that never changes its clocks, as Indonesia's and Japan's. */
export function momentIn(zone: string, day: string, hour: number, minute: number): Date {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const asUtc = new Date(Date.UTC(year, month - 1, date, hour, minute))
  const seen = inZone(zone, asUtc)
  const shown = Date.UTC(
    Number(seen.year),
    Number(seen.month) - 1,
    Number(seen.day),
    Number(seen.hour),
    Number(seen.minute),
  )
  return new Date(2 * asUtc.getTime() - shown)
}

const NAMES: Record<string, string> = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' }

/** "17 Agustus 2026, 09.30 WITA" */
export function longMoment(zone: string, instant: Date): string {
  const { hour, minute } = inZone(zone, instant)
  return `${longDay(dayIn(zone, instant))}, ${hour}.${minute} ${NAMES[zone] ?? zone}`
}

/** "09.30" */
export function clockIn(zone: string, instant: Date): string {
  const { hour, minute } = inZone(zone, instant)
  return `${hour}.${minute}`
}

/** "2026-08-17 09.30": sorts by time in a spreadsheet. */
export const shortMoment = (zone: string, instant: Date): string => `${dayIn(zone, instant)} ${clockIn(zone, instant)}`
