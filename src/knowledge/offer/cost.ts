/** Compares what was asked with what the sources say of a scheme. Pure. */
import type { CostComparison } from '../../domain/offer.ts'
import type { Offers } from '../offer-shapes.ts'

export type CompareCost = (asked: number, scheme: string | undefined) => CostComparison

/** `asked` in rupiah. A scheme without figures, or none: the verdict says so or goes by what is known of all. */
export const makeCompareCost =
  ({ costs, rules }: Pick<Offers, 'costs' | 'rules'>): CompareCost =>
  (asked, scheme) => {
    const known = costs.find((cost) => cost.scheme === scheme)
    const { high, text, sources, checked } = known ?? {
      ...rules.anyCost,
      high: rules.anyCost.high as number | undefined,
    }
    const verdict = high === undefined ? 'tanpa-angka' : asked > high ? 'di-atas' : 'di-dalam'
    return { scheme: known?.scheme, asked, high, verdict, text, sources, checked }
  }
