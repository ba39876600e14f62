/** A page of a scheme in parts that are not too long to read on a phone. Pure. */
import type { Knowledge, Scheme, SchemePage } from '../knowledge/shapes.ts'
import { factList } from './sourced.ts'

/** Letters of facts in one part; its sources come on top of them. */
const MAX_LETTERS = 650

/** Each part with its own sources; what no source says stands at the end of the pages where people look for it. */
export function pageParts(knowledge: Knowledge, scheme: Scheme, page: SchemePage): string[] {
  const parts = portions(scheme.pages[page], ({ text }) => text.length).map((facts) => factList(knowledge, facts))
  const open = page === 'jadwal' || page === 'syarat' ? scheme.open : []
  return [...parts, ...portions(open, (line) => line.length).map(stillOpen)]
}

const stillOpen = (lines: string[]) =>
  `Yang belum kami temukan sumbernya:\n${lines.map((line) => `• ${line}`).join('\n')}\n\nUntuk ini tanyakan BP3MI, atau ketik *petugas*.`

/** In order, and about equally long. */
function portions<T>(all: readonly T[], lengthOf: (one: T) => number): T[][] {
  const total = all.reduce((sum, one) => sum + lengthOf(one), 0)
  const most = total / Math.max(1, Math.ceil(total / MAX_LETTERS))
  const out: T[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const one of all) {
    if (used + lengthOf(one) / 2 > most) {
      out.push([])
      used = 0
    }
    out.at(-1)!.push(one)
    used += lengthOf(one)
  }
  return out
}
