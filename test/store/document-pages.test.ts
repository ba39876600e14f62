/** Documents of several photos: nothing is lost or doubled, staff get one file, and all of it goes where it must. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Wanted } from '../../src/app/store.ts'
import type { Unfit } from '../../src/domain/kept-file.ts'
import { backup, restore } from '../../src/store/backup.ts'
import { seeDocument } from '../../src/store/documents/find.ts'
import { joinDocuments } from '../../src/store/documents/steps.ts'
import { ownDataOf } from '../../src/store/own-data.ts'
import { enforceRetention } from '../../src/store/retention.ts'
import { stage, Theatre } from '../theatre.ts'

const PHOTOS = await Promise.all(
  [1, 2, 3].map((n) =>
    sharp({ create: { width: n * 100, height: 300, channels: 3, background: '#9bd' } })
      .jpeg()
      .toBuffer(),
  ),
)

describe('a document of several photos', { timeout: 60_000 }, () => {
  let theatre: Theatre
  let dir: string
  beforeEach(async () => {
    theatre = await Theatre.open()
    dir = mkdtempSync(join(tmpdir(), 'langkah-halaman-'))
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
  const rows = async (sql: string, values: unknown[] = []) => (await theatre.db.pool.query(sql, values)).rows
  const later = () => {
    theatre.now = new Date(theatre.now.getTime() + 60_000)
  }
  /** Sends a photo; `n`: which of PHOTOS it will turn out to be. */
  async function sends(n: number, caption?: string, mime = 'image/jpeg') {
    later()
    const file = { ref: `photo-${n}`, mime, bytes: 9, channel: 'telegram' as const }
    await theatre.does('warga', { kind: 'file', file, ...(caption && { caption }) })
  }
  const taps = (id: string) => theatre.does('warga', { kind: 'choice', id: `berkas:${id}` })
  const claim = () => theatre.files.claim(10, [])
  const keep = (wanted: Wanted) =>
    theatre.files.keep(wanted, PHOTOS[Number(wanted.file.ref!.slice(-1)) - 1]!, 'image/jpeg')
  const settles = async () => (await theatre.fetches('gone')).map(({ reply }) => reply.text.split('. ')[0])
  /** All that is on its way arrives. */
  async function arrives() {
    for (const wanted of await claim()) await keep(wanted)
    return settles()
  }
  /** Ijazah of two pages. */
  async function twoPages() {
    await sends(1, 'ijazah')
    await arrives()
    await taps('halaman=ijazah')
    await sends(2)
    return arrives()
  }
  const documents = () => rows('SELECT id, document, state, expires::text, sent_at FROM documents ORDER BY document')
  const seen = async () => {
    const [{ id }] = await documents()
    return theatre.db.transaction((client) => seeDocument(client, theatre.db.keys, id))
  }
  /** Which of PHOTOS staff find in the one file, in order. */
  async function shown() {
    const { kept, mime } = (await seen())!.file!
    const bytes = (await theatre.files.open(kept!, mime))!
    const found = PHOTOS.map((photo, n) => ({ n: n + 1, at: bytes.indexOf(photo) })).filter(({ at }) => at >= 0)
    return found.sort((one, other) => one.at - other.at).map(({ n }) => n)
  }
  const onShelf = async () => {
    await theatre.files.sweep()
    return theatre.shelf.kept.size
  }

  it('is one PDF for staff, in the order it was sent, whatever came first', async () => {
    await sends(1, 'ijazah')
    await sends(2)
    await sends(3)
    await taps('lagi=ijazah')
    const [first, ...more] = await claim()
    for (const wanted of [...more.reverse(), first!]) await keep(wanted)
    await settles()
    expect(await documents()).toHaveLength(1)
    expect(await shown()).toEqual([1, 2, 3])
    const all = PHOTOS.reduce((sum, { length }) => sum + length, 0)
    expect(await seen()).toMatchObject({ pages: 3, file: { mime: 'application/pdf', bytes: all } })
    expect(await onShelf()).toBe(3)
  })

  it('is what it was for whom it was shown to as one photo before a page came', async () => {
    await sends(1, 'ijazah')
    await arrives()
    const { kept, mime } = (await seen())!.file!
    await taps('halaman=ijazah')
    await sends(2)
    await arrives()
    expect(await theatre.files.open(kept!, mime)).toEqual(PHOTOS[0])
  })

  it('is looked at again when a page comes, under another id; its day and the day it was sent stay', async () => {
    await sends(1, 'paspor')
    await arrives()
    const [before] = await documents()
    await rows("UPDATE documents SET state = 'cocok', expires = '2027-12-31'")
    await taps('halaman=paspor')
    await sends(2)
    const [text] = await arrives()
    expect(text).toBe('📥 *Paspor* (2 halaman) sudah tersimpan dan menunggu dilihat petugas')
    const [after, ...others] = await documents()
    expect(others).toEqual([])
    expect(after).toMatchObject({ state: 'diterima', expires: '2027-12-31', sent_at: before.sent_at })
    expect(after.id).not.toBe(before.id)
  })

  it('loses nothing when a page cannot be used; the next one takes its place', async () => {
    await sends(1, 'ijazah')
    await sends(2)
    await sends(3)
    await taps('lagi=ijazah')
    const [first, second, third] = (await claim()) as [Wanted, Wanted, Wanted]
    await keep(first)
    await theatre.files.refuse(second, 'blurred' satisfies Unfit)
    await keep(third)
    await settles()
    expect(await shown()).toEqual([1, 3])
    await sends(2)
    await arrives()
    expect(await shown()).toEqual([1, 2, 3])
  })

  it('keeps its other pages when the first cannot be used and is sent again', async () => {
    await sends(1, 'ijazah')
    await sends(2)
    await taps('lagi=ijazah')
    const [first, second] = (await claim()) as [Wanted, Wanted]
    await keep(second)
    await theatre.files.refuse(first, 'blurred')
    await theatre.fetches('gone')
    expect(await shown()).toEqual([2])
    await taps('halaman=ijazah=1')
    await sends(1)
    await arrives()
    expect(await shown()).toEqual([1, 2])
  })

  it('takes eight pages, and says so of the ninth; it counts as one of what somebody may send', async () => {
    await twoPages()
    for (let n = 3; n <= 9; n++) await sends(2)
    const said = await arrives()
    expect((await seen())!.pages).toBe(8)
    expect(await rows("SELECT count(*)::int FROM files WHERE state = 'too many pages'")).toEqual([{ count: 1 }])
    await sends(2)
    expect(await claim()).toEqual([])
    expect(said).toContain('📥 *Ijazah* (8 halaman) sudah tersimpan dan menunggu dilihat petugas')
    await rows(
      `INSERT INTO files (person_id, chat, purpose, body, state) SELECT person_id, id, 'tiket', '', 'kept' FROM chats, generate_series(1, 38) WHERE chat_id = 'warga'`,
    )
    await sends(1, 'ktp')
    expect(await claim()).toHaveLength(1)
  })

  it('is whole or not shown at all', async () => {
    await twoPages()
    const { kept, mime } = (await seen())!.file!
    theatre.shelf.kept.delete([...theatre.shelf.kept.keys()][0]!)
    expect(await theatre.files.open(kept!, mime)).toBeUndefined()
  })

  it('is fetched anew after a process died with a page in hand, and not doubled', async () => {
    await sends(1, 'ijazah')
    await arrives()
    await taps('halaman=ijazah')
    await sends(2)
    const [lost] = (await claim()) as [Wanted]
    const [anew] = (await claim()) as [Wanted]
    await keep(anew)
    await keep(lost)
    await settles()
    expect(await shown()).toEqual([1, 2])
    expect(await onShelf()).toBe(2)
  })

  it('waits for its page as long as the shelf fails', async () => {
    await sends(1, 'ijazah')
    await arrives()
    await taps('halaman=ijazah')
    await sends(2)
    const [wanted] = (await claim()) as [Wanted]
    const { put } = theatre.shelf
    theatre.shelf.put = () => Promise.reject(new Error('the disk is full'))
    await expect(keep(wanted)).rejects.toThrow('full')
    theatre.shelf.put = put
    await theatre.files.later(wanted, 0)
    expect(await shown()).toEqual([1])
    await arrives()
    expect(await shown()).toEqual([1, 2])
  })

  it('is never mixed of photos and a PDF, whatever the platform says of them', async () => {
    await sends(1, 'ijazah', 'application/octet-stream')
    await sends(2)
    await taps('lagi=ijazah')
    const [first, second] = (await claim()) as [Wanted, Wanted]
    await theatre.files.keep(first, Buffer.from('%PDF-'), 'application/pdf')
    await keep(second)
    const said = await settles()
    expect(said[1]).toMatch(/^\*Ijazah\*: foto dan PDF tidak bisa digabung/)
    expect((await seen())!.file!.mime).toBe('application/pdf')
    expect(await onShelf()).toBe(1)
  })

  it('is replaced with all its pages, those on their way too', async () => {
    await twoPages()
    await sends(3)
    await taps('kirim=ijazah')
    await sends(1)
    await taps('ini=ijazah')
    expect(await arrives()).toHaveLength(1)
    expect(await shown()).toEqual([1])
    expect(await onShelf()).toBe(1)
  })

  it('is not replaced by a photo that follows what came by the link', async () => {
    await taps('kirim=ijazah')
    await rows(
      `WITH f AS (INSERT INTO files (person_id, chat, purpose, document, body, state, mime)
         SELECT person_id, id, 'dokumen', 'ijazah', '', 'kept', 'image/jpeg' FROM chats WHERE chat_id = 'warga' RETURNING id, person_id)
       INSERT INTO documents (person_id, document, file) SELECT person_id, 'ijazah', id FROM f`,
    )
    await sends(2)
    expect(await claim()).toEqual([])
  })

  it('that is on its way in place of another is not lost when that one arrives late', async () => {
    await sends(1, 'ijazah')
    for (const wanted of await claim()) await keep(wanted)
    const [{ person_id, chat }] = await rows("SELECT person_id, chat FROM files WHERE purpose = 'dokumen'")
    await rows(
      `INSERT INTO files (person_id, chat, purpose, document, body, created_at) VALUES ($1, $2, 'dokumen', 'ijazah', $3, $4)`,
      [
        person_id,
        chat,
        theatre.db.keys.seal('file', { file: { ref: 'photo-2', mime: 'image/jpeg', bytes: 9 } }),
        new Date(theatre.now.getTime() + 1000),
      ],
    )
    for (const wanted of await claim()) await keep(wanted)
    await settles()
    expect(await shown()).toEqual([2])
  })

  it('goes as a whole: alone, with the consent, with the person', async () => {
    await twoPages()
    await sends(3)
    await says('berkas', 'ijazah', 'hapus', 'ya, hapus')
    expect([await claim(), await onShelf()]).toEqual([[], 0])
    await twoPages()
    await says('tarik izin', 'ya')
    expect(await onShelf()).toBe(0)
    await says('berkas', 'setuju')
    await twoPages()
    await says('hapus data', 'ya')
    expect(await onShelf()).toBe(0)
  })

  it('goes with its oldest page when its time is over', async () => {
    await twoPages()
    const day = (days: number) => new Date(Date.now() - days * 86_400_000)
    await rows('UPDATE files SET created_at = $1 WHERE page IS NULL', [
      day(stage.knowledge.office.retention.documentDays + 1),
    ])
    await rows('UPDATE files SET created_at = $1 WHERE page = 2', [day(10)])
    await enforceRetention(theatre.db, stage.knowledge.office.retention, new Date())
    expect(await onShelf()).toBe(0)
  })

  it('goes with its pages where another person had a newer one, or it was deleted after a backup', async () => {
    await twoPages()
    const file = join(dir, 'b.gz')
    await backup(theatre.db, theatre.shelf, file)
    later()
    await says('berkas', 'ijazah', 'hapus', 'ya, hapus')
    await restore(theatre.db, theatre.shelf, file)
    expect([await documents(), await onShelf()]).toEqual([[], 0])
    later()
    await twoPages()
    const [{ person_id: one }] = await rows('SELECT person_id FROM documents')
    const [{ id: other }] = await rows('INSERT INTO people DEFAULT VALUES RETURNING id')
    await rows(`INSERT INTO documents (person_id, document, sent_at) VALUES ($1, 'ijazah', '2030-12-01')`, [other])
    await theatre.db.transaction((client) => joinDocuments(client, one, other))
    expect(await onShelf()).toBe(0)
  })

  it('comes back whole from a backup, and stands with its pages in the copy that its person gets', async () => {
    await twoPages()
    const file = join(dir, 'b.gz')
    await backup(theatre.db, theatre.shelf, file)
    await rows("DELETE FROM files WHERE purpose = 'dokumen'")
    await onShelf()
    await restore(theatre.db, theatre.shelf, file)
    expect(await shown()).toEqual([1, 2])
    const [{ person_id }] = await rows('SELECT person_id FROM documents')
    const bytes = PHOTOS[0]!.length + PHOTOS[1]!.length
    expect((await ownDataOf(theatre.db, person_id))?.documents).toMatchObject([{ document: 'ijazah', pages: 2, bytes }])
  })
})
