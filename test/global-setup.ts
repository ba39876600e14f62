import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Migrated databases to copy, one on each server that the tests run on. */
    templates: { embedded: string; server?: string }
  }
}

/**
 * One throwaway server for the whole run, with a migrated database for tests to copy. With TEST_DATABASE_URL set
 * (its user may create databases), the tests of the store run on that server too.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'langkah-test-'))
  chmodSync(dir, 0o755)
  const embedded = await startEmbedded(dir, { throwaway: true })
  let server: Awaited<ReturnType<typeof templateOn>> | undefined
  const tearDown = async () => {
    await server?.drop()
    await embedded.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    await migrate(embedded.url)
    if (process.env.TEST_DATABASE_URL) server = await templateOn(process.env.TEST_DATABASE_URL)
    project.provide('templates', { embedded: embedded.url, ...(server && { server: server.url }) })
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}

async function templateOn(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `langkah_template_${randomBytes(6).toString('hex')}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await run(serverUrl, `CREATE DATABASE ${name}`)
  await migrate(url.href)
  return { url: url.href, drop: () => run(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
