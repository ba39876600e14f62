/** Fills what a rule's text leaves open with what is known of somebody. */
import { ADULT_YEARS } from '../birth-date.ts'
import { addMonths } from '../civil-date.ts'
import { longDay } from '../day.ts'
import { formatMonths } from '../duration.ts'
import { ageInMonths, experience, type Facts } from './facts.ts'

/** What may stand in a text of content/schemes: "{umur}". */
const VALUES: Record<string, (facts: Facts) => string | undefined> = {
  /** Age on the day of reference, "35 tahun". */
  umur: (facts) => {
    const months = ageInMonths(facts)
    return months === undefined ? undefined : `${Math.floor(months / 12)} tahun`
  },
  acuan: ({ reference }) => longDay(reference),
  genap18: ({ candidate: { birthDate } }) => birthDate && longDay(addMonths(birthDate, ADULT_YEARS * 12)),
  lama: (facts) => {
    const { months, atMost } = experience(facts)
    if (months !== undefined) return formatMonths(Math.floor(months))
    return Number.isFinite(atMost) ? `paling lama ${formatMonths(atMost)}` : undefined
  },
  kurang24: (facts) => {
    const { months, atMost } = experience(facts)
    const has = months ?? atMost
    return Number.isFinite(has) && has < 24 ? formatMonths(Math.ceil(24 - has)) : undefined
  },
  bahasa: ({ candidate: { japanese } }) => (japanese === undefined || japanese === 'none' ? undefined : japanese),
  skor: ({ candidate: { epsTopik } }) => (typeof epsTopik === 'number' ? String(epsTopik) : undefined),
  tinggi: ({ candidate: { heightCm } }) => (heightCm === undefined ? undefined : `${heightCm} cm`),
  berat: ({ candidate: { weightKg } }) => (weightKg === undefined ? undefined : `${weightKg} kg`),
}

export const PLACEHOLDERS = new Set(Object.keys(VALUES))

export const PLACEHOLDER = /\{(\w+)\}/g

const UNTOLD = '(belum diketahui)'

/** What is not known is said so, rather than leaving a gap. */
export const fill = (text: string, facts: Facts): string =>
  text.replace(PLACEHOLDER, (_, name: string) => VALUES[name]?.(facts) ?? UNTOLD)
