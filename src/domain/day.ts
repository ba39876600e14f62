/** Civil days, written YYYY-MM-DD, in a zone and in words. */
import { monthName } from './civil-date.ts'

/** Making a formatter costs more than a whole decision, so there is one for each zone. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function inZone(zone: string, instant: Date): Record<string, string> {
  const known = formatters.get(zone) ?? new Intl.DateTimeFormat('en-CA', PARTS(zone))
  formatters.set(zone, known)
  return Object.fromEntries(known.formatToParts(instant).map(({ type, value }) => [type, value]))
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

/** "17 Agustus 2026", "Agustus 2026" or "2026", by how much of the date is known. */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-')
  return [date && String(Number(date)), month && monthName(Number(month)), year].filter(Boolean).join(' ')
}

const NAMES: Record<string, string> = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' }

/** "17 Agustus 2026, 09.30 WITA" */
export function longMoment(zone: string, instant: Date): string {
  const { hour, minute } = inZone(zone, instant)
  return `${longDay(dayIn(zone, instant))}, ${hour}.${minute} ${NAMES[zone] ?? zone}`
}
