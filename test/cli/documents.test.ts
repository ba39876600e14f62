/** What staff do with documents at the computer. */
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealFile } from '../../src/store/files/file-seal.ts'
import { diskShelf } from '../../src/store/files/shelf.ts'
import { Home } from './langkah.ts'

const PLACE = '00000000-0000-4000-8000-000000000001'
const KEY = Buffer.alloc(32, 5)

describe('langkah documents', { timeout: 60_000 }, () => {
  let home: Home
  const sql = async (text: string, values: unknown[] = []) => (await home.db.pool.query(text, values)).rows

  beforeAll(async () => {
    home = await Home.open()
    const { keys } = home.db
    const [{ id: chat, person_id: siti }] = await sql(
      `WITH p AS (INSERT INTO people DEFAULT VALUES RETURNING id)
       INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', 'siti', id FROM p RETURNING id, person_id`,
    )
    await sql(
      "INSERT INTO registrations (number, person_id, stage, schemes, answers) VALUES ('LA-2026-000001', $1, 'terdaftar', '{gtog-korea}', $2)",
      [siti, keys.seal('registration', { fullName: 'Siti Aminah' })],
    )
    const file = { mime: 'image/jpeg', bytes: 4, kept: PLACE }
    await sql(
      `INSERT INTO files (id, person_id, chat, purpose, document, state, body, mime, bytes, place)
       VALUES ($1, $2, $3, 'dokumen', 'ktp', 'kept', $4, 'image/jpeg', 4, $1)`,
      [PLACE, siti, chat, keys.seal('file', { file, key: KEY.toString('base64') })],
    )
    await sql("INSERT INTO documents (person_id, document, file) VALUES ($1, 'ktp', $2)", [siti, PLACE])
    mkdirSync(join(home.dataDir, 'files'), { recursive: true })
    await diskShelf(join(home.dataDir, 'files')).put(PLACE, sealFile(KEY, PLACE, Buffer.from('foto')))
  })
  afterAll(() => home.close())

  it('are listed, opened with a reason that is written down, and decided once', async () => {
    expect((await home.json(['documents', 'list'])).value).toMatchObject([
      { id: 1, document: 'ktp', number: 'LA-2026-000001' },
    ])
    const out = home.file('ktp.jpg')
    await home.json(['documents', 'open', '1', '--reason', 'mencocokkan', '--out', out])
    expect([readFileSync(out, 'utf8'), statSync(out).mode & 0o777]).toEqual(['foto', 0o600])
    expect(await sql("SELECT action, reason FROM audit WHERE action LIKE 'buka dokumen%'")).toEqual([
      { action: 'buka dokumen ktp', reason: 'mencocokkan' },
    ])
    expect((await home.json(['documents', 'review', '1', '--reject', 'terpotong'])).value).toEqual({ ok: true })
    const [told] = await sql("SELECT body FROM outbox WHERE kind = 'notice'")
    expect(JSON.stringify(home.db.keys.open('outbox', told.body))).toContain('terpotong')
    expect((await home.json(['documents', 'review', '1', '--ok'])).value).toEqual({ ok: false })
  })
})
