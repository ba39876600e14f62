/** What follows from what somebody told us, on a day of reference. */
import { addMonths, monthsBetween, nextYearly } from '../civil-date.ts'
import { type Candidate, JAPANESE } from './candidate.ts'

export type Facts = {
  candidate: Candidate
  today: string
  /** The day on which age and experience count. */
  reference: string
}

export const factsOf = (candidate: Candidate, today: string, at?: string): Facts => ({
  candidate,
  today,
  reference: at ? nextYearly(at, today) : today,
})

/** In whole months, on the day of reference or so many months after it. */
export const ageInMonths = ({ candidate: { birthDate }, reference }: Facts, monthsAhead = 0): number | undefined =>
  birthDate === undefined ? undefined : monthsBetween(birthDate, addMonths(reference, monthsAhead))

/**
 * Months as a nurse since the STR; never more than have gone by since it was issued. Without an STR there are none.
 * `atMost`: what the date of the STR alone leaves possible.
 */
export function experience({ candidate, today }: Facts): { months?: number; atMost: number } {
  const { str, strDate, experienceMonths } = candidate
  if (str === false) return { months: 0, atMost: 0 }
  const atMost = strDate ? Math.max(0, monthsBetween(strDate, today)) : Number.POSITIVE_INFINITY
  return experienceMonths === undefined ? { atMost } : { months: Math.min(experienceMonths, atMost), atMost }
}

/** 0: none. */
export const japaneseRank = (level: Candidate['japanese']): number | undefined =>
  level === undefined ? undefined : RANK.get(level)!
const RANK = new Map(
  JAPANESE.map((level): [string, number] => [
    level,
    level === 'JFT-A2' ? JAPANESE.indexOf('N4') : JAPANESE.indexOf(level),
  ]),
)

const NO = /^\s*(?:none|tidak|belum|-)/i

/** A level is the result of a test, so there is a certificate of it unless somebody says otherwise. */
export function hasCertificate({ candidate }: Facts): boolean | undefined {
  const { japaneseCertificate, japanese } = candidate
  if (typeof japaneseCertificate === 'string') return !NO.test(japaneseCertificate)
  if (japaneseCertificate !== undefined) return japaneseCertificate
  return japanese === undefined ? undefined : japanese !== 'none'
}

/** What somebody studied; those who went no further than school have no field that counts. */
export function fieldOf({ candidate: { field, educationLevel } }: Facts): Candidate['field'] {
  if (field !== undefined) return field
  if (educationLevel === 'Ners') return 'keperawatan'
  return educationLevel && ['SD', 'SMP', 'SMA'].includes(educationLevel) ? 'non-kesehatan' : undefined
}

/**
 * Months of a traineeship with its second stage: 2 years and 10, by lighthouse88.com, an office for immigration in Tokyo. Our
 * fact sheets name none, so no text does; it only keeps a shorter one from counting. The longest one: instudia.
 */
const SECOND_STAGE = 34
const LONGEST = 60

export type Titp = {
  been: boolean
  kaigo?: boolean | undefined
  second?: boolean | undefined
  fiveYears?: boolean | undefined
}

/** A past technical traineeship in Japan: in which field, and whether its second stage was completed. */
export function titpOf({ candidate: { formerTitp } }: Facts): Titp | undefined {
  if (formerTitp === undefined) return undefined
  if (typeof formerTitp === 'boolean') return formerTitp ? { been: true } : { been: false, kaigo: false, second: false }
  const { field, months, completed } = formerTitp
  return {
    been: true,
    kaigo: field === undefined ? undefined : KAIGO.test(field),
    second: secondStage(completed, months),
    fiveYears: months === undefined ? undefined : months >= LONGEST,
  }
}
const KAIGO = /kaigo|care|perawat|lansia|nursing/i

function secondStage(completed: boolean | undefined, months: number | undefined): boolean | undefined {
  return months !== undefined && months < SECOND_STAGE ? false : completed
}
