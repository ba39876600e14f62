import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export type ServerKind = 'embedded' | 'server'

/** The servers of this run: `describe.each(serverKinds())`. `server` is there when TEST_DATABASE_URL is set. */
export function serverKinds(): ServerKind[] {
  return inject('templates').server ? ['embedded', 'server'] : ['embedded']
}

/** A migrated, empty database of the caller's own. drop() also ends the connections that are left. */
export async function freshDatabase(kind: ServerKind = 'embedded'): Promise<{ url: string; drop(): Promise<void> }> {
  const template = inject('templates')[kind]
  if (!template) throw new Error('TEST_DATABASE_URL is not set')
  const name = `t_${randomBytes(8).toString('hex')}`
  const url = new URL(template)
  const templateName = url.pathname.slice(1)
  url.pathname = `/${name}`
  await onServer(template, `CREATE DATABASE ${name} TEMPLATE ${templateName}`)
  return { url: url.href, drop: () => onServer(template, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/** The template itself must have no connection while it is copied. */
async function onServer(template: string, sql: string): Promise<void> {
  const url = new URL(template)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
