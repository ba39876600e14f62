import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account, Files } from '../../src/app/store.ts'
import type { FileRef } from '../../src/domain/chat.ts'
import { MAX_FILES } from '../../src/domain/kept-file.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { fileLines } from '../../src/store/files/backup-files.ts'
import { makeFiles } from '../../src/store/files/kept-files.ts'
import { diskShelf, type Shelf } from '../../src/store/files/shelf.ts'
import { type Instance, startInstance } from '../../src/store/instance.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { reseal } from '../../src/store/reseal.ts'
import { enforceRetention } from '../../src/store/retention.ts'
import { makeTurns } from '../../src/store/turns.ts'
import { lookUp } from '../contracts/store/tickets.ts'
import { chatOf, decideAll, turn } from '../contracts/store/turn.ts'
import { until } from '../contracts/until.ts'
import { freshDatabase } from '../fresh-database.ts'

const BOT: Account = { channel: 'telegram', account: '42' }
const PHOTO: FileRef = { ref: 'photo:AgAC-1', mime: 'image/jpeg', bytes: 0, name: 'KTP Siti.jpg', channel: 'telegram' }
const [OLD, NEW] = [Buffer.alloc(32, 3), Buffer.alloc(32, 4)]

describe('a file that a flow wants kept', () => {
  let url: string
  let drop: () => Promise<void>
  let db: Database
  let folder: string
  let shelf: Shelf
  let keys: Buffer[]
  const instances: Instance[] = []
  const bytes = Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), randomBytes(50_000)])

  beforeEach(async () => {
    ;({ url, drop } = await freshDatabase())
    keys = [OLD]
    db = openDatabase(
      url,
      makeKeyring(() => keys),
      () => {},
    )
    folder = mkdtempSync(join(tmpdir(), 'langkah-files-'))
    shelf = diskShelf(join(folder, 'files'))
  })
  afterEach(async () => {
    await Promise.all(instances.splice(0).map((instance) => instance.stop()))
    await db.close()
    await drop()
    rmSync(folder, { recursive: true })
  })

  const turns = () => makeTurns(db, { accounts: () => [BOT], instance: 7, clock: () => new Date(), draftDays: 90 })
  const process = () => ({ turns: turns() }) as never
  /** A process with a life sign of its own. */
  async function fetcher(accounts = [BOT]): Promise<{ files: Files; die(): Promise<void> }> {
    const instance = await startInstance(url, () => {})
    instances.push(instance)
    const files = makeFiles({ db, shelf, accounts: () => accounts, instance: instance.id })
    return { files, die: () => instance.stop() }
  }
  const rows = async <T = Record<string, unknown>>(sql: string, values?: unknown[]) =>
    (await db.pool.query<T & object>(sql, values)).rows as T[]
  const tell = (file = PHOTO) => ({ kind: 'tellStaff', about: 'petugas', text: 'ini', file }) as const
  /** Siti sends it to the office. */
  const send = (file = PHOTO, who = 'siti') => turn(process(), { effects: [tell(file)] }, chatOf(who))
  const onDisk = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  const heard = async () =>
    (await rows<{ body: Buffer }>("SELECT body FROM inbox WHERE event_id LIKE 'berkas:%' AND body IS NOT NULL")).map(
      ({ body }) => (db.keys.open('inbox', body) as { input: unknown }).input,
    )

  it('is fetched by its handle, sealed, and told to its chat at the time it came', async () => {
    await send()
    const { files } = await fetcher()
    const [wanted, ...more] = await files.claim(10, [])
    expect(more).toEqual([])
    expect(wanted).toMatchObject({ from: chatOf('siti'), file: PHOTO, purpose: 'tiket', ticket: 1, attempts: 1 })
    await files.keep(wanted!, bytes, 'image/jpeg')
    const { ref: _, ...known } = { ...PHOTO, kept: wanted!.id, bytes: bytes.length }
    expect(await heard()).toEqual([{ kind: 'fetched', purpose: 'tiket', ticket: 1, outcome: 'kept', file: known }])
    const [row] = await rows('SELECT state, mime, bytes, claimed_by FROM files')
    expect(row).toEqual({ state: 'kept', mime: 'image/jpeg', bytes: bytes.length, claimed_by: null })
    const [times] = await rows<{ same: boolean }>(
      "SELECT f.created_at = i.at AS same FROM files f, inbox i WHERE i.event_id = 'berkas:' || f.id",
    )
    expect(times!.same).toBe(true)
    expect((await files.open(wanted!.id))!.equals(bytes)).toBe(true)
    expect(await files.claim(10, [])).toEqual([])
  })

  it('of our own making is told to its chat, counts as nothing that was kept, and goes when it was sent or after a day', async () => {
    const make = () => turn(process(), { effects: [{ kind: 'makeFile', purpose: 'salinan-data' }] })
    await make()
    const { files } = await fetcher()
    const [wanted] = await files.claim(10, [])
    const { chats } = await turn(process(), {})
    expect(wanted).toMatchObject({ purpose: 'salinan-data', person: chats[0]!.person.id, ticket: undefined })
    await files.keep(wanted!, Buffer.from('{"isi":1}'), 'application/json')
    const file = { name: 'data-saya.json', mime: 'application/json', bytes: 9, kept: wanted!.id }
    expect(await heard()).toEqual([{ kind: 'fetched', purpose: 'salinan-data', outcome: 'kept', file }])
    expect((await files.open(wanted!.id))!.toString()).toBe('{"isi":1}')
    await db.transaction(async (client) => {
      for await (const line of fileLines(client, shelf)) expect.fail(`in a backup: ${line}`)
    })
    expect((await turn(process(), {})).chats[0]!.person.keptFiles).toBeUndefined()
    await files.drop(wanted!.id)
    await files.sweep()
    expect([await rows('SELECT FROM files'), onDisk()]).toEqual([[], []])
    await make()
    const [late] = await files.claim(10, [])
    await files.keep(late!, Buffer.from('{}'), 'application/json')
    await files.sweep()
    expect(onDisk()).toHaveLength(1)
    await rows("UPDATE files SET expires_at = expires_at - interval '24 hours'")
    await files.sweep()
    expect([await rows('SELECT FROM files'), onDisk()]).toEqual([[], []])
    await send()
    const [photo] = await files.claim(10, [])
    await files.keep(photo!, bytes, 'image/jpeg')
    await files.drop(photo!.id)
    expect(await files.open(photo!.id)).toBeDefined()
  })

  it('lies there for nobody else: sealed, under no name, behind closed doors', async () => {
    await send()
    const { files } = await fetcher()
    const [wanted] = await files.claim(10, [])
    await files.keep(wanted!, bytes, 'image/jpeg')
    const [path, ...others] = onDisk()
    expect(others).toEqual([])
    const sealed = readFileSync(path!)
    for (let at = 0; at + 16 <= bytes.length; at += 4096)
      expect(sealed.includes(bytes.subarray(at, at + 16))).toBe(false)
    expect(path).not.toMatch(/siti|ktp|jpg/i)
    expect(statSync(path!).mode & 0o777).toBe(0o600)
    expect(JSON.stringify(await rows('SELECT row_to_json(f) AS row FROM files f'))).not.toMatch(/AgAC|Siti|KTP/)
    writeFileSync(path!, Buffer.from(sealed).fill(sealed[100]! ^ 1, 100, 101))
    await expect(files.open(wanted!.id)).rejects.toThrow('was changed')
    await shelf.put(wanted!.place, sealed)
    await rows('UPDATE files SET place = gen_random_uuid()')
    expect(await files.open(wanted!.id)).toBeUndefined()
    await expect(shelf.get('../../etc/passwd')).rejects.toThrow('not a place')
  })

  it('that cannot be had is told, and its handle forgotten', async () => {
    const { files } = await fetcher()
    for (const outcome of ['too large', 'gone', 'unreadable', 'other kind'] as const) {
      await send()
      const [wanted] = await files.claim(10, [])
      await files.refuse(wanted!, outcome)
      const [row] = await rows<{ body: Buffer }>('SELECT body FROM files WHERE state = $1', [outcome])
      expect(db.keys.open('file', row!.body)).toEqual({ file: { ...PHOTO, ref: undefined } })
      expect(await files.open(wanted!.id)).toBeUndefined()
      await decideAll(process(), () => ({}))
    }
    expect(onDisk()).toEqual([])
  })

  it('is not fetched of somebody who has sent very many', async () => {
    await send()
    const more = `INSERT INTO files (person_id, chat, purpose, ticket, state, body)
                  SELECT person_id, chat, purpose, ticket, 'kept', body FROM files, generate_series(2, ${MAX_FILES})`
    await rows(more)
    await send({ ...PHOTO, ref: 'photo:other' }, 'budi')
    await send({ ...PHOTO, ref: 'photo:many' })
    const { files } = await fetcher()
    const claimed = await files.claim(10, [])
    expect(claimed.map(({ file }) => file.ref)).toEqual([PHOTO.ref, 'photo:other'])
    const { ref: _, ...file } = PHOTO
    expect(await rows("SELECT state FROM files WHERE state = 'too many'")).toHaveLength(1)
    const [event] = await heard()
    expect(event).toEqual({ kind: 'fetched', purpose: 'tiket', ticket: 1, outcome: 'too many', file })
  })

  it('is taken by one process at a time, only by one that can fetch it, and not before its time', async () => {
    await send()
    const [one, other, elsewhere] = [await fetcher(), await fetcher(), await fetcher([{ ...BOT, account: '43' }])]
    expect(await elsewhere.files.claim(10, [])).toEqual([])
    const [mine] = await one.files.claim(10, [])
    expect(await other.files.claim(10, [])).toEqual([])
    expect(await one.files.claim(10, [mine!.id])).toEqual([])
    await one.files.later(mine!, 60_000)
    expect(await other.files.claim(10, [])).toEqual([])
    await rows('UPDATE files SET due_at = now()')
    expect(await other.files.claim(10, [])).toMatchObject([{ id: mine!.id, attempts: 2 }])
  })

  it('is fetched again when its process dies between putting it away and saying so; nothing stays behind', async () => {
    await send()
    const [one, other] = [await fetcher(), await fetcher()]
    const [first] = await one.files.claim(10, [])
    await shelf.put(first!.place, Buffer.from('half a try'))
    await one.die()
    let second = await other.files.claim(10, [])
    await until(async () => {
      if (second.length === 0) second = await other.files.claim(10, [])
      return second.length === 1
    })
    expect(second[0]!.place).not.toBe(first!.place)
    await other.files.keep(second[0]!, bytes, 'image/jpeg')
    await one.files.keep(first!, Buffer.from('late'), 'image/jpeg') // it was not dead, only cut off
    expect((await other.files.open(first!.id))!.equals(bytes)).toBe(true)
    expect(await heard()).toHaveLength(1)
    expect(await other.files.sweep()).toBe(1)
    expect(onDisk()).toHaveLength(1)
  })

  it('goes with the person, at once by its key and soon from the disk; one in hand is not kept after that', async () => {
    await send()
    await send({ ...PHOTO, ref: 'photo:2' })
    const { files } = await fetcher()
    const [kept, late] = await files.claim(10, [])
    await files.keep(kept!, bytes, 'image/jpeg')
    await decideAll(process(), () => ({}))
    await turn(process(), { effects: [{ kind: 'forgetPerson' }] })
    expect(await rows('SELECT FROM files')).toEqual([])
    expect(await files.open(kept!.id)).toBeUndefined()
    await files.keep(late!, bytes, 'image/jpeg')
    expect(await heard()).toEqual([])
    expect(onDisk()).toHaveLength(1)
    expect(await files.sweep()).toBe(2)
    expect(onDisk()).toEqual([])
    expect(await files.sweep()).toBe(0)
  })

  it('goes with its conversation after the office’s days', async () => {
    await send()
    const { files } = await fetcher()
    const [wanted] = await files.claim(10, [])
    await files.keep(wanted!, bytes, 'image/jpeg')
    await rows("UPDATE tickets SET state = 'selesai', closed_at = now() - interval '61 days'")
    const days = {
      draftDays: 90,
      registrationDays: 180,
      documentDays: 180,
      messageDays: 60,
      inboxDays: 30,
      alumniDays: 365,
      proofDays: 1825,
    }
    await enforceRetention(db, days, new Date())
    await files.sweep()
    expect([await rows('SELECT FROM files'), onDisk()]).toEqual([[], []])
  })

  it('opens after a change of keys, and was not touched by it', async () => {
    await send()
    const { files } = await fetcher()
    const [wanted] = await files.claim(10, [])
    await files.keep(wanted!, bytes, 'image/jpeg')
    const before = readFileSync(onDisk()[0]!)
    const changing = openDatabase(
      url,
      makeKeyring(() => [NEW, OLD]),
      () => {},
    )
    await reseal(changing, () => {})
    await changing.close()
    const alone = openDatabase(
      url,
      makeKeyring(() => [NEW]),
      () => {},
    )
    const opened = await makeFiles({ db: alone, shelf, accounts: () => [], instance: 1 }).open(wanted!.id)
    await alone.close()
    expect(opened!.equals(bytes)).toBe(true)
    expect(readFileSync(onDisk()[0]!).equals(before)).toBe(true)
  })

  it('is shown to staff by its id, and by nobody’s guess', async () => {
    await send()
    const { files } = await fetcher()
    const [wanted] = await files.claim(10, [])
    const look = (id: string) => lookUp(process(), { kind: 'file', id })
    expect(await look(wanted!.id)).toMatchObject({ kind: 'file', ticket: 1, state: 'wanted', file: undefined })
    await files.keep(wanted!, bytes, 'image/jpeg')
    expect(await look(wanted!.id)).toMatchObject({ state: 'kept', file: { kept: wanted!.id, mime: 'image/jpeg' } })
    expect(await look("'; DROP TABLE files")).toMatchObject({ state: undefined })
    expect(await lookUp(process(), { kind: 'ticket', ticket: 1 })).toMatchObject({ messages: [{ file: wanted!.id }] })
  })
})
