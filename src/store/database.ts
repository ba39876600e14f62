import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import type { Keyring } from './keyring.ts'

export type Client = pg.PoolClient

/** The way to PostgreSQL: plain SQL where batches matter (a message's way), Prisma for everything beside it. */
export type Database = {
  url: string
  pool: pg.Pool
  prisma: PrismaClient
  keys: Keyring
  /** Runs `work` in one transaction on one connection; rolls back when it throws. */
  transaction<T>(work: (client: Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Nothing is connected yet when this returns. `onError`: an idle connection was lost; the pool makes new ones by itself. */
export function openDatabase(url: string, keys: Keyring, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000, keepAlive: true })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError)) // also while it is checked out, else a lost line ends the process
  let prisma: PrismaClient | undefined
  return {
    url,
    pool,
    keys,
    get prisma() {
      prisma ??= new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })
      return prisma
    },
    transaction: (work) => transaction(pool, work),
    async close() {
      await prisma?.$disconnect()
      await pool.end()
    },
  }
}

async function transaction<T>(pool: pg.Pool, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
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
