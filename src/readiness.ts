import type { ChannelAdapter } from './app/ports.ts'
import type { Waiting } from './http/metrics.ts'
import type { Database } from './store/database.ts'

const PATIENCE_MS = 2000

/** What is not ready, by part; empty: ready to serve. */
export async function notReady(
  db: Database,
  adapters: readonly ChannelAdapter[],
  started: boolean,
): Promise<Record<string, string>> {
  const reasons: Record<string, string> = started ? {} : { assistant: 'starting' }
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('no answer'), PATIENCE_MS).unref())
  const reached = await Promise.race([
    db.pool.query('SELECT 1').then(
      () => undefined,
      () => 'not reachable',
    ),
    late,
  ])
  if (reached) reasons.database = reached
  for (const adapter of adapters) {
    const problem = adapter.health()
    if (problem) reasons[adapter.channel] = problem
  }
  return reasons
}

/** Events, messages and files that wait; the counts use partial indexes. */
export async function waiting(db: Database): Promise<Waiting> {
  const { rows } = await db.pool.query<Waiting>(
    `SELECT (SELECT count(*)::int FROM inbox WHERE done_at IS NULL) AS inbox,
            (SELECT count(*)::int FROM outbox WHERE state IN ('queued', 'sending')) AS outbox,
            (SELECT count(*)::int FROM files WHERE state = 'wanted') AS files`,
  )
  return rows[0]!
}
