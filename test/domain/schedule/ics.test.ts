import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { icsOf } from '../../../src/domain/schedule/ics.ts'
import type { KeptDate } from '../../../src/domain/schedule/scheduled-date.ts'
import { instantIn, ZONE_IDS } from '../../../src/domain/zone.ts'

const EXAM: KeptDate = {
  id: 'ujian',
  version: 3,
  kind: 'ujian',
  scheme: 'gtog-korea',
  stages: ['seleksi'],
  day: '2027-03-25',
  time: '09:00',
  zone: 'Asia/Jakarta',
  place: 'Gedung A, lantai 2; Banjarbaru',
  bring: ['KTP', 'kartu ujian'],
  note: 'Datang satu jam sebelumnya, bawa bekal, dan jangan lupa kacamata kalau biasa memakainya – ujian berlangsung lama 🙏',
  source: 'pengumuman',
  confirmedBy: 'Rina',
  cancelled: false,
}
const made = (...dates: KeptDate[]) =>
  icsOf(
    dates.map((date) => ({ date, what: 'Ujian, tahap 1' })),
    { host: 'langkah-aman', now: new Date('2026-11-25T01:00:00Z') },
  )
/** As a phone reads it. */
function read(...dates: KeptDate[]): ICAL.Event[] {
  const text = icsOf(
    dates.map((date) => ({ date, what: 'Ujian, tahap 1' })),
    { host: 'langkah-aman', now: new Date('2026-11-25T01:00:00Z'), alarms: true },
  )
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
}
const alarmsOf = (event: ICAL.Event) =>
  event.component
    .getAllSubcomponents('valarm')
    .map((alarm) => [
      alarm.getFirstPropertyValue('action'),
      (alarm.getFirstPropertyValue('trigger') as ICAL.Duration).toSeconds(),
      alarm.getFirstPropertyValue('description'),
    ])
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

describe('a calendar file', () => {
  it('is what RFC 5545 asks for, in moments everybody understands', () => {
    expect(unfolded(made(EXAM))).toEqual([
      'BEGIN:VCALENDAR',
      'PRODID:-//Langkah Aman//Jadwal//ID',
      'VERSION:2.0',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:ujian@langkah-aman',
      'DTSTAMP:20261125T010000Z',
      'SEQUENCE:3',
      'SUMMARY:Ujian\\, tahap 1',
      'STATUS:CONFIRMED',
      'DTSTART:20270325T020000Z',
      'DTEND:20270325T030000Z',
      'LOCATION:Gedung A\\, lantai 2\\; Banjarbaru',
      `DESCRIPTION:Bawa: KTP\\, kartu ujian\\n${EXAM.note!.replaceAll(',', '\\,')}\\nDipastikan oleh Rina\\nSumber: pengumuman`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('has no line longer than 75 bytes, and breaks no letter', () => {
    const lines = made(EXAM).split('\r\n')
    expect(lines.some((line) => line.startsWith(' '))).toBe(true)
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(made(EXAM)).not.toContain('�')
  })

  it('holds a whole day where no time is known, across the end of a month', () => {
    const lines = unfolded(made({ ...EXAM, time: undefined, day: '2028-02-29' }))
    expect(lines).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20280229', 'DTEND;VALUE=DATE:20280301']))
  })

  it('says what is not certain, and what is called off', () => {
    expect(unfolded(made({ ...EXAM, confirmedBy: undefined }))).toEqual(
      expect.arrayContaining(['STATUS:TENTATIVE', 'SUMMARY:Ujian\\, tahap 1 (belum pasti)']),
    )
    expect(unfolded(made({ ...EXAM, cancelled: true }))).toContain('STATUS:CANCELLED')
  })

  it('read by a calendar, says the same moment in every zone, and reminds a day and two hours before', () => {
    for (const zone of ZONE_IDS) {
      const [event] = read({ ...EXAM, zone })
      expect(event!.startDate.toJSDate()).toEqual(instantIn(zone, EXAM.day, EXAM.time!))
      expect(event!.startDate.zone.tzid).toBe('UTC')
      expect(event!.summary).toBe('Ujian, tahap 1')
      expect(event!.location).toBe(EXAM.place)
      expect(alarmsOf(event!)).toEqual([
        ['DISPLAY', -24 * 3600, 'Ujian, tahap 1'],
        ['DISPLAY', -2 * 3600, 'Ujian, tahap 1'],
      ])
    }
    const [whole, off] = read({ ...EXAM, time: undefined }, { ...EXAM, id: 'batal', cancelled: true })
    expect([whole!.startDate.isDate, whole!.startDate.toString(), whole!.endDate.toString()]).toEqual([
      true,
      '2027-03-25',
      '2027-03-26',
    ])
    expect(alarmsOf(whole!)).toEqual([['DISPLAY', -15 * 3600, 'Ujian, tahap 1']])
    expect(alarmsOf(off!)).toEqual([])
  })
})
