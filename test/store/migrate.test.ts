import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MigrationProblem, migrate, pendingMigrations } from '../../src/store/migrate.ts'
import { emptyDatabase, freshDatabase, serverKinds, type TestDatabase } from '../fresh-database.ts'

describe.each(serverKinds())('migrations on the %s database', (kind) => {
  let database: TestDatabase
  let dir: string
  beforeEach(async () => {
    database = await emptyDatabase(kind)
    dir = mkdtempSync(join(tmpdir(), 'langkah-migrations-'))
    write('1_first', 'CREATE TABLE one (n int); INSERT INTO one VALUES (1);')
    write('2_second', 'CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT 2; $$; UPDATE one SET n = two();')
  })
  afterEach(async () => {
    await database.drop()
    rmSync(dir, { recursive: true })
  })

  test('are applied in order, once, and recorded as Prisma records them', async () => {
    expect(await pendingMigrations(database.url, dir)).toEqual(['1_first', '2_second'])
    expect(await migrate(database.url, dir)).toEqual(['1_first', '2_second'])
    expect(await migrate(database.url, dir)).toEqual([])
    expect(await pendingMigrations(database.url, dir)).toEqual([])
    expect(await rows('SELECT n FROM one')).toEqual([{ n: 2 }])
    const ledger = await rows(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at, applied_steps_count AS steps
       FROM _prisma_migrations ORDER BY 1`,
    )
    const common = { finished: true, rolled_back_at: null, steps: 1, checksum: expect.stringMatching(/^[0-9a-f]{64}$/) }
    expect(ledger).toEqual([
      { name: '1_first', ...common },
      { name: '2_second', ...common },
    ])
  })

  test('are applied once by several processes that start at the same moment', async () => {
    write('3_slow', 'SELECT pg_sleep(0.2); CREATE TABLE three (n int);')
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, dir)))
    expect(applied.flat().sort()).toEqual(['1_first', '2_second', '3_slow'])
  })

  test('leave nothing behind where they fail, and are tried again', async () => {
    write('3_bad', 'CREATE TABLE three (n int); INSERT INTO three VALUES (1 / 0);')
    const failure = await migrate(database.url, dir).catch((error) => error)
    expect(failure).toBeInstanceOf(MigrationProblem)
    expect(failure.message).toBe('migration 3_bad cannot be applied: division by zero; nothing of it was kept')
    expect(await rows("SELECT to_regclass('three') AS three")).toEqual([{ three: null }])
    expect(await pendingMigrations(database.url, dir)).toEqual(['3_bad'])
    write('3_bad', 'CREATE TABLE three (n int);')
    expect(await migrate(database.url, dir)).toEqual(['3_bad'])
  })

  test('stop at one that Prisma left half done, until it is marked as rolled back', async () => {
    await migrate(database.url, dir)
    await rows("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '2_second'")
    await expect(migrate(database.url, dir)).rejects.toThrow(/^migration 2_second failed earlier/)
    await expect(pendingMigrations(database.url, dir)).rejects.toThrow(MigrationProblem)
    await rows(
      "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '2_second'; DROP FUNCTION two",
    )
    expect(await migrate(database.url, dir)).toEqual(['2_second'])
  })

  test('stop at a file that was changed after it was applied', async () => {
    await migrate(database.url, dir)
    write('1_first', 'CREATE TABLE one (n bigint);')
    await expect(migrate(database.url, dir)).rejects.toThrow(/^migration 1_first was changed after it was applied/)
  })

  test('say so when the user of the database may not make tables', async () => {
    const { url, drop } = await newRole('reader')
    const failure = await migrate(url, dir).catch((error) => error)
    await drop()
    expect(failure).toBeInstanceOf(MigrationProblem)
    expect(failure.message).toContain('may not make tables')
  })

  test('of our own need no more than the ownership of the database', async () => {
    const { name, url, drop } = await newRole('owner')
    await rows(`ALTER DATABASE ${databaseName()} OWNER TO ${name}`)
    const applied = await migrate(url)
    expect(applied.length).toBeGreaterThan(0)
    expect(await pendingMigrations(url)).toEqual([])
    await rows(`REASSIGN OWNED BY ${name} TO CURRENT_USER`)
    await drop()
  })

  test('of our own are all in the template that tests copy', async () => {
    const copy = await freshDatabase(kind)
    expect(await pendingMigrations(copy.url)).toEqual([])
    await copy.drop()
  })

  test('of our own make stages of states, and leave no registration without one', async () => {
    const ours = new URL('../../prisma/migrations/', import.meta.url).pathname
    const before = join(dir, 'before')
    mkdirSync(before)
    for (const name of readdirSync(ours).filter((one) => /^\d/.test(one) && one < '20261125130000'))
      cpSync(join(ours, name), join(before, name), { recursive: true })
    await migrate(database.url, before)
    for (const [n, state] of ['menunggu', 'diterima', 'dikembalikan', 'ditarik'].entries())
      await rows(`WITH one AS (INSERT INTO people DEFAULT VALUES RETURNING id)
        INSERT INTO registrations (number, person_id, state, answers) SELECT 'LA-${n}', id, '${state}', 'x' FROM one`)
    await migrate(database.url)
    const stages = 'SELECT stage, erased_at IS NOT NULL AS erased, province FROM registrations ORDER BY number'
    expect(await rows(stages)).toEqual([
      { stage: 'terdaftar', erased: false, province: null },
      { stage: 'lengkap', erased: false, province: null },
      { stage: 'perlu-perbaikan', erased: false, province: null },
      { stage: 'mengundurkan-diri', erased: true, province: null },
    ])
  })

  function write(name: string, sql: string) {
    mkdirSync(join(dir, name), { recursive: true })
    writeFileSync(join(dir, name, 'migration.sql'), sql)
  }

  const databaseName = () => new URL(database.url).pathname.slice(1)

  /** A user that may connect and no more. */
  async function newRole(what: string) {
    const name = `${what}_${databaseName()}`
    await rows(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`)
    const url = new URL(database.url)
    Object.assign(url, { username: name, password: 'x' })
    return { name, url: url.href, drop: () => rows(`DROP ROLE ${name}`) }
  }

  async function rows(sql: string) {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
})
