import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** PostgreSQL's error codes → Prisma's; anything else is P1001, not reachable. */
const PRISMA_CODES = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1000' }
const [CHAR, TEXT] = [18, 25]

/** Lets the catalogue's type "char" through @prisma/adapter-pg, which refuses it, and remembers where it was. */
class CataloguePool extends pg.Pool {
  /** Places of "char" columns in the last result. */
  charColumns = []
  async query(...args) {
    const result = await super.query(...args)
    const fields = result?.fields ?? []
    this.charColumns = [...fields.keys()].filter((i) => fields[i].dataTypeID === CHAR)
    for (const i of this.charColumns) fields[i].dataTypeID = TEXT
    return result
  }
}

/** An adapter as the engine wants it. */
export async function connect(url) {
  const pool = new CataloguePool({ connectionString: url, max: 1 })
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const i of pool.charColumns) result.columnTypes[i] = ColumnTypeEnum.Character
    return result
  }
  // The adapter's own would cut the script at every ';', also inside function bodies and quoted text.
  adapter.executeScript = async (script) => {
    await pool.query(script).catch((error) => adapter.onError(error))
  }
  return adapter
}

/** The database to replay the migrations in: the configured one, else one made for this connection and dropped with it. */
export async function connectShadow({ url, shadowDatabaseUrl }) {
  if (shadowDatabaseUrl) return connect(shadowDatabaseUrl)
  const name = `prisma_migrate_shadow_db_${randomUUID()}`
  const admin = await connect(url)
  await admin.executeScript(`CREATE DATABASE "${name}"`)
  const adapter = await connect(inDatabase(url, name))
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await admin.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
    await admin.dispose()
  }
  return adapter
}

/** undefined when the database answers, else { code, text } as Prisma's commands expect it. */
export async function canConnect({ url }) {
  if (!url) return { code: 'P1012', text: 'DATABASE_URL is not set' }
  return withClient(url, () => undefined)
}

export const createDatabase = ({ url }) =>
  withClient(inDatabase(url, 'postgres'), (client) => client.query(`CREATE DATABASE ${quotedName(client, url)}`))

export const dropDatabase = ({ url }) =>
  withClient(inDatabase(url, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${quotedName(client, url)} WITH (FORCE)`),
  )

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await work(client)
    return undefined
  } catch (error) {
    const code = PRISMA_CODES[error.code] ?? 'P1001'
    return { code, text: `The database cannot be used: ${error.message || error.code}` }
  } finally {
    await client.end().catch(() => {})
  }
}

const quotedName = (client, url) => client.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)))

function inDatabase(url, name) {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(name)}`
  return other.href
}
