/** A process's life sign: an advisory lock held on a connection of its own. Who cannot be locked out is alive. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** First half of the two-part advisory lock; the second is the instance. */
export const INSTANCE_LOCK = 0x4c61

const RETRY_MS = 250

/** First half of the locks on things that only one process may do. */
export const HOLD_LOCK = 0x4c62
const HOLD_RETRY_MS = 1000
/**
 * Whose line to the database broke lets go the moment they hear of it, and nobody can tell whether that was just now: so
 * long whoever could be told of a loss waits before they begin (ms).
 */
const TAKEOVER_MS = 500

export type Instance = {
  id: number
  /**
   * Resolves once no other process holds this name; it is ours then for as long as we live. False: stopped first. The line to
   * the database may break, and another process may hold the name before we are back: with `lost` given, that is said at
   * once, and the name is ours no more.
   */
  hold(name: string, lost?: () => void): Promise<boolean>
  /** Called on a notification on the channel `outbox`, and whenever the connection came back. */
  onNudge(listener: () => void): void
  stop(): Promise<void>
}

/** How many processes are at work on this database. */
export async function instancesAt(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND classid = $1::oid AND granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [INSTANCE_LOCK],
  )
  return rows[0]!.n
}

/** Whether a process holds this name now. */
export async function isHeld(pool: pg.Pool, name: string): Promise<boolean> {
  const { rows } = await pool.query<{ held: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1::oid
       AND objid = hashtext($2)::bit(32)::bigint::oid
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS held`,
    [HOLD_LOCK, name],
  )
  return rows[0]!.held
}

/** Does `work` while no other process can hold this name; undefined: one does. */
export async function whileHolding<T>(pool: pg.Pool, name: string, work: () => Promise<T>): Promise<T | undefined> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS ours', [HOLD_LOCK, name])
    return rows[0].ours ? await work() : undefined
  } finally {
    client.release(true) // the lock goes with the connection
  }
}

/** Holds the lock and listens for nudges, through lost connections, until stopped. Throws when the first connection fails. */
export async function startInstance(url: string, onError: (error: Error) => void): Promise<Instance> {
  const id = randomInt(1, 2 ** 31)
  const listeners: (() => void)[] = []
  const held = new Map<string, (() => void) | undefined>()
  let client: pg.Client | undefined
  let stopped = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true })
    next.on('error', onError)
    await next.connect()
    await next.query('SELECT pg_advisory_lock($1, $2)', [INSTANCE_LOCK, id])
    for (const name of held.keys()) await next.query('SELECT pg_try_advisory_lock($1, hashtext($2))', [HOLD_LOCK, name])
    next.on('notification', nudge)
    await next.query('LISTEN outbox')
    client = next
    next.once('end', () => {
      client = undefined
      if (!stopped) letGo()
      void reconnect()
    })
    nudge()
  }

  async function reconnect(): Promise<void> {
    while (!stopped) {
      try {
        return await connect()
      } catch (error) {
        onError(error as Error)
        await sleep(RETRY_MS)
      }
    }
  }

  function letGo(): void {
    for (const [name, lost] of [...held]) {
      if (!lost) continue
      held.delete(name)
      lost()
    }
  }

  async function hold(name: string, lost?: () => void): Promise<boolean> {
    while (!stopped) {
      const line = client
      const lock = line?.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS ours', [HOLD_LOCK, name])
      const ours = await lock?.then(({ rows }) => rows[0].ours as boolean).catch(() => false)
      if (ours && lost) await sleep(TAKEOVER_MS)
      if (ours && client === line) {
        held.set(name, lost)
        return true
      }
      await sleep(HOLD_RETRY_MS, undefined, { ref: false })
    }
    return false
  }

  const nudge = () => {
    for (const listener of listeners) listener()
  }

  await connect()
  return {
    id,
    hold,
    onNudge: (listener) => listeners.push(listener),
    async stop() {
      stopped = true
      await client?.end()
    },
  }
}
