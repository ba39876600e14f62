import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Arrival } from '../../src/app/login.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetPerson } from '../../src/store/forget.ts'
import { loginState, makeLogin } from '../../src/store/login.ts'
import { makeOutbox } from '../../src/store/outbox.ts'
import { fatesSince } from '../../src/store/receipts.ts'
import { enforceRetention } from '../../src/store/retention.ts'
import { dropNumbers } from '../../src/store/staff-numbers.ts'
import { tellStaff } from '../../src/store/tell-staff.ts'
import { makeTurns } from '../../src/store/turns.ts'
import { openFresh } from '../fresh-database.ts'

const ACCOUNT = { channel: 'whatsapp', account: 'utama' } as const
const from = { ...ACCOUNT, chatId: '1001@lid' }
const arrival = (id: string, text: string, phone?: string): Arrival => ({
  id,
  from,
  at: new Date(),
  group: false,
  input: { kind: 'text', text },
  phone,
})

describe('a login', () => {
  let db: Database
  let close: () => Promise<void>
  beforeEach(async () => {
    const fresh = await openFresh()
    db = fresh.db
    close = fresh.close
  })
  afterEach(() => close())
  const rows = async (sql: string, values: unknown[] = []) => (await db.pool.query(sql, values)).rows

  it('is kept, sealed, and forgotten', async () => {
    const login = makeLogin(db, 'utama')
    expect(await login.load()).toBeUndefined()
    await login.save('rahasia-1', '62811')
    await login.save('rahasia-2', undefined)
    expect(await login.load()).toBe('rahasia-2')
    expect(await makeLogin(db, 'lain').load()).toBeUndefined()
    await login.write([{ kind: 'session', id: 'a.0', value: 'kunci-a' }], [])
    const [kept] = await rows('SELECT l.body, l.number, k.body AS key FROM logins l JOIN login_keys k USING (account)')
    expect(kept.number).toBe('62811')
    expect(`${kept.body}${kept.key}`).not.toMatch(/rahasia|kunci/)
    await login.clear()
    expect(await login.load()).toBeUndefined()
    expect(await login.read('session', ['a.0'])).toEqual(new Map())
  })

  it('knows who wrote lately, or was found before, without asking', async () => {
    const login = makeLogin(db, 'utama')
    expect(await login.known(from.chatId)).toBe(false)
    await login.write([], [arrival('1', 'halo')])
    expect(await login.known(from.chatId)).toBe(true)
    expect(await makeLogin(db, 'lain').known(from.chatId)).toBe(false)
    await db.pool.query("UPDATE inbox SET received_at = now() - interval '8 days'")
    expect(await login.known(from.chatId)).toBe(false)
    await login.noteKnown(from.chatId)
    expect(await login.known(from.chatId)).toBe(true)
  })

  it('keeps keys by kind and id, and drops those that are gone', async () => {
    const login = makeLogin(db, 'utama')
    await login.write(
      [
        { kind: 'session', id: 'a', value: '1' },
        { kind: 'session', id: 'b', value: '2' },
        { kind: 'pre-key', id: 'a', value: '3' },
      ],
      [],
    )
    await login.write(
      [
        { kind: 'session', id: 'a', value: '4' },
        { kind: 'session', id: 'b', value: null },
      ],
      [],
    )
    expect(await login.read('session', ['a', 'b', 'c'])).toEqual(new Map([['a', '4']]))
    expect(await login.read('pre-key', ['a'])).toEqual(new Map([['a', '3']]))
    expect(await makeLogin(db, 'lain').read('session', ['a'])).toEqual(new Map())
  })

  it('finds the keys whose ids an older version kept in clear, and keeps none of them so', async () => {
    const login = makeLogin(db, 'utama')
    await login.write([{ kind: 'session', id: '6281234567890.0', value: '1' }], [])
    await db.pool.query("UPDATE login_keys SET id = '6281234567890.0'")
    await db.pool.query('UPDATE logins SET id_secret = NULL')
    const later = makeLogin(db, 'utama')
    const change = { kind: 'session', id: '6281234567890.0' }
    expect(await later.read('session', [change.id])).toEqual(new Map([[change.id, '1']]))
    await Promise.all([later, makeLogin(db, 'utama')].map((it) => it.write([{ ...change, value: '2' }], [])))
    expect(await rows('SELECT count(*)::int FROM login_keys WHERE id NOT LIKE $1', ['%628%'])).toEqual([{ count: 1 }])
    await later.write([{ ...change, value: null }], [])
    expect(await rows('SELECT FROM login_keys')).toEqual([])
  })

  it('keeps nobody in clear, in any column of any table, but by the platform id of their chat', async () => {
    const login = makeLogin(db, 'utama')
    await login.save('masuk 6281234567890', '62811')
    const change = { kind: 'lid-mapping', id: '6281234567890', value: '1001' }
    await login.write([change, { kind: 'session', id: '1001.0', value: 'x' }], [arrival('M1', 'Siti', '6281234567890')])
    await login.keepSent('S1', from.chatId, 'Halo Siti')
    const tables = await rows("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'")
    const parts = tables.map(({ name }) => `SELECT '${name}' AS name, row_to_json(t)::text AS row FROM "${name}" t`)
    const kept = await rows(parts.join(' UNION ALL '))
    const readable = kept.map(({ name, row }) => ({
      name,
      row: row + [...row.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex, 'hex').toString('latin1')),
    }))
    const holding = (what: RegExp) => readable.filter(({ row }) => what.test(row)).map(({ name }) => name)
    expect(holding(/6281234567890|siti/i)).toEqual([])
    expect(holding(/"62811"/)).toEqual(['logins']) // the office's own number: the search does find what is there
    expect(holding(/1001[@.]/)).toEqual(['chats'])
  })

  it('keeps a message with its keys, once, and it is decided like any other', async () => {
    const login = makeLogin(db, 'utama')
    await login.write([{ kind: 'session', id: 'a', value: '1' }], [arrival('M1', 'halo')])
    await login.write([{ kind: 'session', id: 'a', value: '2' }], [arrival('M1', 'halo', '6281234567890')])
    const turns = makeTurns(db, { accounts: () => [ACCOUNT], instance: 7, clock: () => new Date(), draftDays: 90 })
    const chats = await turns.take(10, async (tx) => tx.chats)
    expect(chats).toMatchObject([{ address: from, events: [{ id: 'M1', input: { kind: 'text', text: 'halo' } }] }])
    expect(await rows('SELECT phone FROM chats')).toEqual([{ phone: null }])
  })

  it('keeps neither keys nor message where one of them cannot be kept', async () => {
    const login = makeLogin(db, 'utama')
    await db.pool.query("ALTER TABLE inbox ADD CONSTRAINT no CHECK (event_id <> 'M2')")
    await expect(login.write([{ kind: 'session', id: 'a', value: '1' }], [arrival('M2', 'halo')])).rejects.toThrow()
    expect(await login.read('session', ['a'])).toEqual(new Map())
    await login.write([{ kind: 'session', id: 'a', value: '1' }], [arrival('M3', 'halo')])
    expect(await rows('SELECT event_id FROM inbox')).toEqual([{ event_id: 'M3' }])
  })

  it('knows staff by their number', async () => {
    const login = makeLogin(db, 'utama')
    await db.pool.query(
      "INSERT INTO staff (name, role, channel, chat_id) VALUES ('Rina', 'admin', 'whatsapp', '62811')",
    )
    await login.write([], [arrival('M1', 'meja', '62811')])
    const turns = makeTurns(db, { accounts: () => [ACCOUNT], instance: 7, clock: () => new Date(), draftDays: 90 })
    const found = await turns.take(10, async (tx) => [tx.chats[0]!.person.staff?.name, (await tx.staffChats()).length])
    expect(found).toEqual(['Rina', 1])
  })

  it('notes the number of nobody but active staff, also where an older version noted it', async () => {
    const login = makeLogin(db, 'utama')
    const phones = async () => (await rows('SELECT phone FROM chats')).map(({ phone }) => phone)
    await login.write([], [arrival('M1', 'halo', '62811')])
    expect(await phones()).toEqual([null])
    await db.pool.query("INSERT INTO staff (name, role, channel, chat_id) VALUES ('R', 'admin', 'whatsapp', '62811')")
    await login.write([], [arrival('M2', 'meja', '62811')])
    await dropNumbers(db.pool)
    expect(await phones()).toEqual(['62811'])
    await login.write([], [arrival('M3', 'meja')]) // without a number, as WhatsApp sends it at times
    expect(await phones()).toEqual(['62811'])
    await login.write([], [arrival('M4', 'meja', '62899')])
    expect(await phones()).toEqual([null])
    await login.write([], [arrival('M5', 'meja', '62811')])
    await login.keepSent('S1', from.chatId, 'isi')
    await db.pool.query('UPDATE staff SET removed_at = now()')
    await dropNumbers(db.pool)
    expect([await phones(), await login.sent('S1')]).toEqual([[null], undefined])
  })

  it('is not waited for by a person who is being forgotten, for it may go on to wait for them', async () => {
    const login = makeLogin(db, 'utama')
    await login.write([], [arrival('M1', 'halo')])
    const [{ person_id: person }] = await rows('SELECT person_id FROM chats')
    await db.transaction(async (writing) => {
      await writing.query('SELECT FROM chats FOR KEY SHARE') // as an event being written down holds it
      await db.transaction(async (client) => {
        await client.query("SET LOCAL lock_timeout = '2s'")
        await forgetPerson(client, db.keys, person, 'test')
      })
    })
    expect(await rows('SELECT FROM people WHERE id = $1', [person])).toEqual([])
  })

  it('keeps what was sent until it has arrived, or for a week', async () => {
    const login = makeLogin(db, 'utama')
    await login.write([], [arrival('M1', 'halo')])
    for (const id of ['S1', 'S2', 'S3']) await login.keepSent(id, from.chatId, `isi ${id}`)
    await login.keepSent('S1', from.chatId, 'lain')
    expect(await login.sent('S1')).toBe('isi S1')
    await login.dropSent(['S1', 'S9'])
    expect(await login.sent('S1')).toBeUndefined()
    await db.pool.query("UPDATE sent_bodies SET at = now() - interval '8 days' WHERE id = 'S2'")
    const days = {
      draftDays: 90,
      registrationDays: 90,
      documentDays: 180,
      messageDays: 90,
      inboxDays: 90,
      alumniDays: 1095,
      proofDays: 1825,
    }
    await enforceRetention(db, days, new Date())
    expect([await login.sent('S2'), await login.sent('S3')]).toEqual([undefined, 'isi S3'])
    expect(JSON.stringify(await rows('SELECT encode(body, $1) AS b FROM sent_bodies', ['escape']))).not.toContain('isi')
  })

  it('tells the ledger what arrived and what was read, also where the ledger learns of the message after that', async () => {
    const login = makeLogin(db, 'utama')
    await login.write([], [arrival('M1', 'halo')])
    const add = (platformId: string | null) =>
      rows(
        `INSERT INTO outbox (chat, kind, priority, state, platform_id, settled_at)
         SELECT id, 'reply', 0, 'sent', $1, now() FROM chats RETURNING id`,
        [platformId],
      )
    for (const id of ['3EB01', '3EB02', '3EB03', '17']) await add(id)
    const [late] = await add(null)
    await login.keepSent('3EB01', from.chatId, 'isi')
    const at = (second: number) => new Date(`2026-11-25T03:00:0${second}Z`)
    const telling = login.arrived([
      { platformId: '3EB01', at: at(1), read: false },
      { platformId: '3EB02', at: at(2), read: true },
      { platformId: '3EB04', at: at(3), read: false },
      { platformId: '17', at: at(4), read: false },
    ])
    await sleep(100)
    await rows("UPDATE outbox SET platform_id = '3EB04' WHERE id = $1", [late.id])
    await telling
    await login.arrived([{ platformId: '3EB01', at: at(5), read: true }])
    expect(
      await rows('SELECT platform_id AS id, delivered_at AS d, read_at AS r FROM outbox ORDER BY platform_id'),
    ).toEqual([
      { id: '17', d: null, r: null },
      { id: '3EB01', d: at(1), r: at(5) },
      { id: '3EB02', d: at(2), r: at(2) },
      { id: '3EB03', d: null, r: null },
      { id: '3EB04', d: at(3), r: null },
    ])
    expect(await login.sent('3EB01')).toBeUndefined()
    expect(await fatesSince(db, 'whatsapp', new Date(Date.now() - 60_000))).toEqual({ sent: 5, delivered: 3, read: 2 })
    expect(await fatesSince(db, 'telegram', new Date(0))).toEqual({ sent: 0, delivered: 0, read: 0 })
  })

  it('has staff told of a trouble once, on other channels, until it is well again', async () => {
    const login = makeLogin(db, 'utama')
    await login.save('rahasia', '62811')
    await rows(`
      WITH p AS (INSERT INTO people (created_at) SELECT now() FROM generate_series(1, 4) RETURNING id),
           n AS (SELECT id, row_number() OVER () AS n FROM p)
      INSERT INTO chats (channel, account, chat_id, person_id, state)
      SELECT c.channel, '42', c.chat, n.id, c.state FROM n JOIN (VALUES (1, 'telegram', 'rina', 'open'),
        (2, 'telegram', 'adi', 'left'), (3, 'whatsapp', '62811', 'open'), (4, 'telegram', 'warga', 'open')) c(n, channel, chat, state) USING (n)`)
    for (const [channel, chat] of [
      ['telegram', 'rina'],
      ['telegram', 'adi'],
      ['whatsapp', '62811'],
    ] as const)
      await rows("INSERT INTO staff (name, role, channel, chat_id) VALUES ('x', 'petugas', $1, $2)", [channel, chat])
    const tell = (trouble: string) => tellStaff(db, ACCOUNT, trouble, { text: `WhatsApp: ${trouble}`, aside: true })
    expect([await tell('403'), await tell('403'), await tell('405'), await tell('405')]).toEqual([1, 0, 1, 0])
    await login.report('no line to WhatsApp')
    expect(await tell('405')).toBe(0)
    await login.report(undefined)
    expect(await tell('405')).toBe(1)
    const found = await makeOutbox(db, () => [{ channel: 'telegram', account: '42' }], 7).claim(10)
    expect(found.map(({ to, kind, reply }) => [to.chatId, kind, reply.text])).toEqual([
      ['rina', 'notice', 'WhatsApp: 403'],
    ])
  })

  it('keeps what staff were sent for a day only: it may be the words of somebody who was forgotten', async () => {
    const login = makeLogin(db, 'utama')
    await db.pool.query("INSERT INTO staff (name, role, channel, chat_id) VALUES ('R', 'admin', 'whatsapp', '62811')")
    const other = { ...arrival('M2', 'halo'), from: { ...from, chatId: '1002@lid' } }
    await login.write([], [arrival('M1', 'meja', '62811'), other])
    for (const id of ['S1', 'S2']) await login.keepSent(id, from.chatId, 'kata Siti')
    await login.keepSent('S3', other.from.chatId, 'jadwal')
    await db.pool.query("UPDATE sent_bodies SET at = now() - interval '25 hours' WHERE id <> 'S2'")
    const days = {
      draftDays: 90,
      registrationDays: 90,
      documentDays: 180,
      messageDays: 90,
      inboxDays: 90,
      alumniDays: 1095,
      proofDays: 1825,
    }
    expect(await enforceRetention(db, days, new Date())).toEqual({ 'salinan pesan WhatsApp ke petugas': 1 })
    expect(await Promise.all(['S1', 'S2', 'S3'].map((id) => login.sent(id)))).toEqual([
      undefined,
      'kata Siti',
      'jadwal',
    ])
  })

  it('sends what a dead process was sending again, under the same row: phones show it once', async () => {
    const login = makeLogin(db, 'utama')
    await login.save('masuk', '62811')
    await login.write([], [arrival('M1', 'halo')])
    const body = db.keys.seal('outbox', { text: 'jadwal' })
    for (const kind of ['reply', 'notice'])
      await db.pool.query(
        `INSERT INTO outbox (chat, kind, priority, state, body, claimed_by, attempts, repeated)
         SELECT id, $1, 0, 'sending', $2, 99, 1, true FROM chats`,
        [kind, body],
      )
    const outbox = makeOutbox(db, () => [ACCOUNT], 8)
    expect(await outbox.recover()).toBe(2)
    expect(await rows('SELECT kind, state, body IS NOT NULL AS kept FROM outbox ORDER BY id')).toEqual([
      { kind: 'reply', state: 'queued', kept: true },
      { kind: 'notice', state: 'queued', kept: true },
    ])
    expect(await makeOutbox(db, () => [], 8).claim(10)).toEqual([]) // not by a process that does not hold the number
    expect(await outbox.claim(10)).toMatchObject([{ to: from, reply: { text: 'jadwal' } }])
  })

  it('knows until when the number may write to nobody new, by the later of two reasons', async () => {
    const login = makeLogin(db, 'utama')
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    const until = async () => (await loginState(db, 'utama')).restrictedUntil
    const [lock, cap] = [inHours(2), inHours(5)]
    await login.restrict('time-lock', lock)
    expect(await until()).toEqual(lock)
    await login.restrict('cap', cap)
    expect(await until()).toEqual(cap)
    await login.restrict('cap', undefined)
    expect(await until()).toEqual(lock)
    await login.restrict('time-lock', inHours(-1))
    expect(await until()).toBeUndefined()
    await login.restrict('time-lock', lock)
    await login.clear() // another number may be linked next
    expect(await until()).toBeUndefined()
  })

  it('is asked to leave, and says how it is', async () => {
    const login = makeLogin(db, 'utama')
    await login.report(undefined)
    expect([await login.load(), await login.leaving()]).toEqual([undefined, false])
    await login.save('x', '62811')
    await db.pool.query('UPDATE logins SET leaving = true')
    expect(await login.leaving()).toBe(true)
    await login.clear()
    expect(await login.leaving()).toBe(false)
  })
})
