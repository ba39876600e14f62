import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { claimAlumni, findClaim, matchAlumni, openingFor, refuseAlumni } from '../../src/store/alumni-claims.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { forgetPerson } from '../../src/store/forget.ts'
import { type Incoming, importPeople } from '../../src/store/import-people.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import type { Scene } from '../../src/store/scene.ts'
import { freshDatabase } from '../fresh-database.ts'

const NOW = new Date('2026-11-25T02:00:00Z')
const SAID = { kind: 'claimAlumni', name: 'SITI AMINAH', birthDate: '1999-08-17', batch: 'EPA 12' } as const
const STAFF = { id: '00000000-0000-4000-8000-000000000001', name: 'Rina', role: 'petugas' } as const

describe('alumni who say who they are', () => {
  let db: Database
  let drop: () => Promise<void>
  let person: string
  let chat: string

  const scene = (client: Scene['client'], staff?: typeof STAFF) =>
    ({
      client,
      keys: db.keys,
      now: NOW,
      accounts: [{ channel: 'telegram', account: '42' }],
      chat: { id: chat, person: { id: person, staff } },
    }) as unknown as Scene
  const claims = () => db.transaction((client) => claimAlumni(scene(client), SAID))
  const matches = (claim: number, number: string) =>
    db.transaction((client) => matchAlumni(scene(client, STAFF), { kind: 'matchAlumni', claim, number }))
  const sees = (claim: number, number?: string) =>
    db.transaction((client) => findClaim(client, db.keys, { claim, number }))
  const claimId = async () =>
    (await db.pool.query<{ id: number }>('SELECT max(id) AS id FROM alumni_claims')).rows[0]!.id
  const record: Incoming = {
    nik: '6371015708990001',
    fullName: 'Siti Aminah',
    birthDate: '1999-08-17',
    schemes: ['ssw-kaigo'],
    batch: undefined,
    stage: undefined,
    answers: { fullName: 'Siti Aminah', nik: '6371015708990001', birthDate: '1999-08-17' },
  }
  const imports = (one = record, kind: 'alumni' | 'candidate' = 'alumni') =>
    db.transaction((client) => importPeople({ client, keys: db.keys, kind, now: NOW }, [one]))
  const recordNumber = async () =>
    (await db.pool.query<{ number: string }>('SELECT number FROM registrations WHERE imported_at IS NOT NULL')).rows[0]!
      .number
  const registers = (nik: string) =>
    db.pool.query(
      "INSERT INTO registrations (number, person_id, stage, schemes, answers, nik_hash) VALUES ('LA-2026-000001', $1, 'terdaftar', '{ssw-lain}', $2, $3)",
      [person, db.keys.seal('registration', { nik }), db.keys.hash('nik', nik)],
    )

  beforeAll(async () => {
    const { url, drop: dropIt } = await freshDatabase()
    drop = dropIt
    db = openDatabase(
      url,
      makeKeyring(() => [Buffer.alloc(32, 1)]),
      () => {},
    )
  })
  beforeEach(async () => {
    await db.pool.query('TRUNCATE people, audit CASCADE')
    person = randomUUID()
    await db.pool.query('INSERT INTO people (id) VALUES ($1)', [person])
    const { rows } = await db.pool.query<{ id: string }>(
      "INSERT INTO chats (channel, account, chat_id, person_id) VALUES ('telegram', '42', 'siti', $1) RETURNING id",
      [person],
    )
    chat = rows[0]!.id
  })
  afterAll(async () => {
    await db.close()
    await drop()
  })

  it('become the person of their record when staff say so; what they said is erased', async () => {
    await imports()
    expect(await claims()).toEqual([{ to: 'staff', about: 'claim', claim: await claimId(), lost: false }])
    const [claim, number] = [await claimId(), await recordNumber()]
    expect(await sees(claim)).toMatchObject({
      said: { name: 'SITI AMINAH' },
      records: [{ number, conflict: undefined }],
    })
    expect(await matches(claim, number)).toEqual([{ to: 'person', chat, about: 'alumni', matched: true, lost: false }])
    expect((await db.pool.query('SELECT person_id FROM registrations')).rows).toEqual([{ person_id: person }])
    expect((await db.pool.query('SELECT id FROM people')).rows).toEqual([{ id: person }])
    expect((await db.pool.query('SELECT state, body FROM alumni_claims')).rows).toEqual([
      { state: 'matched', body: null },
    ])
    expect((await db.pool.query('SELECT actor, action, subject FROM audit')).rows).toEqual([
      { actor: STAFF.id, action: 'cocokkan alumni', subject: number },
    ])
    // Once is enough, and the next file still finds them.
    await expect(matches(claim, number)).rejects.toThrow()
    expect(await imports()).toEqual(['same'])
    expect((await db.pool.query('SELECT person_id FROM registrations')).rows).toEqual([{ person_id: person }])
  })

  it('who lost the chat it belongs to take it to this one, which begins anew and is told', async () => {
    await imports()
    const number = await recordNumber()
    const { rows } = await db.pool.query<{ id: string }>(
      `INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', 'lama', person_id FROM registrations RETURNING id`,
    )
    await claims()
    expect((await sees(await claimId()))?.records).toMatchObject([{ number, conflict: 'tersambung' }])
    await expect(matches(await claimId(), number)).rejects.toThrow()
    await db.transaction((client) => claimAlumni(scene(client), { ...SAID, lost: true, batch: number.toLowerCase() }))
    expect((await sees(await claimId()))?.records).toMatchObject([{ number, conflict: undefined }])
    expect(await matches(await claimId(), number)).toEqual([
      { to: 'person', chat: rows[0]!.id, about: 'moved-away' },
      { to: 'person', chat, about: 'alumni', matched: true, lost: true },
    ])
    const owners =
      'SELECT (SELECT person_id FROM chats WHERE chat_id = $1) AS chat, person_id AS record FROM registrations'
    const [{ chat: old, record }] = (await db.pool.query(owners, ['lama'])).rows
    expect(record).toBe(person)
    expect(old).not.toBe(person)
  })

  it('are told when nothing fits, and nobody reads what they said any more', async () => {
    await claims()
    const claim = await claimId()
    const refuse = () => db.transaction((client) => refuseAlumni(scene(client, STAFF), { kind: 'refuseAlumni', claim }))
    expect(await refuse()).toEqual([{ to: 'person', chat, about: 'alumni', matched: false, lost: false }])
    expect(await refuse()).toEqual([])
    expect(await sees(claim)).toMatchObject({ said: undefined, records: [] })
  })

  it('cannot take a record of another NIK, of somebody under way, or of another chat', async () => {
    await imports(record, 'candidate')
    await registers('6371015708990002')
    await claims()
    const [claim, number] = [await claimId(), await recordNumber()]
    const conflict = async () => (await sees(claim))!.records[0]!.conflict
    expect(await conflict()).toBe('nik')
    await db.pool.query('UPDATE registrations SET nik_hash = $1 WHERE imported_at IS NULL', [
      db.keys.hash('nik', record.nik!),
    ])
    expect(await conflict()).toBe('berjalan')
    await expect(matches(claim, number)).rejects.toThrow()
    await db.pool.query("UPDATE registrations SET stage = 'tidak-lanjut' WHERE imported_at IS NULL")
    expect(await conflict()).toBeUndefined()
    await db.pool.query(
      "INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', 'lain', person_id FROM registrations WHERE number = $1",
      [number],
    )
    expect(await conflict()).toBe('tersambung')
    await expect(matches(claim, number)).rejects.toThrow()
  })

  it('are found by staff under a number where the name is another one, and never by guessing it in a chat', async () => {
    await imports({ ...record, fullName: 'Nur Hasanah' })
    await claims()
    const claim = await claimId()
    expect((await sees(claim))!.records).toEqual([])
    expect((await sees(claim, await recordNumber()))!.records).toHaveLength(1)
    await registers('6371015708990003')
    expect((await sees(claim, 'LA-2026-000001'))!.records).toEqual([]) // a registration of a chat is no record of the office
  })

  it('may ask five times an hour, also after *hapus data*, which takes the claim along', async () => {
    const opening = () =>
      db.transaction((client) => openingFor(client, { chat: { id: chat, person: { id: person } }, now: NOW }))
    expect(await opening()).toBe('open')
    for (let n = 0; n < 4; n++) await claims()
    expect(await opening()).toBe('waiting')
    expect((await db.pool.query('SELECT FROM alumni_claims')).rows).toHaveLength(1)
    const claim = await claimId()
    const [fresh] = await db.transaction((client) => forgetPerson(client, db.keys, person, 'orang'))
    person = fresh!.person
    expect(await sees(claim)).toBeUndefined()
    expect(await opening()).toBe('open')
    await claims()
    expect(await opening()).toBe('limited')
  })
})
