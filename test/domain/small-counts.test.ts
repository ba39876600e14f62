import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, FEWEST, hideSmall, type Table } from '../../src/domain/small-counts.ts'

const LABELS = ['Banjar', 'Batola', 'Kotabaru', 'Tabalong', 'Tapin']
const table = (counts: readonly number[]) => hideSmall(new Map(counts.map((count, i) => [LABELS[i] ?? `w${i}`, count])))
const isHidden = (cell: Cell) => 'hidden' in cell

/** Every way to put people into so many cells, `most` in each. */
function everyWay(cells: number, most: number): number[][] {
  if (cells === 0) return [[]]
  return everyWay(cells - 1, most).flatMap((rest) => Array.from({ length: most + 1 }, (_, n) => [...rest, n]))
}

/** For each published table: which values each cell may have had, for who knows the rules and can count everything. */
function whatCanBeKnown(cells: number, most: number): Map<string, Set<number>[]> {
  const known = new Map<string, Set<number>[]>()
  for (const counts of everyWay(cells, most)) {
    const published = JSON.stringify(table(counts))
    const values = known.get(published) ?? counts.map(() => new Set<number>())
    for (const [i, count] of counts.entries()) values[i]!.add(count)
    known.set(published, values)
  }
  return known
}

describe('small counts', () => {
  it('are hidden, with another one where the total would give them away', () => {
    expect(table([3, 20, 30])).toEqual({
      total: 53,
      cells: [
        { label: 'Banjar', hidden: 'few' },
        { label: 'Batola', hidden: 'some' },
        { label: 'Kotabaru', count: 30 },
      ],
    })
    expect(table([2, 3, 2, 30]).cells!.filter(isHidden)).toHaveLength(3) // 7 for three: any of them may be 1 to 4
    expect(table([4, 4, 30]).cells!.filter(isHidden)).toHaveLength(3) // 8 for two would be 4 and 4
  })

  it('are not mentioned at all where hiding is not enough, and a tiny total is hidden too', () => {
    expect(table([4, 4])).toEqual({ total: 8, cells: undefined })
    expect(table([1, 2])).toEqual({ total: undefined, cells: undefined })
    expect(table([0, 0])).toEqual({ total: 0, cells: [] })
  })

  it('leaves large ones as they are', () => {
    expect(table([5, 0, 7]).cells).toEqual([
      { label: 'Banjar', count: 5 },
      { label: 'Kotabaru', count: 7 },
    ])
  })

  it.each([
    [2, 16],
    [3, 12],
    [4, 8],
    [5, 6],
  ])('cannot be worked out by who knows the rules and tries every table of %i cells up to %i', (cells, most) => {
    let hidden = 0
    for (const [published, values] of whatCanBeKnown(cells, most)) {
      const { total, cells: shown } = JSON.parse(published) as Table
      // Larger tables than were tried could only add possibilities; totals that need them are left out.
      if (shown === undefined || total === undefined || total > most) continue
      for (const cell of shown.filter(isHidden)) {
        hidden++
        expect([published, cell.label, values[LABELS.indexOf(cell.label)]!.size]).not.toContain(1)
      }
    }
    expect(hidden).toBeGreaterThan(5)
  })

  it('never show a number below the limit, and always add up to what is not hidden', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 30 }), (counts) => {
        const { total, cells } = table(counts)
        if (cells === undefined) return
        const shown = cells.flatMap((cell) => ('count' in cell ? [cell.count] : []))
        for (const count of shown) expect(count).toBeGreaterThanOrEqual(FEWEST)
        const few = cells.filter((cell) => 'hidden' in cell && cell.hidden === 'few').length
        const others = cells.filter((cell) => 'hidden' in cell && cell.hidden === 'some').length
        expect(few > 0 || others === 0).toBe(true)
        if (few === 0) return
        // What the total leaves for the hidden cells lets every small one be 1, and be 4.
        const left = total! - shown.reduce((sum, count) => sum + count, 0)
        expect(left - (few - 1) - others * FEWEST).toBeGreaterThanOrEqual(FEWEST - 1)
        if (others === 0) expect(left - (few - 1) * (FEWEST - 1)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
