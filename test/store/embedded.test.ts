import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { reachable } from '../../src/store/embedded/account.ts'
import { EmbeddedProblem } from '../../src/store/embedded.ts'
import {
  cleanUp,
  dropTemplate,
  EmbeddedUser,
  keeperPid,
  lostRows,
  newDataDir,
  preparedDataDir,
  query,
  serverChild,
  serverPid,
  start,
  until,
} from './embedded-world.ts'

/** These tests find processes in /proc. */
describe.skipIf(process.platform !== 'linux')('the embedded database', () => {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }) // a busy machine takes its time over whole processes
  afterEach(cleanUp)
  afterAll(dropTemplate)

  const NOBODY = { uid: 65534, gid: 65534 }
  const isRoot = process.getuid?.() === 0
  const here = import.meta.filename

  /** What was being made in DATA_DIR/postgres: a database, or the log of a server that starts. */
  const unfinished = (dir: string) => {
    const home = join(dir, 'postgres')
    return existsSync(home) ? readdirSync(home).filter((name) => /^data\.new-|^server\.log\./.test(name)) : []
  }

  test('starts, keeps what is written, and ends with its last user', async () => {
    const dir = newDataDir()
    const server = await start(dir)
    expect(server.owned).toBe(true)
    const [settings] = await query(
      server.url,
      `SELECT current_database() AS database, current_setting('server_encoding') AS encoding,
              current_setting('lc_collate') AS locale, current_setting('TimeZone') AS zone,
              current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync`,
    )
    expect(settings).toEqual({
      database: 'langkah',
      encoding: 'UTF8',
      locale: 'C.UTF-8',
      zone: 'UTC',
      checksums: 'on',
      fsync: 'on',
    })
    await query(server.url, 'CREATE TABLE note AS SELECT 7 AS n')
    await server.stop()
    expect(serverPid(dir)).toBeUndefined()
    const again = await start(dir)
    expect(again.url).toBe(server.url)
    expect(await query(again.url, 'SELECT n FROM note')).toEqual([{ n: 7 }])
    await again.stop()
  })

  test('serves several processes, whichever leaves first', async () => {
    const dir = await preparedDataDir()
    const first = new EmbeddedUser(dir, 'first')
    expect(await first.up()).toBe('owned')
    const second = new EmbeddedUser(dir, 'second')
    expect(await second.up()).toBe('joined')
    expect(await first.leave()).toBe(0)
    await second.writes(20)
    const third = await start(dir)
    expect(third.owned).toBe(false)
    await second.kill()
    expect(await lostRows(third.url, second, 'second')).toEqual([])
    expect(second.troubles).toEqual([])
    await third.stop()
    await until(() => serverPid(dir) === undefined)
  })

  test('starts once when several processes start at the same moment on a fresh folder', async () => {
    const dir = newDataDir()
    const child = new EmbeddedUser(dir, 'child')
    const servers = await Promise.all([start(dir), start(dir), start(dir)])
    const said = await child.up()
    await child.writes(5)
    const owners = [said, ...servers.map(({ owned }) => (owned ? 'owned' : 'joined'))].filter((is) => is === 'owned')
    expect(owners).toHaveLength(1)
    expect(unfinished(dir)).toEqual([])
    for (const server of servers) await server.stop()
  })

  test('loses no acknowledged row when its owner is killed, and ends with it', async () => {
    const dir = await preparedDataDir()
    const user = new EmbeddedUser(dir, 'a')
    await user.up()
    await user.writes(50)
    await user.kill()
    await until(() => serverPid(dir) === undefined, 5000)
    const server = await start(dir)
    expect(server.owned).toBe(true)
    expect(await lostRows(server.url, user, 'a')).toEqual([])
    await server.stop()
  })

  test.each(['postmaster', 'keeper', 'postgres langkah'])('comes back when its %s is killed', async (victim) => {
    const dir = await preparedDataDir()
    const [owner, joined] = [new EmbeddedUser(dir, 'owner'), new EmbeddedUser(dir, 'joined')]
    await Promise.all([owner.up(), joined.up()])
    await owner.writes(5)
    const pid =
      victim === 'postmaster' ? serverPid(dir)! : victim === 'keeper' ? keeperPid(dir) : serverChild(dir, victim)
    process.kill(pid, 'SIGKILL')
    await until(() => owner.troubles.length > 0 || joined.troubles.length > 0)
    await Promise.all([owner.writes(5), joined.writes(5)])
    const server = await start(dir)
    expect(await lostRows(server.url, owner, 'owner')).toEqual([])
    expect(await lostRows(server.url, joined, 'joined')).toEqual([])
    await server.stop()
  })

  test('a process that only joined starts it again when everything else was killed', async () => {
    const dir = await preparedDataDir()
    const owner = new EmbeddedUser(dir, 'owner')
    await owner.up()
    const said: string[] = []
    const joined = await start(dir, { say: (line) => said.push(line) })
    process.kill(keeperPid(dir), 'SIGKILL')
    await owner.kill()
    process.kill(serverPid(dir)!, 'SIGKILL')
    await until(() => said.length > 0)
    expect(said).toEqual(['the database server was lost; it runs again'])
    expect(joined.owned).toBe(true)
    expect(await lostRows(joined.url, owner, 'owner')).toEqual([])
    await joined.stop()
    expect(serverPid(dir)).toBeUndefined()
  })

  test('ends an orphan and goes on from what it kept', async () => {
    const dir = await preparedDataDir()
    const user = new EmbeddedUser(dir, 'a')
    await user.up()
    await user.writes(5)
    process.kill(keeperPid(dir), 'SIGKILL')
    await user.kill()
    const orphan = serverPid(dir)
    expect(orphan).toBeDefined()
    const server = await start(dir)
    expect(server.owned).toBe(true)
    expect(serverPid(dir)).not.toBe(orphan)
    expect(await lostRows(server.url, user, 'a')).toEqual([])
    await server.stop()
  })

  test('starts afresh after it was killed while making its files', async () => {
    const dir = newDataDir()
    const user = new EmbeddedUser(dir, 'a')
    await until(() => unfinished(dir).length > 0)
    await user.kill()
    expect(existsSync(join(dir, 'postgres', 'data'))).toBe(false)
    const server = await start(dir)
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
    // The killed process's initdb goes on for a moment; what it leaves goes with a later start.
    await until(async () => {
      await (await start(dir)).stop()
      return unfinished(dir).length === 0
    })
  })

  test('is not kept from starting by lock files whose process id another program has now', async () => {
    const dir = await preparedDataDir()
    const home = join(dir, 'postgres')
    writeFileSync(
      join(home, 'data', 'postmaster.pid'),
      `${process.pid}\n${home}/data\n1\n5432\n${home}/run\n\n0 0\nready\n`,
    )
    writeFileSync(join(home, 'run', '.s.PGSQL.5432.lock'), `${process.pid}\n`)
    const server = await start(dir)
    expect(server.owned).toBe(true)
    await server.stop()
  })

  test('is not kept from starting by a lock file that was never filled', async () => {
    const dir = await preparedDataDir()
    writeFileSync(join(dir, 'postgres', 'data', 'postmaster.pid'), '')
    const server = await start(dir)
    expect(server.owned).toBe(true)
    await server.stop()
  })

  test('says in one error what keeps it from starting', async () => {
    const dir = await preparedDataDir()
    rmSync(join(dir, 'postgres', 'data', 'global'), { recursive: true })
    const problem = await start(dir).catch((error) => error)
    expect(problem).toBeInstanceOf(EmbeddedProblem)
    expect(problem).toMatchObject({ obstacle: 'no start', message: expect.stringContaining('global/pg_control') })
  })

  test.skipIf(!isRoot || !reachable(here, NOBODY))('runs for an ordinary user, and no other one gets in', async () => {
    const dir = newDataDir(0o777)
    const user = new EmbeddedUser(dir, 'a', NOBODY)
    expect(await user.up()).toBe('owned')
    expect(statSync(join(dir, 'postgres')).uid).toBe(NOBODY.uid)
    const stranger = new EmbeddedUser(dir, 'b', { uid: 65533, gid: 65533 })
    await expect(stranger.up()).rejects.toThrow(`belongs to user id ${NOBODY.uid}, this process runs as 65533`)
    expect(statSync(join(dir, 'postgres', 'run')).mode & 0o777).toBe(0o700)
    const root = await start(dir)
    expect(root.owned).toBe(false)
    expect(await query(root.url, 'SELECT count(*) > 0 AS some FROM kept')).toEqual([{ some: true }])
    await root.stop()
    expect(await user.leave()).toBe(0)
  })

  test.skipIf(!isRoot)('runs for root in a folder that only root may enter', async () => {
    const dir = newDataDir(0o700)
    const server = await start(dir, { throwaway: true })
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect(existsSync(join(dir, 'postgres', 'data', 'PG_VERSION'))).toBe(true)
    const socketFolder = new URL(server.url).searchParams.get('host')!
    expect(statSync(socketFolder)).toMatchObject({ uid: statSync(join(dir, 'postgres')).uid })
    expect(statSync(socketFolder).mode & 0o777).toBe(0o700)
    await server.stop()
    expect(existsSync(socketFolder)).toBe(false)
  })
})
