import type { Stage } from '../domain/stage.ts'
import type { Keyring } from './keyring.ts'

type Asked = { query(sql: string, values: unknown[]): Promise<unknown> }

/** `from` undefined: the registration was just made. `by`: the id of a member of staff, 'person', 'langkah' or 'system'. */
export type Move = { number: string; from: Stage | undefined; to: Stage; by: string; reason?: string | undefined }

/** Writes down that registrations went from one stage to another. */
export async function recordMoves(client: Asked, keys: Keyring, moves: readonly Move[], at: Date): Promise<void> {
  if (moves.length === 0) return
  await client.query(
    `INSERT INTO stage_moves (registration, from_stage, to_stage, by, reason, at)
     SELECT x.*, $6::timestamptz FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[]) x`,
    [
      moves.map(({ number }) => number),
      moves.map(({ from }) => from ?? null),
      moves.map(({ to }) => to),
      moves.map(({ by }) => by),
      moves.map(({ reason }) => (reason === undefined ? null : keys.seal('move', reason))),
      at,
    ],
  )
}
