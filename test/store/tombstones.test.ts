/** What people asked for is not undone by an older backup, on whatever database and with whatever keys it is restored. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backup, restore } from '../../src/store/backup.ts'
import { openDatabase } from '../../src/store/database.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { reseal } from '../../src/store/reseal.ts'
import { dismiss } from '../../src/store/staff-leaving.ts'
import { freshDatabase } from '../fresh-database.ts'
import { MemoryShelf } from '../memory-shelf.ts'
import { spokenLines } from '../spoken-lines.ts'
import { Theatre } from '../theatre.ts'

const NUMBER = 'LA-2026-000033'
const BODY = ['heightCm', 'weightKg', 'tattoo', 'sight']

describe('tombstones', { timeout: 60_000 }, () => {
  let dir: string
  let theatre: Theatre
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'langkah-nisan-'))
  })
  afterAll(() => rmSync(dir, { recursive: true }))
  beforeEach(async () => {
    theatre = await Theatre.open()
  })
  afterEach(() => theatre.close())

  const says = async (...lines: string[]) => {
    for (const text of lines) await theatre.does('warga', { kind: 'text', text })
  }
  const rows = async (sql: string) => (await theatre.db.pool.query(sql)).rows
  const file = (name: string) => join(dir, name)
  const saved = async (name: string) => {
    await backup(theatre.db, theatre.shelf, file(name))
    return file(name)
  }
  /** Somebody who has sent everything the form asks, body data too. */
  const registered = () => says(...spokenLines('daftar-lengkap.chat'))
  const answers = async () => {
    const [row] = await rows('SELECT answers FROM registrations')
    return row && (theatre.db.keys.open('registration', row.answers) as Record<string, unknown>)
  }

  it('delete a forgotten person again, and nobody else; the chat begins anew', async () => {
    await registered()
    await theatre.does('rahmah', { kind: 'text', text: 'daftar' })
    await theatre.does('rahmah', { kind: 'text', text: 'setuju' })
    const old = await saved('lupa.gz')
    const [{ person_id: siti }] = await rows('SELECT person_id FROM registrations')
    await says('hapus data', 'ya')
    expect(await restore(theatre.db, theatre.shelf, old)).toMatchObject({ forgotten: 1 })
    expect(await rows('SELECT FROM registrations')).toEqual([])
    expect(await rows(`SELECT FROM people WHERE id = '${siti}'`)).toEqual([])
    expect(await rows('SELECT c.chat_id FROM consents k JOIN chats c USING (person_id)')).toEqual([
      { chat_id: 'rahmah' },
    ])
    expect(
      await rows("SELECT FROM outbox o JOIN chats c ON c.id = o.chat WHERE c.chat_id = 'warga' AND body IS NOT NULL"),
    ).toEqual([])
    expect((await theatre.does('warga', { kind: 'text', text: 'lihat data' }))[0]!.reply.text).toMatch(
      /belum menyimpan/,
    )
    expect(await restore(theatre.db, theatre.shelf, old)).toMatchObject({ forgotten: 1 }) // as often as it is restored
  })

  it('know a person by what they were before two chats became one', async () => {
    await theatre.does('wa', { kind: 'text', text: 'daftar' })
    await theatre.does('wa', { kind: 'text', text: 'setuju' })
    const old = await saved('dulu.gz')
    await theatre.does('wa', { kind: 'text', text: 'sambungkan' })
    await theatre.does('wa', theatre.picks('wa', 'Minta kode di sini'))
    await says(`sambungkan ${theatre.code()}`, 'ya')
    expect(await rows('SELECT FROM people')).toHaveLength(1)
    await says('hapus data', 'ya')
    await restore(theatre.db, theatre.shelf, old)
    expect(await rows('SELECT FROM consents')).toEqual([])
    expect(await rows('SELECT FROM drafts')).toEqual([])
  })

  it('travel in a newer backup: an older one on an empty machine brings nobody back', async () => {
    await registered()
    const old = await saved('lama.gz')
    await says('hapus data', 'ya')
    const newer = await saved('baru.gz')
    const fresh = await freshDatabase()
    const db = openDatabase(
      fresh.url,
      makeKeyring(() => [Buffer.alloc(32, 1)]),
      () => {},
    )
    try {
      expect(await restore(db, new MemoryShelf(), old, newer)).toMatchObject({ forgotten: 1 })
      expect((await db.pool.query('SELECT FROM registrations')).rows).toEqual([])
      await db.pool.query('TRUNCATE tombstones, tombstone_keys')
      await restore(db, new MemoryShelf(), old)
      expect((await db.pool.query('SELECT FROM registrations')).rows).toHaveLength(1) // it is the tombstones that do it
    } finally {
      await db.close()
      await fresh.drop()
    }
  })

  it('outlive a change of keys: the old key is needed for the old backup, not for them', async () => {
    await registered()
    const old = await saved('kunci.gz')
    await says('hapus data', 'ya')
    const secrets = [Buffer.alloc(32, 9), Buffer.alloc(32, 1)]
    const both = openDatabase(
      theatre.db.url,
      makeKeyring(() => secrets),
      () => {},
    )
    await reseal(both, () => {})
    await both.pool.query('TRUNCATE audit')
    expect(await restore(both, theatre.shelf, old)).toMatchObject({ forgotten: 1 })
    expect((await both.pool.query('SELECT FROM registrations')).rows).toEqual([])
    await both.close()
  })

  it('take a withdrawn registration, its consents and its form back again', async () => {
    await registered()
    const old = await saved('izin.gz')
    await says('tarik izin')
    await theatre.does('warga', theatre.picks('warga', 'Semua izin'))
    await says('ya')
    expect(await answers()).toEqual({})
    await restore(theatre.db, theatre.shelf, old)
    expect(await answers()).toEqual({})
    expect(await rows('SELECT stage, nik_hash, name_hash, province FROM registrations')).toEqual([
      { stage: 'mengundurkan-diri', nik_hash: null, name_hash: null, province: null },
    ])
    expect(await rows('SELECT FROM consents WHERE withdrawn_at IS NULL')).toEqual([])
    expect(await rows('SELECT FROM drafts')).toEqual([])
  })

  it('take only body data back where only that consent was withdrawn; a consent given anew later stays', async () => {
    await registered()
    expect(Object.keys((await answers())!)).toEqual(expect.arrayContaining(BODY))
    const old = await saved('badan.gz')
    await says('tarik izin')
    await theatre.does('warga', theatre.picks('warga', 'Izin data badan di pendaftaran'))
    await says('ya')
    const check = async () => {
      const left = (await answers())!
      expect(left.fullName).toBe('Siti Aminah')
      for (const field of [...BODY, 'healthConsent']) expect(left).not.toHaveProperty(field)
    }
    await check()
    await restore(theatre.db, theatre.shelf, old)
    await check()
    expect(await rows('SELECT kind FROM consents WHERE withdrawn_at IS NULL ORDER BY kind')).toEqual([
      { kind: 'registrasi' },
    ])
    await rows(`INSERT INTO consents (person_id, kind, version, text_hash, chat, event_id, given_at)
                SELECT person_id, 'kesehatan', '2', 'x', chat, 'later', '2099-01-01' FROM consents LIMIT 1`)
    await restore(theatre.db, theatre.shelf, await saved('nanti.gz'))
    expect(await rows("SELECT version FROM consents WHERE kind = 'kesehatan' AND withdrawn_at IS NULL")).toEqual([
      { version: '2' },
    ])
  })

  it('hold the last word on restriction and on messages, also a word that lifts them', async () => {
    await registered()
    const free = await saved('bebas.gz')
    await says('batasi data', 'ya', 'berhenti')
    const bound = await saved('dibatasi.gz')
    const state = async () =>
      (
        await rows(
          'SELECT restricted_at IS NOT NULL AS r, stopped_at IS NOT NULL AS s FROM people WHERE EXISTS (SELECT FROM registrations WHERE person_id = people.id)',
        )
      )[0]
    await restore(theatre.db, theatre.shelf, free)
    expect(await state()).toEqual({ r: true, s: true })
    await says('buka batasan', 'mulai lagi')
    await restore(theatre.db, theatre.shelf, bound)
    expect(await state()).toEqual({ r: false, s: false })
  })

  it('remove staff again who were removed since, and nobody else', async () => {
    const old = await saved('petugas.gz')
    const [{ id: rina }] = await rows("SELECT id FROM staff WHERE name = 'Rina'")
    await theatre.db.transaction((client) => dismiss(client, theatre.db.keys, rina, 'langkah', new Date()))
    await restore(theatre.db, theatre.shelf, old)
    expect(await rows('SELECT name FROM staff WHERE removed_at IS NULL')).toEqual([{ name: 'Hasan' }])
  })

  it('name nobody: neither ids, nor numbers, nor chats stand in them, and their key is sealed', async () => {
    await registered()
    const before = await rows('SELECT p.id, c.chat_id FROM people p JOIN chats c ON c.person_id = p.id')
    await says('hapus data', 'ya')
    const text = JSON.stringify(
      await rows(
        "SELECT t.*, encode(hash, 'hex') AS hash, encode(k.body, 'hex') AS body FROM tombstones t JOIN tombstone_keys k ON k.id = t.key",
      ),
    )
    for (const { id, chat_id } of before) {
      expect(text).not.toContain(id)
      expect(text).not.toContain(chat_id)
    }
    expect(text).not.toContain(NUMBER)
    const [key] = await rows('SELECT body FROM tombstone_keys')
    const secret = theatre.db.keys.open('tombstone', key.body) as string
    expect(Buffer.from(secret, 'base64')).toHaveLength(32)
    expect(gunzipSync(readFileSync(await saved('nisan.gz'))).toString()).not.toContain(secret)
  })
})
