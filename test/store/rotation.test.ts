import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Assistant, startAssistant } from '../../src/assistant.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { keyFile, openKeyring, writeKeyFile } from '../../src/store/key-file.ts'
import { type Keyring, makeKeyring, newSecret, RELOAD_MS, readSecrets } from '../../src/store/keyring.ts'
import { makeLogin } from '../../src/store/login.ts'
import { missingKeys, reseal, SEALED } from '../../src/store/reseal.ts'
import { FakeAdapter } from '../app/fake-adapter.ts'
import { hire } from '../contracts/store/effects.ts'
import { chatOf, said } from '../contracts/store/turn.ts'
import { until } from '../contracts/until.ts'
import { freshDatabase } from '../fresh-database.ts'
import { MemoryShelf } from '../memory-shelf.ts'
import { spokenLines } from '../spoken-lines.ts'
import { silentLog, silentMeter, stage } from '../theatre.ts'

const NIK = '6371015708990001'

/** A running assistant whose keys are in a file, and a second process that may replace them. */
describe('changing the key while an assistant runs', { timeout: 60_000 }, () => {
  let dir: string
  let db: Database
  let assistant: Assistant
  let drop: () => Promise<void>
  const adapter = new FakeAdapter()
  const others: Database[] = []

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'langkah-rotation-'))
    const fresh = await freshDatabase()
    drop = fresh.drop
    db = openDatabase(fresh.url, openKeyring(dir, undefined), () => {})
    assistant = await startAssistant({
      store: { db, url: fresh.url, shelf: new MemoryShelf(), close: async () => {} },
      knowledge: stage.knowledge,
      adapters: [adapter],
      rates: {},
      role: 'all',
      log: silentLog,
      meter: silentMeter,
    })
  })
  afterEach(async () => {
    await assistant.stop()
    for (const other of others.splice(0)) await other.close()
    await db.close()
    await drop()
    rmSync(dir, { recursive: true })
  })

  const open = (keys: Keyring): Database => {
    const other = openDatabase(db.url, keys, () => {})
    others.push(other)
    return other
  }
  const say = async (line: string, who = 'siti') => {
    await adapter.receive([said(line, chatOf(who))])
    await assistant.quiet()
  }
  const register = async (who: string) => {
    for (const line of spokenLines('daftar-lengkap.chat')) await say(line, who)
  }
  const keyIds = async () => {
    const parts = SEALED.map(
      ({
        table,
        column,
      }) => `SELECT '${table}.${column}' AS place, encode(substring(${column} FROM 2 FOR 4), 'hex') AS id
                              FROM ${table} WHERE ${column} IS NOT NULL`,
    )
    return (await db.pool.query<{ place: string; id: string }>(parts.join(' UNION '))).rows
  }

  it('leaves nothing under the old key, loses nothing, and finds the NIK again', async () => {
    await hire({ rows: async (sql: string, values?: unknown[]) => (await db.pool.query(sql, values)).rows } as never)
    await register('siti')
    await say('petugas')
    await say('kapan buka?')
    adapter.files.set('photo:1', Buffer.from('%PDF-1.7'))
    const file = { ref: 'photo:1', mime: 'image/jpeg', bytes: 9 }
    await adapter.receive([{ ...said('', chatOf('siti')), input: { kind: 'file', file } }])
    await assistant.quiet()
    const [registration] = (await db.pool.query<{ number: string }>('SELECT number FROM registrations')).rows
    await adapter.receive([
      { ...said('', chatOf('petugas')), input: { kind: 'choice', id: `meja:kembalikan=${registration!.number}` } },
    ])
    await assistant.quiet()
    await say('alamatnya kurang lengkap', 'petugas')
    await say('kirim', 'petugas')
    await say('qwertyuiop zxcvbnm', 'bingung')
    await say('daftar', 'rahmah') // has a draft
    for (const line of ['alumni', 'Nur Hasanah', '17-08-1999', '2019', 'kirim']) await say(line, 'nur')
    await say('berhenti', 'rahmah') // has a tombstone
    await db.pool.query("INSERT INTO inbox (chat, event_id, at, body) VALUES (1, 'x', now(), $1)", [
      db.keys.seal('inbox', { input: { kind: 'text', text: 'menu' }, group: true }),
    ])
    await db.pool.query(
      `INSERT INTO outbox (chat, kind, priority, body, due_at) SELECT id, 'reply', 0, $1, now() + interval '1 day'
       FROM chats, generate_series(1, 20) WHERE chat_id = 'rahmah'`,
      [db.keys.seal('outbox', { text: 'Menunggu' })],
    )
    await db.pool.query(
      "INSERT INTO announcements (state, body, segment, starts_at, made_by) VALUES ('selesai', $1, '{}', now(), 'x')",
      [db.keys.seal('announcement', { text: 'Halo' })],
    )
    await db.pool.query(
      "INSERT INTO work (person_id, country, body, by) SELECT id, 'jepang', $1, 'orang' FROM people LIMIT 1",
      [db.keys.seal('work', { country: 'jepang' })],
    )
    await db.pool.query(
      "INSERT INTO work_reminders (person_id, about, version, step, zone, due_at, body) SELECT person_id, 'kontrak', 1, 'H', 'Asia/Tokyo', now(), $1 FROM work",
      [db.keys.seal('work-told', { day: '2027-03-31' })],
    )
    await db.pool.query(
      "INSERT INTO documents (person_id, document, state, reason) SELECT person_id, 'ktp', 'perlu-diganti', $1 FROM work",
      [db.keys.seal('document', 'Terpotong')],
    )
    await db.pool.query("INSERT INTO checkins (kind, months) VALUES ('berkala', 6) ON CONFLICT DO NOTHING")
    await db.pool.query(
      'INSERT INTO checkin_people (checkin, person_id, asked_at, answered_at, body) SELECT (SELECT min(id) FROM checkins), person_id, now(), now(), $1 FROM work',
      [db.keys.seal('checkin', { mood: 'baik', settled: 'ya', extend: 'ya', trouble: 'tidak' })],
    )
    await db.pool.query('INSERT INTO mentors (person_id, body) SELECT person_id, $1 FROM work', [
      db.keys.seal('mentor', { nick: 'Dewi', topics: ['kerja'] }),
    ])
    await db.pool.query(
      'INSERT INTO mentor_questions (ticket, mentor, staff_id, body) SELECT (SELECT min(id) FROM tickets), person_id, gen_random_uuid(), $1 FROM work',
      [db.keys.seal('mentor-question', { question: 'Dingin?' })],
    )
    const login = makeLogin(db, 'wa')
    await login.save('masuk', '62811')
    await login.write([{ kind: 'session', id: 'a', value: 'rahasia' }], [])
    await db.pool.query("INSERT INTO sent_bodies (account, id, chat, body) VALUES ('wa', 'x', 1, $1)", [
      db.keys.seal('sent', 'halo'),
    ])
    const before = await keyIds()
    expect(new Set(before.map(({ place }) => place))).toEqual(
      new Set(SEALED.map(({ table, column }) => `${table}.${column}`)),
    )

    const secrets = readFileSync(keyFile(dir), 'utf8').trim().split('\n')
    writeKeyFile(dir, [newSecret(), ...secrets])
    const busy = register('budi') // while everything is sealed anew
    await sleep(2 * RELOAD_MS)
    const other = open(openKeyring(dir, undefined))
    const { resealed } = await reseal(other, () => {})
    await busy
    expect(resealed).toBeGreaterThan(20)
    const now = readFileSync(keyFile(dir), 'utf8').trim().split('\n')
    writeKeyFile(dir, now.slice(0, 1))
    const alone = open(makeKeyring(() => readSecrets(now[0]!)))
    expect(new Set((await keyIds()).map(({ id }) => id))).toEqual(new Set([alone.keys.current]))
    expect(await missingKeys(alone.pool, alone.keys)).toEqual([])

    await say('status')
    expect(adapter.shown.at(-1)).toContain(registration!.number)
    const found = await alone.pool.query('SELECT answers, reason FROM registrations WHERE nik_hash = $1', [
      alone.keys.hash('nik', NIK),
    ])
    expect(found.rows).toHaveLength(2)
    for (const { answers } of found.rows) expect(alone.keys.open('registration', answers)).toMatchObject({ nik: NIK })
    expect(alone.keys.open('reason', found.rows.find(({ reason }) => reason).reason)).toBe('alamatnya kurang lengkap')
  })

  it('changes no row that was saved again meanwhile, nor the hash of it', async () => {
    await register('siti')
    const secrets = readFileSync(keyFile(dir), 'utf8').trim().split('\n')
    const fresh = makeKeyring(() => [newSecret(), ...secrets].flatMap(readSecrets))
    const other = open(fresh)
    const [read, saved] = [other.keys.open, { nik: '6371015708990002' }]
    other.keys.open = (purpose, blob) => {
      const value = read(purpose, blob)
      if (purpose === 'registration') held.push(purpose)
      return value
    }
    const held: string[] = []
    const query = other.pool.query.bind(other.pool) as (...args: unknown[]) => Promise<unknown>
    other.pool.query = (async (...args: unknown[]) => {
      if (String(args[0]).startsWith('UPDATE registrations') && held.length === 1) {
        held.push('saved')
        await query('UPDATE registrations SET answers = $1, nik_hash = $2', [
          fresh.seal('registration', saved),
          fresh.hash('nik', saved.nik),
        ])
      }
      return query(...args)
    }) as never
    await reseal(other, () => {})
    expect(held).toEqual(['registration', 'saved'])
    const { rows } = await db.pool.query('SELECT answers FROM registrations WHERE nik_hash = $1', [
      fresh.hash('nik', saved.nik),
    ])
    expect(fresh.open('registration', rows[0].answers)).toEqual(saved)
  })

  it('knows every sealed column there is', async () => {
    const { rows } = await db.pool.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name NOT IN ('nik_hash', 'name_hash', 'hash')`,
    )
    expect(SEALED.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  it('is told which keys are missing', async () => {
    await say('menu')
    await until(() => adapter.shown.length > 0)
    const other = open(makeKeyring(() => [Buffer.alloc(32, 3)]))
    expect(await missingKeys(other.pool, other.keys)).toEqual([db.keys.current])
    expect(await missingKeys(db.pool, db.keys)).toEqual([])
  })
})
