/** Reads the particulars of an offer. Pure. */
import type { OfferReading } from '../../domain/offer.ts'
import type { Normalise } from '../normalise.ts'
import type { Offers } from '../offer-shapes.ts'
import type { Denied } from './denial.ts'
import { accountsIn, freeMails, holdersIn, namesIn, phonesIn } from './particulars.ts'
import { payments } from './payments.ts'
import type { Segment } from './segments.ts'
import { type FindSigns, makeFindSigns } from './signs.ts'

export type ReadOffer = (text: string, all: readonly Segment[]) => OfferReading

const GOVERNMENT =
  /(?:^| )(?:bnp2tki|bp2mi|kp2mi|kemenp2mi|bp3mi|bp3tki|p2mi|kemnaker|kemenaker|kementerian|kemenlu|kemlu|disnaker|disnakertrans|dinas|pemerintah|pemda|pemkot|pemko|pemkab|pemprov|jicwels|kbri|kjri|hrd korea|blk|go id|siskop2mi|g to g|gtog|g2g|triple win|eps|im japan|sp2t|kaikoukai)(?= |$)/

/** "kalau sudah bayar" says that nothing was paid yet. */
const CONDITION = /(?:^| )(?:kalau|jika|bila|setelah|sesudah|begitu|asal|nanti)(?: kamu| anda| kakak)? $/

/** Sums in it are what others lost. */
const REPORTS = /\b(?:korban|tersangka|kerugian|sindikat)\b/i

/** A warning begins as one, within its first words; or an office says that it warns. */
const WARNS_WITHIN = 15

export function makeReadOffer(
  { costs, rules }: Offers,
  normalise: Normalise,
  phrases: (written: readonly string[]) => string[],
  denied: Denied,
): ReadOffer {
  const schemes = costs.map(({ scheme, agency, words }) => ({ scheme, agency, find: makeFindSigns(phrases(words)) }))
  const paid = makeFindSigns(phrases(rules.paid))
  const warnings = makeFindSigns(phrases(rules.warnings))
  const invitations = makeFindSigns(phrases(rules.invitations))
  const middlemen = makeFindSigns(phrases(rules.middlemen))
  const warns = (all: readonly Segment[]) => {
    const first = warnings(all)[0]
    if (!first) return false
    const before = all
      .slice(0, first.index)
      .map(({ words }) => words)
      .join(' ')
    const place = before.split(' ').length + all[first.index]!.words.slice(0, first.from).split(' ').length
    return place <= WARNS_WITHIN || all.some(({ words }) => /\b(?:imbau|himbau)/.test(words))
  }
  const says = (find: FindSigns, all: readonly Segment[]) =>
    find(all).some(({ index, from, to }) => !denied(all, index, from, to))
  return (text, all) => {
    const scheme = schemes.find(({ find }) => find(all).length > 0)
    const { unsaid, salary, ...named } = payments(text, normalise)
    const isPrice = scheme?.agency === 'tidak' && named.asked === undefined && salary === undefined
    const { asked, fee } = isPrice ? { asked: unsaid, fee: unsaid } : named
    const accounts = accountsIn(text)
    return {
      names: namesIn(text),
      phones: phonesIn(text),
      accounts,
      holders: holdersIn(text).map(({ name }) => name),
      mails: freeMails(text),
      asked,
      fee,
      middleman: says(middlemen, all),
      salary: salary && { value: salary.value, currency: salary.currency },
      scheme: scheme?.scheme,
      government: all.some(({ words }) => GOVERNMENT.test(words)),
      paid: paid(all).some(
        ({ index, from, to }) => !denied(all, index, from, to) && !CONDITION.test(all[index]!.words.slice(0, from)),
      ),
      warning:
        accounts.length === 0 && (asked === undefined || REPORTS.test(text)) && warns(all) && !says(invitations, all),
    }
  }
}
