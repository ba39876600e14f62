import type { Database } from '../database.ts'

/** So many were settled within a step that begins at `at`; `seconds`: how long each step is. */
export type Course = { seconds: number; steps: { at: Date; sent: number; others: number }[] }

/** Enough for a smooth line. */
const STEPS = 240

/** How an announcement went, in at most 240 steps of whole seconds; without steps: nothing is settled, or its rows are deleted. */
export async function courseOf({ pool }: Pick<Database, 'pool'>, announcement: number): Promise<Course> {
  const { rows } = await pool.query<{ seconds: number; at: Date; sent: number; others: number }>(
    `WITH settled AS (SELECT state, settled_at FROM outbox WHERE announcement = $1 AND settled_at IS NOT NULL),
          span AS (SELECT date_trunc('second', min(settled_at)) AS since,
                     greatest(1, ceil(extract(epoch FROM max(settled_at) - min(settled_at)) / $2))::int AS seconds FROM settled)
     SELECT seconds, date_bin(seconds * interval '1 second', settled_at, since) AS at,
       count(*) FILTER (WHERE state = 'sent')::int AS sent, count(*) FILTER (WHERE state <> 'sent')::int AS others
     FROM settled, span GROUP BY 1, 2 ORDER BY 2`,
    [announcement, STEPS],
  )
  return { seconds: rows[0]?.seconds ?? 1, steps: rows.map(({ at, sent, others }) => ({ at, sent, others })) }
}
