/** Days of the calendar, without clock or time zone, written YYYY-MM-DD: such texts sort and compare as days do. */

export const MONTH_NAMES = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const

/** `month` is 1 to 12. */
export const monthName = (month: number): string => MONTH_NAMES[month - 1]!

/** How many days a month has; `month` is 1 to 12. */
export function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

/** YYYY-MM-DD; undefined where the calendar has no such day. */
export function civilDate(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const split = (day: string) => day.split('-').map(Number) as [year: number, month: number, day: number]

/** Whole months from one day to another; negative where the second comes first. */
export function monthsBetween(from: string, to: string): number {
  const [year, month, day] = split(from)
  const [toYear, toMonth, toDay] = split(to)
  return (toYear - year) * 12 + toMonth - month - (toDay < day ? 1 : 0)
}

/** So many months later; the last day of the month where that month has no such day. */
export function addMonths(from: string, months: number): string {
  const [year, month, day] = split(from)
  const at = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1]
  return civilDate(toYear, toMonth, Math.min(day, daysIn(toYear, toMonth)))!
}

/** When a day of the year ("05-31") comes next; today, if it is that day. */
export function nextYearly(monthDay: string, today: string): string {
  const year = Number(today.slice(0, 4))
  return today.slice(5) <= monthDay ? `${year}-${monthDay}` : `${year + 1}-${monthDay}`
}

/** So many days later (or earlier). */
export function addDays(from: string, days: number): string {
  const [year, month, day] = split(from)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative where the second comes first. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

const WEEKDAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'] as const

/** "Kamis" */
export const weekday = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!
