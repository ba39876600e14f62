import pg from 'pg'
import type { Keyring } from './keyring.ts'

export type Client = pg.PoolClient

/** The way to PostgreSQL: plain SQL where batches matter, on a message's way. Beside it there is Prisma (prisma.ts). */
export type Database = {
  url: string
  pool: pg.Pool
  keys: Keyring
  /**
   * Runs `work` in one transaction on one connection; rolls back when it throws. Queries are pipelined: those that are not
   * awaited travel together. `work` may send the commit behind its last query, and must then await both.
   */
  transaction<T>(work: (client: Client, commit: () => Promise<unknown>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Our statements are few, prepared, and the same whatever their values: planning them anew at every turn cost PostgreSQL
 * more than running them. A plan made while the tables were empty must be right when they are full, so it uses indexes.
 */
const PLAN_ONCE = 'SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off'

/** Nothing is connected yet when this returns. `onError`: an idle connection was lost; the pool makes new ones by itself. */
export function openDatabase(url: string, keys: Keyring, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    pipeline: true,
  })
  let closing = false
  const lost = (error: Error) => (closing ? undefined : onError(error)) // a server that stops with us is no news
  pool.on('error', lost)
  pool.on('connect', (client) => {
    client.on('error', lost) // also while it is checked out, else a lost line ends the process
    client.query(PLAN_ONCE).catch(lost)
  })
  return {
    url,
    pool,
    keys,
    transaction: (work) => transaction(pool, work),
    async close() {
      closing = true
      await pool.end()
    },
  }
}

async function transaction<T>(
  pool: pg.Pool,
  work: (client: Client, commit: () => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let committed: Promise<unknown> | undefined
  const commit = () => {
    committed ??= client.query('COMMIT')
    return committed
  }
  let broken: Error | undefined
  try {
    const [, result] = await Promise.all([client.query('BEGIN'), work(client, commit)])
    await commit()
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => {
      broken = failed // a connection in an unknown state must not go back to the pool
    })
    throw error
  } finally {
    client.release(broken)
  }
}
