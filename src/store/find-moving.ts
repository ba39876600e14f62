import type { Mover, MovingQuery } from '../domain/moving.ts'
import type { Stage } from '../domain/stage.ts'
import { BATCH_JSON, type BatchJson, readBatch } from './batches.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'

type Row = {
  number: string
  stage: Stage
  schemes: string[]
  answers: Buffer
  batch: BatchJson | null
  name: string | null
  at: Date | null
}

/** Those whom staff speak of and may use the data of, locked until the transaction ends: what is shown of them is still so when they are moved. */
const LOCK = `
  SELECT r.number FROM registrations r LEFT JOIN batches b ON b.id = r.batch
  WHERE r.erased_at IS NULL AND NOT EXISTS (SELECT FROM people p WHERE p.id = r.person_id AND p.restricted_at IS NOT NULL)
    AND (r.number = ANY($1::text[])
     OR $2 IN (b.id, trim('-' FROM lower(regexp_replace(b.name, '[^[:alnum:]]+', '-', 'g')))))
  ORDER BY r.number FOR NO KEY UPDATE OF r`

/** Read after the lock is had, for only a new snapshot sees what its last holder wrote. */
const READ = `
  SELECT r.number, r.stage, r.schemes, r.answers, ${BATCH_JSON} AS batch, s.name, m.at
  FROM registrations r LEFT JOIN batches b ON b.id = r.batch
  LEFT JOIN LATERAL (SELECT by, at FROM stage_moves WHERE registration = r.number ORDER BY id DESC LIMIT 1) m ON true
  LEFT JOIN staff s ON s.id::text = m.by
  WHERE r.number = ANY($1::text[]) AND r.erased_at IS NULL
    AND NOT EXISTS (SELECT FROM people p WHERE p.id = r.person_id AND p.restricted_at IS NOT NULL) ORDER BY r.number`

export async function findMoving(client: Client, keys: Keyring, { numbers, batch }: MovingQuery): Promise<Mover[]> {
  const locked = await client.query<{ number: string }>(LOCK, [numbers, batch ?? null])
  const { rows } = await client.query<Row>(READ, [locked.rows.map(({ number }) => number)])
  return rows.map((row) => ({
    number: row.number,
    fullName: nameIn(keys.open('registration', row.answers)),
    stage: row.stage,
    schemes: row.schemes,
    batch: row.batch === null ? undefined : readBatch(row.batch),
    lastMove: row.at === null ? undefined : { by: row.name ?? undefined, at: row.at },
  }))
}

const nameIn = (answers: unknown) => String((answers as { fullName?: unknown } | null)?.fullName ?? '')
