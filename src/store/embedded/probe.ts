import pg from 'pg'

/**
 * ready: it takes our queries. no database: it would, if the database were there. absent: nobody listens.
 * busy: it is starting, recovering or ending, or too loaded to answer at once.
 */
export type Answer = 'ready' | 'no database' | 'busy' | 'absent'

const NOBODY = ['ECONNREFUSED', 'ENOENT']
const NO_DATABASE = '3D000'
const ALREADY_THERE = ['42P04', '23505']
const CANNOT_CONNECT_NOW = '57P03'
const TOO_MANY_CONNECTIONS = '53300'

/** Asks the server at `url` by one short connection. Throws what no waiting will cure. */
export async function probe(url: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    return readFailure(error as Error)
  } finally {
    await client.end().catch(() => {})
  }
}

function readFailure(error: NodeJS.ErrnoException): Answer {
  if (!(error instanceof pg.DatabaseError)) return NOBODY.includes(error.code ?? '') ? 'absent' : 'busy'
  if (error.code === NO_DATABASE) return 'no database'
  if (error.code === TOO_MANY_CONNECTIONS) return 'ready'
  if (error.code === CANNOT_CONNECT_NOW) return 'busy'
  throw error
}

/** Makes the database where it is missing, also when several processes try at once. `adminUrl` names one that is always there. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  } catch (error) {
    if (!ALREADY_THERE.includes((error as pg.DatabaseError).code ?? '')) throw error
  } finally {
    await client.end().catch(() => {})
  }
}
