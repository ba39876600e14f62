/** The zones people live in, and what a clock on the wall there says. Only Germany has summer time. */

/** IANA zone → its name here, and its hours ahead of UTC. */
const ZONES = {
  'Asia/Jakarta': { name: 'WIB', hours: 7 },
  'Asia/Makassar': { name: 'WITA', hours: 8 },
  'Asia/Jayapura': { name: 'WIT', hours: 9 },
  'Asia/Tokyo': { name: 'JST', hours: 9 },
  'Europe/Berlin': { name: 'CET', hours: 1 },
} as const
export type Zone = keyof typeof ZONES

export const ZONE_IDS = Object.keys(ZONES) as [Zone, ...Zone[]]

/** "WITA" */
export const zoneName = (zone: Zone): string => ZONES[zone].name

/** In what people say of where they are: "wib", "waktu jepang", "di papua". undefined: no zone is in it, or two are. */
export function readZone(text: string): Zone | undefined {
  const said = text.toLowerCase()
  const found = ZONE_IDS.filter((zone) => WORDS[zone].test(said))
  return found.length === 1 ? found[0] : undefined
}

const WORDS: Record<Zone, RegExp> = {
  'Asia/Jakarta': /\b(?:wib|indonesia barat|asia\/jakarta)\b/,
  'Asia/Makassar': /\b(?:wita|indonesia tengah|asia\/makassar)\b/,
  'Asia/Jayapura': /\b(?:wit|indonesia timur|asia\/jayapura)\b/,
  'Asia/Tokyo': /\b(?:jst|jepang|japan|tokyo|asia\/tokyo)\b/,
  'Europe/Berlin': /\b(?:cet|cest|jerman|germany|berlin|europe\/berlin)\b/,
}

/** Provinces whose clocks are not Jakarta's, by BPS code (Keppres 41/1987, with the provinces made since). */
const CENTRAL = /^(?:5[1-3]|6[3-5]|7[1-6])$/
const EASTERN = /^(?:8[12]|9\d)$/

/** `code`: the two digits of BPS. */
export function zoneOfProvince(code: string): Zone {
  if (EASTERN.test(code)) return 'Asia/Jayapura'
  return CENTRAL.test(code) ? 'Asia/Makassar' : 'Asia/Jakarta'
}

const HOUR_MS = 60 * 60 * 1000

/** A month's last Sunday at 01.00 UTC: when summer time begins (March) and ends (October) in the EU (directive 2000/84/EC). */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0, 1))
  return last.getTime() - last.getUTCDay() * 24 * HOUR_MS
}

function hoursAhead(zone: Zone, instant: number): number {
  const { hours } = ZONES[zone]
  if (zone !== 'Europe/Berlin') return hours
  const year = new Date(instant).getUTCFullYear()
  return instant >= lastSunday(year, 3) && instant < lastSunday(year, 10) ? hours + 1 : hours
}

/** The moment at which a clock in the zone says so; `time` is "09:30". Of an hour that comes twice, the first. */
export function instantIn(zone: Zone, day: string, time: string): Date {
  const said = Date.parse(`${day}T${time}:00Z`)
  const early = said - (ZONES[zone].hours + 1) * HOUR_MS
  return new Date(said - hoursAhead(zone, early) * HOUR_MS)
}

/** What calendar and clock in the zone say at a moment. */
export function civilIn(zone: Zone, instant: Date): { day: string; time: string } {
  const [day, clock] = new Date(instant.getTime() + hoursAhead(zone, instant.getTime()) * HOUR_MS)
    .toISOString()
    .split('T')
  return { day: day!, time: clock!.slice(0, 5) }
}
