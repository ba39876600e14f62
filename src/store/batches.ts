import type { Batch, BatchLine } from '../domain/batch.ts'
import type { Client } from './database.ts'

/** A batch as JSON reads it; days are written as they are. */
export type BatchJson = Omit<Batch, 'ends' | 'seats'> & { ends: string | null; seats: number | null }

/** Of the row `b`; null where there is none. */
export const BATCH_JSON = `CASE WHEN b.id IS NOT NULL THEN
  json_build_object('id', b.id, 'scheme', b.scheme, 'name', b.name, 'starts', b.starts, 'ends', b.ends, 'seats', b.seats) END`

export const readBatch = ({ ends, seats, ...batch }: BatchJson): Batch => ({
  ...batch,
  ends: ends ?? undefined,
  seats: seats ?? undefined,
})

/** Those that begin last come first. Who has left takes no seat. */
export async function listBatches(client: Pick<Client, 'query'>): Promise<BatchLine[]> {
  const { rows } = await client.query<{ batch: BatchJson; taken: number }>(
    `SELECT ${BATCH_JSON} AS batch,
       (SELECT count(*)::int FROM registrations r WHERE r.batch = b.id AND r.stage NOT IN ('mengundurkan-diri', 'tidak-lanjut')) AS taken
     FROM batches b ORDER BY b.starts DESC, b.id`,
  )
  return rows.map(({ batch, taken }) => ({ ...readBatch(batch), taken }))
}
