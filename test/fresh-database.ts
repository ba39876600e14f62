import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../src/store/database.ts'
import { makeKeyring } from '../src/store/keyring.ts'

export type ServerKind = 'embedded' | 'server'

/** The servers of this run: `describe.each(serverKinds())`. `server` is there when TEST_DATABASE_URL is set. */
export function serverKinds(): ServerKind[] {
  return inject('templates').server ? ['embedded', 'server'] : ['embedded']
}

export type TestDatabase = { url: string; drop(): Promise<void> }

/** A migrated database of the caller's own, without rows. drop() also ends the connections that are left. */
export function freshDatabase(kind: ServerKind = 'embedded'): Promise<TestDatabase> {
  return newDatabase(kind, `TEMPLATE ${new URL(templateOf(kind)).pathname.slice(1)}`)
}

/** The same, opened as the product does, with a key of the test's own. close() also drops it. */
export async function openFresh(): Promise<{ db: Database; close(): Promise<void> }> {
  const { url, drop } = await freshDatabase()
  const keys = makeKeyring(() => [Buffer.alloc(32, 3)])
  const db = openDatabase(url, keys, () => {})
  return {
    db,
    async close() {
      await db.close()
      await drop()
    },
  }
}

/** A database without any table. */
export function emptyDatabase(kind: ServerKind = 'embedded'): Promise<TestDatabase> {
  return newDatabase(kind, 'TEMPLATE template0')
}

async function newDatabase(kind: ServerKind, how: string): Promise<TestDatabase> {
  const template = templateOf(kind)
  const name = `t_${randomBytes(8).toString('hex')}`
  const url = new URL(template)
  url.pathname = `/${name}`
  await onServer(template, `CREATE DATABASE ${name} ${how}`)
  return { url: url.href, drop: () => onServer(template, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

function templateOf(kind: ServerKind): string {
  const template = inject('templates')[kind]
  if (!template) throw new Error('TEST_DATABASE_URL is not set')
  return template
}

/** The template itself must have no connection while it is copied. */
async function onServer(template: string, sql: string): Promise<void> {
  const url = new URL(template)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
