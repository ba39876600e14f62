/** A date of the calendar in words, for whoever reads it. */
import { daysBetween, weekday } from '../../domain/civil-date.ts'
import { longDay } from '../../domain/day.ts'
import { quote } from '../../domain/markup.ts'
import { dayFor } from '../../domain/schedule/plan.ts'
import { DATE_KINDS, isFirm, type KeptDate, type ScheduledDate } from '../../domain/schedule/scheduled-date.ts'
import { civilIn, instantIn, type Zone, zoneName } from '../../domain/zone.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'

/** "Ujian: EPS-TOPIK tahap 1" */
export const whatOf = ({ kind, title }: ScheduledDate): string =>
  title === undefined ? DATE_KINDS[kind] : `${DATE_KINDS[kind]}: ${quote(title)}`

/** The batch, else the scheme. */
export function forWhom(
  { schemes }: Pick<Knowledge, 'schemes'>,
  date: ScheduledDate & { batchName?: string | undefined },
): string {
  if (date.batch !== undefined) return quote(date.batchName ?? date.batch)
  return schemes.find(({ id }) => id === date.scheme)?.short ?? quote(date.scheme ?? '')
}

/** "Kamis, 25 Maret 2027, 10.00 WITA (09.00 WIB di tempat acara)" */
export function whenOf(date: Pick<ScheduledDate, 'day' | 'time' | 'zone'>, zone: Zone): string {
  const day = dayFor(date, zone)
  const long = `${weekday(day)}, ${longDay(day)}`
  if (date.time === undefined) return long
  const here = clock(civilIn(zone, instantIn(date.zone, date.day, date.time)).time, zone)
  if (here.endsWith(` ${zoneName(date.zone)}`)) return `${long}, ${here}`
  const other = date.day === day ? '' : `${longDay(date.day)}, `
  return `${long}, ${here} (${other}${clock(date.time, date.zone)} di tempat acara)`
}

const clock = (time: string, zone: Zone) => `${time.replace(':', '.')} ${zoneName(zone)}`

/** "7 hari lagi", "besok", "hari ini" */
export function daysLeft(date: Pick<ScheduledDate, 'day' | 'time' | 'zone'>, zone: Zone, now: Date): string {
  const days = daysBetween(civilIn(zone, now).day, dayFor(date, zone))
  if (days > 1) return `${days} hari lagi`
  return days === 1 ? 'besok' : days === 0 ? 'hari ini' : 'sudah lewat'
}

/** Where, with what, and by whose word: a line each. */
export function detailsOf(date: ScheduledDate): string[] {
  const { place, link, bring, note, source, confirmedBy } = date
  return [
    place && `📍 ${quote(place)}`,
    link && `🔗 ${quote(link)}`,
    bring.length > 0 && `🎒 Bawa: ${bring.map(quote).join(', ')}`,
    note && `ℹ️ ${quote(note)}`,
    isFirm(date)
      ? `✅ Dipastikan oleh ${quote(confirmedBy!)}. Sumber: ${quote(source)}`
      : !date.cancelled &&
        `⚠️ *Belum pasti.* Sumber: ${quote(source)}. Jangan membeli tiket atau membayar apa pun karena tanggal ini.`,
  ].filter((line) => typeof line === 'string')
}

/** All of it, with the days left. */
export function wholeDate(knowledge: Knowledge, date: KeptDate, zone: Zone, now: Date): string {
  const head = `*${whatOf(date)}* – ${forWhom(knowledge, date)}`
  if (date.cancelled) return `${head}\n❌ *Dibatalkan* (tadinya ${whenOf(date, zone)})`
  return [head, `🗓 ${whenOf(date, zone)} – *${daysLeft(date, zone, now)}*`, ...detailsOf(date)].join('\n')
}
