/** Columns as wide as they need to be: the first ones to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], textColumns = 1): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  const pad = (cell: string, column: number) =>
    column < textColumns ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
  return all.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}

/** "–" where nothing was measured. */
export const figure = (value: number | undefined, digits = 0): string =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)
