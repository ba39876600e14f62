import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BackupError, backup, restore } from '../../src/store/backup.ts'
import { ADDED, LEFT_OUT, TABLES } from '../../src/store/backup-tables.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { makeFiles } from '../../src/store/files/kept-files.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { makeLogin } from '../../src/store/login.ts'
import { makeOutbox } from '../../src/store/outbox.ts'
import { makeTurns } from '../../src/store/turns.ts'
import { chatOf, said } from '../contracts/store/turn.ts'
import { until } from '../contracts/until.ts'

import { freshDatabase } from '../fresh-database.ts'
import { MemoryShelf } from '../memory-shelf.ts'
import { Theatre } from '../theatre.ts'
import { everything, fill, type Rows } from './backup-world.ts'

const BOT = [{ channel: 'telegram', account: '42' } as const]
const keys = () => makeKeyring(() => [Buffer.alloc(32, 1)]) // the theatre's

describe('a backup', () => {
  let theatre: Theatre
  let dir: string
  let file: string
  let before: Rows
  let words: number
  let db: Database
  let drop: () => Promise<void>
  let shelf: MemoryShelf

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'langkah-backup-'))
    file = join(dir, 'cadangan.gz')
    theatre = await Theatre.open()
    await fill(theatre)
    before = await everything(theatre.db)
    words = (await theatre.db.pool.query('SELECT FROM tombstones')).rowCount! + 1 // and their key
    await backup(theatre.db, theatre.shelf, file)
  })
  afterAll(async () => {
    await theatre.close()
    rmSync(dir, { recursive: true })
  })
  beforeEach(async () => {
    shelf = new MemoryShelf()
    const fresh = await freshDatabase()
    drop = fresh.drop
    db = openDatabase(fresh.url, keys(), () => {})
  })
  afterEach(async () => {
    await db.close()
    await drop()
  })

  /** A copy of the backup whose lines were changed. */
  function changed(name: string, change: (lines: string[]) => string[]): string {
    const copy = join(dir, name)
    writeFileSync(copy, gzipSync(change(gunzipSync(readFileSync(file)).toString().split('\n')).join('\n')))
    return copy
  }
  const say = (where: Database, text: string) =>
    makeTurns(where, { accounts: () => BOT, instance: 7, clock: () => new Date(), draftDays: 90 }).receive([
      said(text, chatOf('lain')),
    ])

  it('holds every table of the database, and the sealed fields still sealed', async () => {
    const { rows } = await theatre.db.pool.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
    )
    expect([...TABLES, ...ADDED, ...LEFT_OUT].sort()).toEqual(rows.map(({ name }) => name).sort())
    expect(Object.entries(before).filter(([, found]) => found.length === 0)).toEqual([])
    const text = gunzipSync(readFileSync(file)).toString('latin1')
    for (const word of ['Siti Aminah', '6371015708990001', 'kapan buka', Buffer.alloc(32, 1).toString('hex')])
      expect(text).not.toContain(word)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toContain('cadangan.gz')
    expect(readdirSync(dir)).not.toContain('cadangan.gz.new')
  })

  it('brings everything back into an empty database; only what waited is closed', async () => {
    const { rows } = await restore(db, shelf, file)
    expect(rows).toBe(Object.values(before).flat().length + words)
    const after = await everything(db)
    for (const table of TABLES.filter((name) => name !== 'outbox' && name !== 'inbox'))
      expect(after[table], table).toEqual(before[table])
    const open = (row: Record<string, unknown>) =>
      row.done_at === null || ['queued', 'sending'].includes(String(row.state))
    for (const table of ['outbox', 'inbox'] as const) {
      expect(before[table]!.filter(open).length, table).toBeGreaterThan(0)
      expect(after[table]!.filter(open), table).toEqual([])
      expect(after[table]).toEqual(expect.arrayContaining(before[table]!.filter((row) => !open(row))))
      expect(after[table]).toHaveLength(before[table]!.length)
    }
  })

  it('holds kept files, still sealed, and opens them where it is restored', async () => {
    const { rows } = await theatre.db.pool.query<{ id: string; place: string }>('SELECT id, place FROM files')
    const lines = gunzipSync(readFileSync(file)).toString().split('\n')
    expect(lines.filter((line) => line.startsWith('["berkas"'))).toHaveLength(2)
    expect(lines.join()).not.toContain(Buffer.from('isi foto').toString('base64').slice(0, -2))
    await restore(db, shelf, file)
    const files = makeFiles({ db, shelf, accounts: () => BOT, instance: 7 })
    expect((await files.open(rows[0]!.id))!.toString()).toBe('isi foto')
    expect(await files.sweep()).toBe(0)
  })

  it('leaves no file of before where it is restored, and none of its own where that fails', async () => {
    const old = '00000000-0000-4000-8000-000000000009'
    await say(db, 'halo')
    await shelf.put(old, Buffer.from('yang lama'))
    await db.pool.query(
      "INSERT INTO files (person_id, chat, purpose, state, body, place) SELECT person_id, id, 'tiket', 'kept', '', $1 FROM chats",
      [old],
    )
    const cut = changed('terpotong-di-berkas.gz', (lines) => lines.filter((line) => line !== '{"end":true}'))
    await expect(restore(db, shelf, cut)).rejects.toThrow('terpotong')
    expect([...shelf.kept.keys()]).toEqual([old])
    await restore(db, shelf, file)
    await makeFiles({ db, shelf, accounts: () => BOT, instance: 7 }).sweep()
    const { rows } = await db.pool.query<{ place: string }>('SELECT place FROM files')
    expect([...shelf.kept.keys()].sort()).toEqual(rows.map(({ place }) => place).sort())
  })

  it('replaces everything in a full database', async () => {
    await say(db, 'ini hilang')
    await restore(db, shelf, file)
    const after = await everything(db)
    expect(after.chats).toEqual(before.chats)
    expect(after.registrations).toEqual(before.registrations)
  })

  it('sends nothing again that was waiting, and decides nothing again', async () => {
    await restore(db, shelf, file)
    expect(await makeOutbox(db, () => BOT, 8).recover()).toBe(0)
    expect(await makeOutbox(db, () => BOT, 8).claim(100)).toEqual([])
    const { rows } = await db.pool.query("SELECT state, reason FROM outbox WHERE reason = 'restored' ORDER BY state")
    expect(rows).toEqual([
      { state: 'skipped', reason: 'restored' },
      { state: 'unknown', reason: 'restored' },
    ])
    const turns = makeTurns(db, { accounts: () => BOT, instance: 8, clock: () => new Date(), draftDays: 90 })
    expect(await turns.take(10, async ({ chats }) => chats.length)).toBeUndefined()
  })

  it('lets people go on: new rows get new numbers', async () => {
    await restore(db, shelf, file)
    await say(db, 'halo')
    const turns = makeTurns(db, { accounts: () => BOT, instance: 8, clock: () => new Date(), draftDays: 90 })
    expect(await turns.take(10, async ({ chats }) => chats.map(({ address }) => address.chatId))).toEqual(['lain'])
    for (const table of ['outbox', 'consents', 'tickets', 'ticket_messages', 'open_questions', 'audit']) {
      const { rows } = await db.pool.query(
        `SELECT nextval(pg_get_serial_sequence($1, 'id')) > (SELECT coalesce(max(id), 0) FROM ${table}) AS free`,
        [table],
      )
      expect([table, rows[0].free]).toEqual([table, true])
    }
  })

  it('gives no row an id that another one had after the backup was made', async () => {
    await db.pool.query("SELECT setval(pg_get_serial_sequence('outbox', 'id'), 100000)")
    await restore(db, shelf, file)
    const { rows } = await db.pool.query("SELECT nextval(pg_get_serial_sequence('outbox', 'id'))::int AS next")
    expect(rows[0].next).toBeGreaterThan(100_000)
  })

  it('leaves the login of WhatsApp alone', async () => {
    await makeLogin(db, 'utama').save('masuk', '62811')
    await restore(db, shelf, file)
    expect(await makeLogin(db, 'utama').load()).toBe('masuk')
    expect(gunzipSync(readFileSync(file)).toString('latin1')).not.toContain('login_keys')
  })

  it('is one moment, whatever is written meanwhile', async () => {
    await db.pool.query('INSERT INTO people DEFAULT VALUES')
    const copy = join(dir, 'sambil.gz')
    const holder = await db.pool.connect()
    await holder.query('BEGIN; LOCK TABLE inbox')
    const saving = backup(db, shelf, copy) // waits when it has read the chats
    await until(async () => (await db.pool.query('SELECT FROM pg_locks WHERE NOT granted')).rowCount === 1)
    await holder.query(
      "INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', 'baru', id FROM people",
    )
    await holder.query("INSERT INTO inbox (chat, event_id, at) SELECT id, 'x', now() FROM chats; COMMIT")
    holder.release()
    await saving
    expect(await restore(db, shelf, copy)).toEqual({ rows: 1, forgotten: 0 })
  })

  it('of an older version fits: columns that came later get their defaults', async () => {
    const old = changed('lama.gz', (lines) =>
      lines.map((line) => line.replace(/,"stopped_at":[^,}]+/, '').replace(',"repeated":false', '')),
    )
    await restore(db, shelf, old)
    const { rows } = await db.pool.query('SELECT DISTINCT repeated FROM outbox')
    expect(rows).toEqual([{ repeated: false }])
  })

  it('of a version that knew states only has the stages that they became', async () => {
    const states = { terdaftar: 'menunggu', 'mengundurkan-diri': 'ditarik' }
    const old = (stage: keyof typeof states) =>
      changed('keadaan.gz', (lines) =>
        lines
          .filter((line) => !/^\["(?:batches|stage_moves)"/.test(line))
          .map((line) =>
            line.startsWith('["registrations"')
              ? line
                  .replace(/"stage":"[^"]+"/, `"state":"${states[stage]}"`)
                  .replace(/,"(?:batch|province|erased_at)":[^,}]+/g, '')
              : line,
          ),
      )
    for (const [stage, erased] of [
      ['terdaftar', false],
      ['mengundurkan-diri', true],
    ] as const) {
      await restore(db, shelf, old(stage))
      const { rows } = await db.pool.query('SELECT stage, erased_at IS NOT NULL AS erased, batch FROM registrations')
      expect(rows).toEqual([{ stage, erased, batch: null }])
    }
  })

  it.each([
    ['nothing at all', () => writeFileSync(join(dir, 'x'), ''), /terpotong|rusak/],
    ['no backup', () => writeFileSync(join(dir, 'x'), 'Nama;NIK\nSiti;1'), /rusak/],
    ['another gzipped file', () => writeFileSync(join(dir, 'x'), gzipSync('null\n{}')), /bukan berkas cadangan/],
    ['cut off', () => writeFileSync(join(dir, 'x'), readFileSync(file).subarray(0, -200)), /rusak/],
    ['cut at a line’s end', () => changed('x', (lines) => lines.slice(0, -5)), /terpotong/],
    [
      'damaged in the middle',
      () => {
        const bytes = readFileSync(file)
        const middle = Math.floor(bytes.length / 2)
        bytes.fill(0, middle, middle + 64)
        writeFileSync(join(dir, 'x'), bytes)
      },
      /rusak/,
    ],
    [
      'changed so that a row does not fit',
      () => changed('x', (lines) => lines.map((line) => line.replace('"state":"sent"', '"state":"gone"'))),
      /rusak/,
    ],
    [
      'changed so that a column is unknown',
      () => changed('x', (lines) => lines.map((line) => line.replace('"channel":', '"kanal":'))),
      /rusak/,
    ],
    [
      'changed so that a table is unknown',
      () => changed('x', (lines) => lines.map((line) => line.replace('["audit"', '["pg_authid"'))),
      /rusak: ada tabel yang tidak dikenal/,
    ],
    [
      'wrong at its beginning and damaged at its end',
      () => {
        const padding = Array.from({ length: 4000 }, () => JSON.stringify(['audit', randomBytes(60).toString('hex')]))
        const bytes = readFileSync(changed('x', ([head, ...rest]) => [head!, '["pg_authid",{}]', ...padding, ...rest]))
        bytes.fill(0, bytes.length - 8)
        writeFileSync(join(dir, 'x'), bytes)
      },
      /rusak/,
    ],
    [
      'by a newer version',
      () =>
        changed('x', ([head, ...rest]) => [head!.replace('"migrations":[', '"migrations":["99990101_baru",'), ...rest]),
      /versi yang lebih baru/,
    ],
  ])('that is %s changes nothing', async (_, make, reason) => {
    make()
    await say(db, 'ini tetap ada')
    const own = await everything(db)
    const error = await restore(db, shelf, join(dir, 'x')).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(BackupError)
    expect((error as Error).message).toMatch(reason)
    expect(await everything(db)).toEqual(own)
  })

  it('whose keys are not at hand changes nothing, and says what is missing', async () => {
    const other = openDatabase(
      db.url,
      makeKeyring(() => [Buffer.alloc(32, 2)]),
      () => {},
    )
    await say(other, 'ini tetap ada')
    const error = await restore(other, shelf, file).catch((e: Error) => e)
    expect(error).toBeInstanceOf(BackupError)
    expect((error as Error).message).toContain(keys().current)
    expect((await everything(other)).chats).toMatchObject([{ chat_id: 'lain' }])
    await other.close()
  })

  it('that cannot be written leaves no half file', async () => {
    await expect(backup(db, shelf, join(dir, 'tidak', 'ada.gz'))).rejects.toThrow('ENOENT')
    await db.pool.query('DROP TABLE pauses')
    await expect(backup(db, shelf, join(dir, 'gagal.gz'))).rejects.toThrow()
    expect(readdirSync(dir).filter((name) => name.startsWith('gagal'))).toEqual([])
  })
})
