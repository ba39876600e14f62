/** Dates as a file for the phone's own calendar (RFC 5545). */
import ICAL from 'ical.js'
import { addDays } from '../civil-date.ts'
import { instantIn } from '../zone.ts'
import { isFirm, type KeptDate } from './scheduled-date.ts'

/** What a calendar shows of a date. `what` is its title in words. */
export type IcsDate = { date: KeptDate; what: string }

/** The library leaves out the space that a folded line begins with; RFC 5545 counts it among the 75 bytes. */
ICAL.foldLength = 74

/** An hour is guessed where only the beginning is known. */
const LENGTH_MS = 60 * 60 * 1000

/**
 * `host` makes the ids the office's own: a file that is opened again changes what is in the calendar, and never doubles it.
 * `now` is when the file is made. `alarms`: the calendar reminds of what is not called off.
 */
export function icsOf(
  dates: readonly IcsDate[],
  { host, now, alarms = false }: { host: string; now: Date; alarms?: boolean },
): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('prodid', '-//Langkah Aman//Jadwal//ID')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  for (const { date, what } of dates) {
    const event = eventOf(date, what, host, now)
    if (alarms && !date.cancelled)
      for (const trigger of date.time === undefined ? WHOLE_DAY : TIMED) event.addSubcomponent(alarm(trigger, what))
    calendar.addSubcomponent(event)
  }
  return `${calendar.toString()}\r\n`
}

function eventOf(date: KeptDate, what: string, host: string, now: Date): ICAL.Component {
  const event = new ICAL.Component('vevent')
  const set = (name: string, value: string | ICAL.Time) => event.addPropertyWithValue(name, value)
  set('uid', `${date.id}@${host}`)
  set('dtstamp', utc(now))
  event.addPropertyWithValue('sequence', date.version)
  set('summary', isFirm(date) || date.cancelled ? what : `${what} (belum pasti)`)
  set('status', date.cancelled ? 'CANCELLED' : isFirm(date) ? 'CONFIRMED' : 'TENTATIVE')
  if (date.time === undefined) {
    set('dtstart', ICAL.Time.fromDateString(date.day))
    set('dtend', ICAL.Time.fromDateString(addDays(date.day, 1)))
  } else {
    const start = instantIn(date.zone, date.day, date.time)
    set('dtstart', utc(start))
    set('dtend', utc(new Date(start.getTime() + LENGTH_MS)))
  }
  if (date.place !== undefined) set('location', date.place)
  if (date.link !== undefined) set('url', date.link)
  set('description', description(date))
  return event
}

/** Before it begins: a day, and two hours. */
const TIMED = ['-P1D', '-PT2H']
/** A whole day begins at midnight: nine in the morning of the day before. */
const WHOLE_DAY = ['-PT15H']

function alarm(trigger: string, what: string): ICAL.Component {
  const component = new ICAL.Component('valarm')
  component.addPropertyWithValue('action', 'DISPLAY')
  component.addPropertyWithValue('trigger', ICAL.Duration.fromString(trigger))
  component.addPropertyWithValue('description', what)
  return component
}

const utc = (instant: Date) => ICAL.Time.fromJSDate(instant, true)

const description = ({ bring, note, source, confirmedBy }: KeptDate): string =>
  [
    bring.length > 0 && `Bawa: ${bring.join(', ')}`,
    note,
    confirmedBy ? `Dipastikan oleh ${confirmedBy}` : 'Belum pasti',
    `Sumber: ${source}`,
  ]
    .filter(Boolean)
    .join('\n')
