/** Work abroad: where, until when, and which days follow from it. Pure. */
import { z } from 'zod'
import { addMonths } from './civil-date.ts'
import type { Zone } from './zone.ts'

/** Country → its name, the clock there, and what people call it. Places are those of the emergency numbers. */
const COUNTRY_FACTS = {
  jepang: { name: 'Jepang', zone: 'Asia/Tokyo', words: /\b(?:jepang|japan|jpn|nihon)\b/i },
  /** Seoul's clock is Tokyo's, Taipei's is Makassar's. */
  korea: { name: 'Korea', zone: 'Asia/Tokyo', words: /\b(?:korea|korsel|south korea)\b/i },
  taiwan: { name: 'Taiwan', zone: 'Asia/Makassar', words: /\btaiwan\b/i },
  jerman: { name: 'Jerman', zone: 'Europe/Berlin', words: /\b(?:jerman|germany|deutschland)\b/i },
  lain: { name: 'Negara lain', zone: undefined, words: /\b(?:lain|lainnya|negara lain)\b/i },
} satisfies Record<string, { name: string; zone: Zone | undefined; words: RegExp }>

export const COUNTRIES = Object.keys(COUNTRY_FACTS) as [Country, ...Country[]]
export type Country = keyof typeof COUNTRY_FACTS

export const countryName = (country: Country): string => COUNTRY_FACTS[country].name
/** undefined: nobody knows which clock they live by. */
export const zoneOfCountry = (country: Country): Zone | undefined => COUNTRY_FACTS[country].zone

/** The country these words name; undefined: none, or two. */
export function readCountry(text: string): Country | undefined {
  const found = COUNTRIES.filter((country) => COUNTRY_FACTS[country].words.test(text))
  return found.length === 1 ? found[0] : undefined
}

/** Contributions to the Japanese pension: six months and more, less, not known, or the lump sum was claimed already. */
const NENKIN = ['ya', 'kurang', 'tidak-tahu', 'sudah'] as const

const Day = z.iso.date()

/** What is known of somebody's work abroad. Days are YYYY-MM-DD. `left`: since when they have no address in Japan. */
export const Work = z.object({
  country: z.enum(COUNTRIES),
  place: z.string().optional(),
  start: Day.optional(),
  end: Day.optional(),
  nenkin: z.enum(NENKIN).optional(),
  left: Day.optional(),
})
export type Work = z.infer<typeof Work>

/** What people are reminded of. */
const WORK_ABOUT = ['kontrak', 'nenkin'] as const
export type WorkAbout = (typeof WORK_ABOUT)[number]

/** Months in which the lump sum must be claimed, from the day without an address in Japan (content/answers/nenkin.md: S150, S156). */
const NENKIN_MONTHS = 24

/** The last day for claiming; undefined: it does not concern them, or nobody knows since when they have left. */
export const nenkinDeadline = ({ country, nenkin, left }: Work): string | undefined =>
  country === 'jepang' && left !== undefined && nenkin !== 'kurang' && nenkin !== 'sudah'
    ? addMonths(left, NENKIN_MONTHS)
    : undefined

/** The day that each is about; those that are not known are left out. */
export function workDays(work: Work): { about: WorkAbout; day: string }[] {
  const days = { kontrak: work.end, nenkin: nenkinDeadline(work) }
  return WORK_ABOUT.flatMap((about) => (days[about] === undefined ? [] : [{ about, day: days[about] }]))
}

/** What is said to somebody of such a day. `was`: the day they were told before, where the step tells of a change. */
export type WorkSaying = {
  about: WorkAbout
  day: string | undefined
  was: string | undefined
  today: string
  work: Work
}
