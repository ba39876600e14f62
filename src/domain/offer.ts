/** What a job offer says, and what is thought of it. */
import type { Listed } from './licensed.ts'

/** How dangerous an offer looks. There is no level for "safe": nobody can tell that from a text. */
export type OfferLevel = 'bahaya' | 'hati-hati' | 'perlu-dicek'

/** From these scores on. The weights and limits are ours, after the proposal in the office's fact sheet. */
const DANGER = 5
const CARE = 2

/** An absolute flag is enough by itself. Mild ones are common in honest offers too: they never add up to danger. */
export function levelOf(flags: readonly Pick<OfferFlag, 'weight' | 'mild'>[], absolute: boolean): OfferLevel {
  const sum = (of: readonly { weight: number }[]) => of.reduce((total, { weight }) => total + weight, 0)
  if (absolute || sum(flags.filter(({ mild }) => !mild)) >= DANGER) return 'bahaya'
  return sum(flags) >= CARE ? 'hati-hati' : 'perlu-dicek'
}

const LEVELS: readonly OfferLevel[] = ['perlu-dicek', 'hati-hati', 'bahaya']

export const isGraver = (one: OfferLevel, other: OfferLevel): boolean => LEVELS.indexOf(one) > LEVELS.indexOf(other)

/** A sum of money in a text. `currency` as in ISO 4217; `at`: where it begins. */
export type Sum = { value: number; currency: 'IDR' | 'JPY' | 'USD' | 'KRW' | 'TWD' | 'EUR'; at: number; end: number }

/** The particulars of an offer that can be looked up or reckoned with. */
export type OfferReading = {
  /** Names with their kind before them, as written: "PT Maju Jaya Abadi". */
  names: string[]
  /** As E.164. */
  phones: string[]
  /** Digits only. */
  accounts: string[]
  /** Whose accounts they are. */
  holders: string[]
  /** Free mail addresses. */
  mails: string[]
  /** What is asked to be paid, the largest sum; in rupiah. Of a scheme without fees also a sum that nothing explains. */
  asked: number | undefined
  /** The largest of those sums that is not for one's own ticket, passport, health check, course …; in rupiah. */
  fee: number | undefined
  /** A PT, an LPK, an agent or an officer stands between, or money is asked for handling things. */
  middleman: boolean
  salary: Pick<Sum, 'value' | 'currency'> | undefined
  /** Id of the scheme it names. */
  scheme: string | undefined
  /** It names a ministry, an agency or an office of the state. */
  government: boolean
  /** The person says that money was already paid. */
  paid: boolean
  /** It warns of offers and invites to none. */
  warning: boolean
}

/** `signs`: ids of flags that the person named in answer to questions. `today`: YYYY-MM-DD. */
type Offer = { text: string; signs?: readonly string[]; scheme?: string | undefined; today: string }

/** `why`: for people to read. `mild`: calls for care, never for more. */
export type OfferFlag = { id: string; why: string; weight: number; mild: boolean }

/**
 * di-atas: more than any source says; di-dalam: not more; tanpa-angka: no source says a figure;
 * tanpa-bayar: the sources know of nothing that participants pay.
 */
type CostVerdict = 'di-atas' | 'di-dalam' | 'tanpa-angka' | 'tanpa-bayar'

/** What was asked beside what the sources say. `asked`, `high` in rupiah. */
export type CostComparison = {
  scheme: string | undefined
  asked: number
  high: number | undefined
  verdict: CostVerdict
  /** By our sources nobody in between may ask for money in this scheme. */
  noAgency: boolean
  text: string
  sources: string[]
  checked: string
}

export type OfferCheck = {
  level: OfferLevel
  score: number
  /** Heaviest first. */
  flags: OfferFlag[]
  /** What was found that is no sign of danger: how the names stand in the lists. */
  notes: string[]
  cost: CostComparison | undefined
  reading: OfferReading
}

/** `listed`: what the office's lists say of the names; undefined: nothing was looked up. */
export type CheckOffer = (offer: Offer, listed: Listed | undefined) => OfferCheck
