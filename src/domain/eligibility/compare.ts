/** Which of the ways that are still open is said to cost least, and which to take least time. */
import { monthsBetween, nextYearly } from '../civil-date.ts'
import { type Judgement, type Requirements, VERDICTS } from './judge.ts'

type Open = { scheme: Requirements; judgement: Judgement }

/**
 * Open: not ruled out for this person, and not over. What is unclear, for want of an answer or of a source, counts only
 * where nothing else is left. The better the verdict, the earlier; else as in the content.
 */
function stillOpen(schemes: readonly Requirements[], judgements: readonly Judgement[]): Open[] {
  const open = schemes
    .flatMap((scheme) => {
      const judgement = judgements.find(({ scheme: id }) => id === scheme.id)
      return judgement && judgement.verdict !== 'tidak' && scheme.status !== 'lewat' ? [{ scheme, judgement }] : []
    })
    .sort((a, b) => VERDICTS.indexOf(a.judgement.verdict) - VERDICTS.indexOf(b.judgement.verdict))
  const clear = open.filter(isClear)
  return clear.length > 0 ? clear : open
}

const isClear = ({ judgement: { verdict, reasons } }: Open) =>
  verdict !== 'perlu-dicek' && reasons.every(({ is, missing }) => is !== 'perlu-dicek' || missing)

function least(open: Open[], measure: (one: Open) => number | undefined): { id: string; value: number } | undefined {
  const measured = open.flatMap((one) => {
    const value = measure(one)
    return value === undefined ? [] : [{ id: one.scheme.id, value }]
  })
  return measured.reduce<(typeof measured)[number] | undefined>(
    (best, one) => (best && best.value <= one.value ? best : one),
    undefined,
  )
}

/** In rupiah, among those for which a source adds it up. */
export const cheapest = (schemes: readonly Requirements[], judgements: readonly Judgement[]) =>
  least(stillOpen(schemes, judgements), ({ scheme }) => scheme.eligibility.cost.rupiah)

/** In months from today, what is missing included, among those for which a source says how long it takes. */
export const soonest = (schemes: readonly Requirements[], judgements: readonly Judgement[], today: string) =>
  least(stillOpen(schemes, judgements), ({ scheme, judgement }) => {
    const { months, from } = scheme.eligibility.wait
    if (months === undefined) return undefined
    const mends = judgement.reasons.flatMap(({ mend }) => (mend ? [mend.months] : []))
    if (mends.includes(undefined)) return undefined
    const mending = Math.max(0, ...mends.map((months) => months ?? 0))
    return Math.max(mending, from ? monthsBetween(today, nextYearly(from, today)) : 0) + months
  })
