import type { Seen } from '../telegram/fake-telegram.ts'
import type { Ledger, OutboxRow } from './ledger.ts'

/** A message a person got that the ledger has no number of, and the row that sent it; undefined: none can have. */
export type Stray = { seen: Seen; row: OutboxRow | undefined }

/**
 * Messages that arrived and were not written down: the first send of a row that was sent once more and then written
 * down, or those of a row whose fate stayed unknown.
 */
export function straysIn(seen: readonly Seen[], { outbox }: Ledger): Stray[] {
  const known = new Set(outbox.flatMap((row) => row.platformIds))
  const textOf = new Map(seen.map(({ messageId, sent }) => [messageId, sent]))
  return seen
    .filter(({ messageId }) => !known.has(messageId))
    .map((stray) => {
      const before = outbox.filter((row) => row.chatId === stray.chatId && row.madeAt <= stray.at)
      const twin = before.findLast((row) => row.platformIds.some((id) => textOf.get(id) === stray.sent))
      const unknown = before.findLast((row) => row.state === 'unknown')
      return { seen: stray, row: twin?.repeated ? twin : (unknown ?? twin) }
    })
}

/** How many of them a person had before: all but the first message of a row of unknown fate. */
export function countDoubles(strays: readonly Stray[]): number {
  const unknown = new Set(strays.flatMap(({ row }) => (row?.state === 'unknown' ? [row.id] : [])))
  return strays.length - unknown.size
}
