/** Brings a database up to date, as `prisma migrate deploy` would, without needing Prisma's commands. */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** The package's own migrations; the way is the same from src and from dist. */
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** The advisory lock that Prisma Migrate takes too. */
const LOCK = 72707369
const LOCK_PATIENCE = '120s'
const [NO_RIGHT, LOCK_NOT_TO_BE_HAD] = ['42501', '55P03']

/** As Prisma Migrate makes it. */
const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

type Migration = { name: string; sql: string; checksum: string }
type LedgerRow = { migration_name: string; checksum: string; finished_at: Date | null }

/** A migration cannot be applied. Nothing of it is left in the database. */
export class MigrationProblem extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'MigrationProblem'
  }
}

/**
 * Applies what is missing and resolves to the names of what it applied. Each migration is applied whole and recorded
 * in one transaction, or not at all. Several processes may do this at once: one works, the others wait for it.
 * Throws MigrationProblem.
 */
export async function migrate(url: string, dir: string = MIGRATIONS): Promise<string[]> {
  const migrations = readMigrations(dir)
  return withClient(url, async (client) => {
    await lock(client)
    const missing = await missingFrom(client, migrations)
    if (missing.length > 0) await makeLedger(client)
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  })
}

/** Names of the migrations that the database lacks. Changes nothing. Throws MigrationProblem. */
export async function pendingMigrations(url: string, dir: string = MIGRATIONS): Promise<string[]> {
  const migrations = readMigrations(dir)
  return withClient(url, async (client) => (await missingFrom(client, migrations)).map(({ name }) => name))
}

function readMigrations(dir: string): Migration[] {
  const names = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(dir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // a lost connection also fails the query that waits for it
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {}) // the lock goes with the connection
  }
}

async function lock(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = '${LOCK_PATIENCE}'; SET statement_timeout = 0`)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
  } catch (cause) {
    if (codeOf(cause) !== LOCK_NOT_TO_BE_HAD) throw cause
    const message = `another process has been migrating this database for over ${LOCK_PATIENCE}; try again later`
    throw new MigrationProblem(message, { cause })
  }
}

async function makeLedger(client: pg.Client): Promise<void> {
  try {
    await client.query(LEDGER)
  } catch (cause) {
    if (codeOf(cause) !== NO_RIGHT) throw cause
    throw new MigrationProblem(
      `the user of DATABASE_URL may not make tables (${(cause as Error).message}); let it own the database`,
      { cause },
    )
  }
}

async function missingFrom(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const known = new Map((await ledgerRows(client)).map((row) => [row.migration_name, row]))
  return migrations.filter(({ name, checksum }) => {
    const row = known.get(name)
    if (row && !row.finished_at) {
      throw new MigrationProblem(
        `migration ${name} failed earlier; see "logs" in _prisma_migrations, put the database right, then run: prisma migrate resolve --rolled-back ${name}`,
      )
    }
    if (row && row.checksum !== checksum) {
      throw new MigrationProblem(`migration ${name} was changed after it was applied; put the file back as it was`)
    }
    return !row
  })
}

async function ledgerRows(client: pg.Client): Promise<LedgerRow[]> {
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') AS ledger")
  if (found[0].ledger === null) return []
  const { rows } = await client.query<LedgerRow>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  return rows
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {})
    const message = `migration ${name} cannot be applied: ${(cause as Error).message}; nothing of it was kept`
    throw new MigrationProblem(message, { cause })
  }
}

const codeOf = (error: unknown) => (error as pg.DatabaseError).code
