/** Civil days, written YYYY-MM-DD, in a zone and in words. */
import { monthName } from './civil-date.ts'

/** The civil day of an instant in an IANA zone. */
export function dayIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  )
}

/** "17 Agustus 2026", "Agustus 2026" or "2026", by how much of the date is known. */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-')
  return [date && String(Number(date)), month && monthName(Number(month)), year].filter(Boolean).join(' ')
}

const NAMES: Record<string, string> = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' }

/** "17 Agustus 2026, 09.30 WITA" */
export function longMoment(zone: string, instant: Date): string {
  const time = new Intl.DateTimeFormat('id-ID', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(instant)
  return `${longDay(dayIn(zone, instant))}, ${time.replace(':', '.')} ${NAMES[zone] ?? zone}`
}
