/** Checks an offer against the flags of content/offers. Pure. */
import { judgeName } from '../../domain/licensed.ts'
import { type CheckOffer, levelOf, type OfferFlag, type OfferReading } from '../../domain/offer.ts'
import type { Normalise } from '../normalise.ts'
import type { OfferSign, Offers } from '../offer-shapes.ts'
import { type CompareCost, makeCompareCost } from './cost.ts'
import { type Denied, makeDenied } from './denial.ts'
import { listNotes } from './list-notes.ts'
import { makeReadOffer } from './read.ts'
import { type Evidence, RULES } from './rules.ts'
import { type Segment, segments } from './segments.ts'
import { expanded, type FindSigns, makeFindSigns } from './signs.ts'

export type OfferMind = {
  readOffer(text: string): OfferReading
  checkOffer: CheckOffer
  compareCost: CompareCost
}

type Compiled = { flag: OfferSign; find: FindSigns }

/** Longer texts than a chat can send are read up to here (letters). */
const LONGEST = 8000

/** Compiles content/offers once. */
export function makeOfferMind(offers: Offers, normaliser: Normalise): OfferMind {
  const lexicon = new Map(Object.entries(offers.rules.words))
  const normalise = (text: string) =>
    stemmed(
      normaliser(text)
        .split(' ')
        .map((word) => lexicon.get(word) ?? word)
        .join(' '),
    )
  const phrase = (words: string) =>
    words
      .split('*')
      .map((part) => normalise(part))
      .join(' * ')
      .trim()
  const phrases = (written: readonly string[]) => [...new Set(written.flatMap(expanded).map(phrase))]
  const denied = makeDenied(offers.rules, phrase)
  const read = makeReadOffer(offers, normalise, phrases, denied)
  const compareCost = makeCompareCost(offers)
  const flags = offers.flags.map(
    (flag): Compiled => ({
      flag,
      find: makeFindSigns(phrases(flag.signs), phrases(flag.unless)),
    }),
  )
  const parse = (given: string) => {
    const text = given.slice(0, LONGEST)
    const all = segments(text, normalise)
    return { text, all, reading: read(text, all) }
  }
  return {
    readOffer: (text) => parse(text).reading,
    compareCost,
    checkOffer(offer, listed) {
      const { text, all, reading: found } = parse(offer.text)
      const reading = { ...found, scheme: offer.scheme ?? found.scheme }
      const said = new Set([...(offer.signs ?? []), ...(reading.warning ? [] : signsOf(flags, all, denied))])
      const cost =
        reading.asked === undefined || reading.warning ? undefined : compareCost(reading.asked, reading.scheme)
      const words = all.map((segment) => segment.words).join(' ')
      const verdicts = reading.names.map((name) => judgeName(name, listed?.found ?? []))
      const evidence = {
        text,
        words,
        reading,
        said,
        cost,
        verdicts,
        listed,
        salary: offers.rules.salary,
        today: offer.today,
      }
      const raised = weighed(offers, flags, evidence)
      const score = raised.reduce((sum, { weight }) => sum + weight, 0)
      const absolute = raised.some(({ id }) => flags.some(({ flag }) => flag.id === id && flag.absolute))
      return {
        level: levelOf(raised, absolute),
        score,
        flags: raised,
        notes: listNotes(evidence),
        cost,
        reading,
      }
    },
  }
}

/** "kontraknya" is "kontrak", and "dibuatin" is "dibuatkan": on both sides, so it need not be right. */
const stemmed = (words: string) =>
  words.replace(/(\p{L}{3,})nya(?= |$)/gu, '$1').replace(/(^| )di(\p{L}{3,})in(?= |$)/gu, '$1di$2kan')

/** Ids of the flags whose words stand in the text undenied. */
const signsOf = (flags: readonly Compiled[], all: readonly Segment[], denied: Denied): string[] =>
  flags
    .filter(({ find }) => find(all).some(({ index, from, to }) => !denied(all, index, from, to)))
    .map(({ flag }) => flag.id)

/** Those that were named or found by a rule, with what they weigh for this scheme. Nothing weighs in a mere warning. */
function weighed({ costs }: Offers, flags: readonly Compiled[], evidence: Evidence): OfferFlag[] {
  const { said, reading } = evidence
  const kind = costs.find(({ scheme }) => scheme === reading.scheme)?.kind
  const ruled = (known: Evidence) =>
    flags.filter(({ flag: { rule } }) => rule !== undefined && !reading.warning && RULES[rule](known))
  const first = new Set([...said, ...ruled(evidence).map(({ flag }) => flag.id)])
  const raised = new Set([...first, ...ruled({ ...evidence, said: first }).map(({ flag }) => flag.id)]) // a rule may rest on another
  return flags
    .filter(({ flag }) => raised.has(flag.id) && !flag.yieldsTo.some((id) => raised.has(id)))
    .map(({ flag }) => ({ id: flag.id, why: flag.why, weight: weightOf(flag, reading, kind), flag }))
    .map(({ flag, ...raised }): OfferFlag => ({ ...raised, mild: flag.mild || raised.weight === 1 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
}

function weightOf({ weight, schemes }: OfferSign, reading: OfferReading, kind: string | undefined): number {
  const isState = kind === 'pemerintah' || (kind === undefined && reading.government)
  return (
    (reading.scheme === undefined ? undefined : schemes[reading.scheme]) ??
    (isState ? schemes.pemerintah : undefined) ??
    (reading.names.some((name) => /^PT /.test(name)) ? schemes.pt : undefined) ??
    weight
  )
}
