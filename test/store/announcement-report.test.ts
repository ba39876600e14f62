import { readSheet } from 'read-excel-file/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makingOf } from '../../src/announcement-files.ts'
import { gather, recipientsSheet, summarySheet } from '../../src/cli/announcement-sheets.ts'
import { csvOf } from '../../src/cli/spreadsheet.ts'
import type { Reply } from '../../src/domain/chat.ts'
import { eachRecipient } from '../../src/store/announcements/each-recipient.ts'
import { seeAnnouncement } from '../../src/store/announcements/ledger.ts'
import { askFor, makeFilesAskedFor } from '../../src/store/announcements/made-files.ts'
import { makeFiles } from '../../src/store/files/kept-files.ts'
import { MemoryShelf } from '../memory-shelf.ts'
import { stage } from '../theatre.ts'
import { World } from './announcements-world.ts'

const ZONE = 'Asia/Makassar'
const WHATSAPP = { channel: 'whatsapp', account: '9' } as const
let world: World
beforeAll(async () => {
  world = await World.open()
})
afterEach(() => world.clear())
afterAll(() => world.close())

/** Five recipients in five states, and one who is none. */
async function announced(): Promise<number> {
  const registered = { stage: 'lengkap', province: '63' }
  for (const name of ['=HYPERLINK("http://x")', 'Siti Rahma', 'Budi', 'Ani', 'Wati'])
    await world.person({ ...registered, name })
  await world.person({ ...registered, stopped: true })
  await world.sql("UPDATE chats SET channel = 'whatsapp', account = '9' WHERE chat_id = '2'")
  const id = await world.announce('halo')
  const states = [
    ['1', "'sent', settled_at = '2026-11-24T02:10:00Z'"],
    ['2', "'sent', settled_at = '2026-11-24T02:11:00Z', delivered_at = '2026-11-24T02:12:00Z'"],
    ['3', "'failed', reason = 'message refused: too long'"],
    ['4', "'unknown', reason = 'sender ended'"],
  ]
  for (const [chat, set] of states)
    await world.sql(`UPDATE outbox o SET state = ${set} FROM chats c WHERE c.id = o.chat AND c.chat_id = $1`, [chat])
  return id
}

const gathered = (id: number, most?: number) => gather(eachRecipient(world.db, id), most)

describe('the report of an announcement', () => {
  it('says of each recipient what became of it, why, and what cannot be known; names are masked', async () => {
    const id = await announced()
    const all = await gathered(id)
    const rows = new Map(recipientsSheet(all, ZONE, false).rows.map((row) => [row[1], row]))
    const unknown = 'tidak bisa diketahui'
    expect([...rows.values()].map(([name]) => name).sort()).toEqual(['=***', 'A***', 'B***', 'S*** R***', 'W***'])
    expect(rows.get('LA-2026-000001')!.slice(2)).toEqual([
      'Telegram',
      'terkirim',
      '',
      '2026-11-24 10.10',
      unknown,
      unknown,
    ])
    expect(rows.get('LA-2026-000002')!.slice(2)).toEqual([
      'WhatsApp',
      'terkirim',
      '',
      '2026-11-24 10.11',
      '2026-11-24 10.12',
      '',
    ])
    expect(rows.get('LA-2026-000003')!.slice(3, 6)).toEqual(['gagal', 'ditolak oleh Telegram atau WhatsApp', ''])
    expect(rows.get('LA-2026-000004')!.slice(3, 5)).toEqual(['belum pasti sampai', expect.stringContaining('terputus')])
    expect(rows.get('LA-2026-000005')!.slice(3, 6)).toEqual(['menunggu dikirim', '', ''])
    expect(csvOf(recipientsSheet(all, ZONE, true))).toContain(`"'=HYPERLINK(""http://x"")"`)
  })

  it('adds up, and says what it had no room for: those who got it', async () => {
    const id = await announced()
    const cut = await gathered(id, 3)
    expect(cut.shown.map(({ state }) => state).sort()).toEqual(['failed', 'queued', 'unknown'])
    const { rows } = summarySheet((await seeAnnouncement(world.db.pool, world.db.keys, id))!, cut, ZONE)
    const counts = rows.slice(0, 6).map(([, count]) => Number(count))
    expect(counts).toEqual([2, 1, 1, 0, 1, 5])
    expect(rows).toContainEqual(['– minta berhenti dikabari', '1'])
    expect(rows.find(([what]) => what!.startsWith('Yang tidak muat'))?.[1]).toBe('2')
    expect(rows.flat().join(' ')).toContain('Di Telegram tidak bisa diketahui')
  })

  it('names nobody who restricted their data or was forgotten, and counts them all the same', async () => {
    const id = await announced()
    await world.sql(
      "UPDATE people SET restricted_at = now() WHERE id = (SELECT person_id FROM chats WHERE chat_id = '2')",
    )
    await world.sql("DELETE FROM registrations WHERE number = 'LA-2026-000004'")
    const { shown, tally } = await gathered(id)
    expect(tally.recipients).toBe(5)
    expect(shown.filter(({ name }) => name === undefined)).toHaveLength(2)
  })
})

describe('a report that staff ask for in the chat', () => {
  const shelf = new MemoryShelf()
  const making = () =>
    makingOf({
      store: { db: world.db, shelf },
      knowledge: stage.knowledge,
      draw: () => Promise.reject(new Error('no')),
    })
  const make = () => makeFilesAskedFor(world.db, shelf, making())

  it('is made once, kept sealed, sent as a file, and gone after its short life', async () => {
    const id = await announced()
    await world.person()
    const [chat] = await world.sql<{ id: string }>("SELECT id FROM chats WHERE chat_id = '7'")
    await world.db.transaction((client) =>
      askFor(client, world.db.keys, { chat: chat!.id, announcement: id, purpose: 'laporan' }),
    )
    expect((await Promise.all([make(), make()])).reduce((a, b) => a + b)).toBe(1)
    const [notice] = await world.sql<{ body: Buffer }>("SELECT body FROM outbox WHERE kind = 'notice' AND chat = $1", [
      chat!.id,
    ])
    const { file } = world.db.keys.open('outbox', notice!.body) as Reply
    expect(file).toMatchObject({ name: `pengumuman-${id}.xlsx`, kept: expect.any(String) })
    expect([...shelf.kept.values()].some((sealed) => sealed.includes('xl/worksheets'))).toBe(false)
    const files = makeFiles({ db: world.db, shelf, accounts: () => [WHATSAPP], instance: 1 })
    const book = (await files.open(file!.kept!))!
    expect(await readSheet(book, 'Ringkasan')).toContainEqual(['Semua penerima', 5])
    expect((await readSheet(book, 'Penerima')).map(([name]) => name)).toContain('S*** R***')
    await files.sweep()
    expect(await world.sql('SELECT id FROM files')).toHaveLength(1)
    await world.sql("UPDATE files SET expires_at = expires_at - interval '1 day'")
    await files.sweep()
    expect(await world.sql('SELECT id FROM files')).toEqual([])
    expect(shelf.kept.size).toBe(0)
  })

  it('is given up after some tries, and leaves nothing behind', async () => {
    const id = await announced()
    const [chat] = await world.sql<{ id: string }>("SELECT id FROM chats WHERE chat_id = '1'")
    await world.db.transaction((client) =>
      askFor(client, world.db.keys, { chat: chat!.id, announcement: id, purpose: 'laporan' }),
    )
    const failing = {
      ...making(),
      make: () => Promise.reject(new Error('no')),
    }
    for (let i = 0; i < 3; i++) {
      await expect(makeFilesAskedFor(world.db, shelf, failing)).rejects.toThrow('no')
      await world.sql('UPDATE files SET due_at = now()')
    }
    expect(await make()).toBe(0)
  })
})
