/** Reads the particulars of an offer. Pure. */
import type { OfferReading } from '../../domain/offer.ts'
import type { Normalise } from '../normalise.ts'
import type { Offers } from '../offer-shapes.ts'
import type { Denied } from './denial.ts'
import { accountsIn, freeMails, holdersIn, namesIn, phonesIn } from './particulars.ts'
import { payments } from './payments.ts'
import type { Segment } from './segments.ts'
import { makeFindSigns } from './signs.ts'

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
  const schemes = costs.map(({ scheme, words }) => ({ scheme, find: makeFindSigns(phrases(words)) }))
  const paid = makeFindSigns(phrases(rules.paid))
  const warnings = makeFindSigns(phrases(rules.warnings))
  const invitations = makeFindSigns(phrases(rules.invitations))
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
  const invites = (all: readonly Segment[]) =>
    invitations(all).some(({ index, from, to }) => !denied(all, index, from, to))
  return (text, all) => {
    const { asked, salary } = payments(text, normalise)
    const accounts = accountsIn(text)
    return {
      names: namesIn(text),
      phones: phonesIn(text),
      accounts,
      holders: holdersIn(text).map(({ name }) => name),
      mails: freeMails(text),
      asked,
      salary: salary && { value: salary.value, currency: salary.currency },
      scheme: schemes.find(({ find }) => find(all).length > 0)?.scheme,
      government: all.some(({ words }) => GOVERNMENT.test(words)),
      paid: paid(all).some(
        ({ index, from, to }) => !denied(all, index, from, to) && !CONDITION.test(all[index]!.words.slice(0, from)),
      ),
      warning: accounts.length === 0 && (asked === undefined || REPORTS.test(text)) && warns(all) && !invites(all),
    }
  }
}
