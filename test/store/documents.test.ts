/** Documents of people: what becomes of them and of their files, whatever deletes them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backup, restore } from '../../src/store/backup.ts'
import { reviewDocument } from '../../src/store/documents/review.ts'
import { joinDocuments } from '../../src/store/documents/steps.ts'
import { makeFiles } from '../../src/store/files/kept-files.ts'
import { ownDataOf } from '../../src/store/own-data.ts'
import { Theatre } from '../theatre.ts'

describe('documents', { timeout: 60_000 }, () => {
  let theatre: Theatre
  let dir: string
  beforeEach(async () => {
    theatre = await Theatre.open()
    dir = mkdtempSync(join(tmpdir(), 'langkah-dokumen-'))
    await says('menu')
    await rows(
      `INSERT INTO registrations (number, person_id, stage, schemes, answers)
       SELECT 'LA-2026-000001', person_id, 'terdaftar', '{gtog-korea}', $1 FROM chats WHERE chat_id = 'warga'`,
      [theatre.db.keys.seal('registration', { fullName: 'Siti' })],
    )
    await says('berkas', 'setuju')
  })
  afterEach(async () => {
    await theatre.close()
    rmSync(dir, { recursive: true })
  })

  async function says(...lines: string[]) {
    for (const text of lines) await theatre.does('warga', { kind: 'text', text })
  }
  const photo = { ref: 'photo-9', mime: 'image/jpeg', bytes: 9, channel: 'telegram' } as const
  const sends = async (caption: string) => {
    await theatre.does('warga', { kind: 'file', file: photo, caption })
    return theatre.fetches('kept')
  }
  const rows = async (sql: string, values: unknown[] = []) => (await theatre.db.pool.query(sql, values)).rows
  const kinds = async () => (await rows('SELECT document FROM documents ORDER BY document')).map((row) => row.document)
  /** What lies on the shelf once what was deleted is taken away. */
  const onShelf = async () => {
    await makeFiles({ db: theatre.db, shelf: theatre.shelf, accounts: () => [], instance: 7 }).sweep()
    return theatre.shelf.kept.size
  }

  it('one takes the place of the one before, and its file goes', async () => {
    await sends('ktp')
    const [before] = await rows('SELECT id FROM documents')
    await sends('ktp')
    expect(await rows('SELECT id FROM documents')).toEqual([before])
    await says('ganti')
    await theatre.fetches('kept')
    const [after, ...others] = await rows('SELECT id FROM documents')
    expect(others).toEqual([])
    expect(after.id).not.toBe(before.id)
    expect(await onShelf()).toBe(1)
  })

  it('of two that are on their way for one document only the later is fetched', async () => {
    for (const ref of ['photo-1', 'photo-2'])
      await theatre.does('warga', { kind: 'file', file: { ...photo, ref }, caption: 'ktp' })
    await says('ganti')
    const wanted = await rows("SELECT body FROM files WHERE state = 'wanted'")
    expect(wanted.map(({ body }) => theatre.db.keys.open('file', body))).toEqual([
      { file: { ...photo, ref: 'photo-2' } },
    ])
    const said = await theatre.fetches('kept')
    expect(said.filter(({ reply }) => reply.text.includes('tersimpan'))).toHaveLength(1)
  })

  it('one that cannot be read leaves the one before', async () => {
    await sends('ktp')
    await theatre.does('warga', { kind: 'file', file: photo, caption: 'ktp' })
    await says('ganti')
    await theatre.fetches('too dark')
    expect(await kinds()).toEqual(['ktp'])
    expect(await onShelf()).toBe(1)
  })

  it('go with the consent, what is on its way too; the registration stays', async () => {
    await sends('ktp')
    await theatre.does('warga', { kind: 'file', file: photo, caption: 'ijazah' })
    await says('tarik izin', 'ya')
    await theatre.fetches('kept')
    expect(await kinds()).toEqual([])
    expect(await rows("SELECT FROM files WHERE purpose = 'dokumen'")).toEqual([])
    expect(await onShelf()).toBe(0)
    expect(await rows('SELECT FROM registrations WHERE erased_at IS NULL')).toHaveLength(1)
  })

  it('go with the person', async () => {
    await sends('ktp')
    await says('hapus data', 'ya')
    expect(await kinds()).toEqual([])
    expect(await onShelf()).toBe(0)
  })

  it('are not brought back by an older backup: deleted alone, or with the consent', async () => {
    for (const caption of ['ktp', 'ijazah']) await sends(caption)
    const file = join(dir, 'b.gz')
    await backup(theatre.db, theatre.shelf, file)
    theatre.now = new Date(theatre.now.getTime() + 60_000)
    await says('berkas', 'ktp', 'hapus', 'ya, hapus')
    expect(await kinds()).toEqual(['ijazah'])
    await restore(theatre.db, theatre.shelf, file)
    expect(await kinds()).toEqual(['ijazah'])
    expect(await onShelf()).toBe(1)
    await says('tarik izin', 'ya')
    await restore(theatre.db, theatre.shelf, file)
    expect(await kinds()).toEqual([])
    expect(await onShelf()).toBe(0)
  })

  it('are decided once, and not of who forbade to use them', async () => {
    await sends('ktp')
    const [{ id }] = await rows('SELECT id FROM documents')
    const decide = (ok: boolean) =>
      theatre.db.transaction((client) =>
        reviewDocument(client, theatre.db.keys, {
          id,
          ok,
          reason: 'buram',
          expires: undefined,
          by: 'x',
          now: theatre.now,
        }),
      )
    await theatre.db.pool.query('UPDATE people SET restricted_at = now()')
    expect(await decide(true)).toBeUndefined()
    await theatre.db.pool.query('UPDATE people SET restricted_at = NULL')
    expect(await decide(false)).toMatchObject({ document: 'ktp' })
    expect(await decide(true)).toBeUndefined()
    const [{ person_id }] = await rows('SELECT person_id FROM documents')
    const data = await ownDataOf(theatre.db, person_id)
    expect(data?.documents).toMatchObject([
      { document: 'ktp', state: 'perlu-diganti', reason: 'buram', mime: 'image/jpeg' },
    ])
    expect(data?.trail.map(({ what }) => what)).toContain('petugas meminta dokumen diganti: ktp')
  })

  it('are reminded of before their last day: each step once, of several that have come the last, and never of what is to be replaced', async () => {
    await sends('paspor')
    const day = (days: number) => new Date(theatre.now.getTime() + days * 86_400_000)
    const expire = (days: number) => rows('UPDATE documents SET expires = $1', [day(days).toISOString().slice(0, 10)])
    const said = async () => (await theatre.reminds()).map(({ reply }) => reply.text.split('\n')[0])
    await expire(91)
    expect(await said()).toEqual([])
    await expire(20)
    expect(await said()).toEqual(['⏰ *Paspor* Kakak berlaku sampai 20 hari lagi, 14 Desember 2026.'])
    expect(await said()).toEqual([])
    theatre.now = day(13)
    expect(await said()).toEqual(['⏰ *Paspor* Kakak berlaku sampai 7 hari lagi, 14 Desember 2026.'])
    theatre.now = day(8)
    expect(await said()).toEqual([]) // it is over
    await expire(25)
    await rows("UPDATE documents SET state = 'perlu-diganti'")
    expect(await said()).toEqual([])
    await rows("UPDATE documents SET state = 'cocok'")
    theatre.now = new Date(theatre.now.getTime() + 12 * 3_600_000) // 22.00: people sleep
    expect(await said()).toEqual([])
    theatre.now = new Date(theatre.now.getTime() + 12 * 3_600_000)
    expect(await said()).toHaveLength(1)
  })

  it('of two persons who become one, the newer of each kind stays', async () => {
    await sends('ktp')
    const [{ person_id: one }] = await rows('SELECT person_id FROM documents')
    const [{ id: other }] = await rows('INSERT INTO people DEFAULT VALUES RETURNING id')
    await rows(
      `INSERT INTO documents (person_id, document, sent_at) VALUES ($1, 'ktp', '2026-12-01'), ($1, 'ijazah', '2020-01-01')`,
      [other],
    )
    await theatre.db.transaction((client) => joinDocuments(client, one, other))
    expect(await rows('SELECT person_id AS who, document FROM documents ORDER BY document')).toEqual([
      { who: other, document: 'ijazah' },
      { who: other, document: 'ktp' },
    ])
    expect(await onShelf()).toBe(0)
  })
})
