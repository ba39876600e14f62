import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startInstance } from '../../src/store/instance.ts'
import { keyFile, writeKeyFile } from '../../src/store/key-file.ts'
import { missingKeys } from '../../src/store/reseal.ts'
import { Home } from './langkah.ts'

const keysIn = (home: Home) => readFileSync(keyFile(home.dataDir), 'utf8').trim().split('\n')

describe('langkah backup, restore, key rotate and migrate', { timeout: 60_000 }, () => {
  let home: Home
  let file: string
  const counts = async (where = home) =>
    (
      await where.db.pool.query(
        'SELECT (SELECT count(*)::int FROM people) AS people, (SELECT count(*)::int FROM sessions) AS sessions',
      )
    ).rows[0]

  beforeAll(async () => {
    home = await Home.open()
    file = home.file('cadangan.gz')
    await home.run(['chat'], { input: 'daftar\nsetuju\n' })
  })
  afterAll(() => home.close())

  it('saves everything to a file of its owner’s, and says that the key is not in it', async () => {
    const { code, value } = await home.json(['backup', '--out', file])
    expect([code, value]).toEqual([0, { ok: true, file, rows: expect.any(Number) }])
    expect((value as { rows: number }).rows).toBeGreaterThan(5)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { stdout } = await home.run(['backup', '--out', file])
    expect(stdout).toMatch(/^\d+ catatan disimpan di .*tanpa kunci, cadangan ini tidak bisa dibuka\.\n$/)
    for (const key of keysIn(home)) expect(readFileSync(file).includes(Buffer.from(key, 'base64'))).toBe(false)
  })

  it('cannot save where it may not write, and leaves nothing there', async () => {
    const { code, stdout, stderr } = await home.run(['backup', '--out', home.file('tidak/ada.gz')])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^\S+: berkas atau foldernya tidak ada \(ENOENT\)\.\n$/)
  })

  it('restores over people only with --yes', async () => {
    const before = await counts()
    const { code, value } = await home.json(['restore', file])
    expect([code, value]).toEqual([1, { ok: false, reason: expect.stringContaining('--yes') }])
    await home.db.pool.query('DELETE FROM sessions')
    const done = await home.run(['restore', file, '--yes'])
    expect([done.code, done.stdout]).toEqual([0, expect.stringMatching(/^\d+ catatan dikembalikan/)])
    expect(await counts()).toEqual(before)
  })

  it('refuses a file that is none, or is not there, and changes nothing', async () => {
    const before = await counts()
    writeFileSync(home.file('rusak.gz'), readFileSync(file).subarray(0, -100))
    const wrong: [string, RegExp][] = [
      [home.file('rusak.gz'), /^Tidak ada yang diubah: .*rusak/],
      [home.file('tidak-ada.gz'), /tidak ada$/],
      [keyFile(home.dataDir), /^Tidak ada yang diubah: .*rusak/],
    ]
    for (const [name, reason] of wrong)
      expect(await home.json(['restore', name, '--yes'])).toEqual({
        code: 1,
        value: { ok: false, reason: expect.stringMatching(reason) },
      })
    expect(await counts()).toEqual(before)
  })

  it('does not restore under a running assistant', async () => {
    const instance = await startInstance(home.db.url, () => {})
    const { code, stdout, stderr } = await home.run(['restore', file, '--yes'])
    await instance.stop()
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/Asisten masih berjalan/)
  })

  it('changes the key: everything opens with the new one alone, and old backups say which key they need', async () => {
    const [old] = keysIn(home)
    const { code, value } = await home.json(['key', 'rotate'])
    expect([code, value]).toEqual([0, { ok: true, resealed: expect.any(Number) }])
    expect((value as { resealed: number }).resealed).toBeGreaterThan(1)
    expect(keysIn(home)).toHaveLength(1)
    expect(keysIn(home)).not.toEqual([old])
    expect(statSync(keyFile(home.dataDir)).mode & 0o777).toBe(0o600)
    expect((await home.run(['chat'], { input: 'lanjut\n' })).stdout).toMatch(/Program mana/)
    const refused = await home.json(['restore', file, '--yes'])
    expect(refused).toEqual({ code: 1, value: { ok: false, reason: expect.stringContaining('kunci lain') } })
    writeKeyFile(home.dataDir, [...keysIn(home), old!])
    expect((await home.run(['restore', file, '--yes'])).code).toBe(0)
    expect((await home.json(['key', 'rotate'])).code).toBe(0) // goes on where a rotation was broken off
    expect(keysIn(home)).toHaveLength(1)
    expect(await missingKeys(home.db.pool, home.db.keys)).toEqual([])
  })

  it('changes the key once at a time, and not where only one is given', async () => {
    const { rows } = await home.db.pool.query('SELECT pg_advisory_lock(19555, 0), pg_backend_pid() AS pid')
    const busy = await home.json(['key', 'rotate'])
    await home.db.pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]).catch(() => {})
    expect(busy).toEqual({ code: 1, value: { ok: false, reason: expect.stringContaining('masih berjalan') } })
    const before = keysIn(home)
    const alone = await home.json(['key', 'rotate'], { env: { DATA_KEY: before[0]! } })
    expect(alone).toEqual({ code: 1, value: { ok: false, reason: expect.stringContaining('satu kunci') } })
    expect(keysIn(home)).toEqual(before)
  })

  it('brings the database up to date, once, also from two processes', async () => {
    expect(await home.json(['migrate'])).toEqual({ code: 0, value: { applied: [] } })
    expect((await home.run(['migrate'])).stdout).toBe('Basis data sudah terbaru.\n')
    const env = { DATA_DIR: home.file('lain') }
    const both = await Promise.all([home.json(['migrate'], { env }), home.json(['migrate'], { env })])
    const applied = both.map(({ code, value }) => [code, (value as { applied: string[] }).applied.length > 0])
    expect(applied.sort()).toEqual([
      [0, false],
      [0, true],
    ])
    expect(existsSync(keyFile(home.file('lain')))).toBe(false) // nothing is sealed yet
  })
})
