/** Compares what was asked with what the sources say of a scheme. Pure. */
import type { CostComparison } from '../../domain/offer.ts'
import type { OfferCost, Offers } from '../offer-shapes.ts'

export type CompareCost = (asked: number, scheme: string | undefined) => CostComparison

/** `asked` in rupiah. Of an unknown scheme only what is more than any scheme costs can be told. */
export const makeCompareCost =
  ({ costs, rules }: Pick<Offers, 'costs' | 'rules'>): CompareCost =>
  (asked, scheme) => {
    const known = costs.find((cost) => cost.scheme === scheme)
    const { text, sources, checked } = known ?? rules.anyCost
    const high = known ? known.high : rules.anyCost.high
    const noAgency = known?.agency === 'tidak'
    return {
      scheme: known?.scheme,
      asked,
      high,
      verdict: verdictOf(asked, known, high),
      noAgency,
      text,
      sources,
      checked,
    }
  }

function verdictOf(asked: number, known: OfferCost | undefined, high: number | undefined): CostComparison['verdict'] {
  if (known?.high === 0) return 'tanpa-bayar'
  if (high !== undefined && asked > high) return 'di-atas'
  return known?.high === undefined ? 'tanpa-angka' : 'di-dalam'
}
