/** Counts of people, with the small ones hidden, so that nobody can be found by what few have in common. */

/** Fewer people than this are not counted in public. */
export const FEWEST = 5

/** `hidden`: "few" is 1 to 4; "some" is more, and hidden only so that the total does not give away the few. */
export type Cell = { label: string; count: number } | { label: string; hidden: 'few' | 'some' }

/** `total`: undefined where even that is too small. `cells`: undefined where no way of hiding was enough. */
export type Table = { total: number | undefined; cells: Cell[] | undefined }

/**
 * Hides what is smaller than FEWEST, and as many other cells as it takes that the total tells nothing more about a hidden
 * one than "1 to 4": with the `n` others hidden too, each of the `k` small cells could still be any of the four.
 *
 * A threshold and complementary (secondary) cell suppression, as in the ESSnet's Handbook on Statistical Disclosure Control
 * (Hundepool et al., chapters 4 and 5, https://sdctools.github.io/HandbookSDC/). Two things are done so that who knows these rules
 * cannot reason backwards: whether it is enough is judged by published figures alone (how many are hidden, and their sum),
 * and which others are hidden follows from the order of the labels, never from their counts.
 */
export function hideSmall(counts: ReadonlyMap<string, number>): Table {
  const all = [...counts]
    .filter(([, count]) => count > 0)
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
  const total = sum(all)
  if (total < FEWEST) return { total: total === 0 ? 0 : undefined, cells: total === 0 ? [] : undefined }
  const few = all.filter(({ count }) => count < FEWEST)
  const large = all.filter(({ count }) => count >= FEWEST)
  for (let n = 0; n <= large.length; n++) {
    const others = new Set(large.slice(0, n))
    if (!isEnough(few.length, n, sum(few) + sum([...others]))) continue
    return {
      total,
      cells: all.map((cell) =>
        cell.count < FEWEST ? hide(cell, 'few') : others.has(cell) ? hide(cell, 'some') : cell,
      ),
    }
  }
  return { total, cells: undefined }
}

const sum = (cells: readonly { count: number }[]) => cells.reduce((total, { count }) => total + count, 0)
const hide = ({ label }: { label: string }, hidden: 'few' | 'some'): Cell => ({ label, hidden })

/** May each of `few` cells, hidden together with `others` large ones, still be anything from 1 to 4, when all make up `hidden`? */
function isEnough(few: number, others: number, hidden: number): boolean {
  if (few === 0) return true
  const most = FEWEST - 1
  const largest = hidden - (few - 1) - others * FEWEST // one of them, where everything else is as small as it can be
  const smallest = others > 0 ? 1 : hidden - (few - 1) * most
  return largest >= most && smallest <= 1
}
