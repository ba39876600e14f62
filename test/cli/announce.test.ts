import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './langkah.ts'

describe('langkah announce', { timeout: 60_000 }, () => {
  let home: Home
  let file: string
  let session: Buffer
  beforeAll(async () => {
    home = await Home.open()
    file = join(home.dataDir, 'pengumuman.txt')
    writeFileSync(file, 'Halo {nama}, kantor tutup besok.\n')
    const { pool, keys } = home.db
    session = keys.seal('session', {})
    await pool.query(
      `WITH person AS (INSERT INTO people (created_at, stopped_at)
                       SELECT now() - interval '1 day', CASE WHEN n = 1 THEN now() END FROM generate_series(1, 4) n RETURNING id),
         chat AS (INSERT INTO chats (channel, account, chat_id, person_id)
                  SELECT 'telegram', '42', (row_number() OVER ())::text, id FROM person RETURNING id)
       INSERT INTO sessions (chat, body, updated_at) SELECT id, $1, now() - interval '1 hour' FROM chat`,
      [session],
    )
  })
  afterAll(() => home.close())

  const json = async (...args: string[]) => {
    const { code, stdout } = await home.run([...args, '--json'])
    return { code, told: JSON.parse(stdout) }
  }

  it('counts before it makes anything', async () => {
    const { code, told } = await json('announce', '--to', 'all', '--text-file', file, '--dry-run')
    expect(code).toBe(0)
    expect(told).toEqual({ id: null, recipients: 3, excluded: { berhenti: 1 }, expectedEnd: expect.any(String) })
    expect((await json('announce', 'list')).told).toEqual([])
  })

  it('asks for --yes where nobody can be asked', async () => {
    const { code, stderr } = await home.run(['announce', '--to', 'all', '--text-file', file])
    expect(code).toBe(2)
    expect(stderr).toContain('--yes')
  })

  it('makes one, tells its ledger, and steers it', async () => {
    const made = await json('announce', '--to', 'all', '--text-file', file, '--yes')
    expect(made).toMatchObject({ code: 0, told: { id: 1, state: 'berjalan', recipients: 3 } })
    const ledger = { recipients: 3, sent: 0, failed: 0, skipped: 0, unknown: 0, waiting: 3, reasons: {} }
    expect((await json('announce', 'status', '1')).told).toEqual({ id: 1, state: 'berjalan', ...ledger })
    expect(await json('announce', 'pause', '1')).toMatchObject({ code: 0, told: { ok: true, state: 'dijeda' } })
    expect(await json('announce', 'pause', '1')).toMatchObject({ code: 1, told: { ok: false, state: 'dijeda' } })
    expect(await json('announce', 'resume', '1')).toMatchObject({ code: 0, told: { ok: true, state: 'berjalan' } })
    expect(await json('announce', 'cancel', '1')).toMatchObject({ code: 0, told: { ok: true, state: 'dibatalkan' } })
    expect(await json('announce', 'retry', '1', '--failed')).toMatchObject({ code: 1, told: { ok: false, again: 0 } })
    expect((await json('announce', 'list')).told).toMatchObject([{ id: 1, to: 'all', recipients: 3 }])
  })

  it('reports who got it, and opens names only with a reason, which is written down', async () => {
    const sheet = join(home.dataDir, 'laporan.xlsx')
    expect((await home.run(['announce', 'report', '1', '--json', '--show'])).code).toBe(2)
    expect(await json('announce', 'report', '1', '--show', '--reason', 'ditanya pimpinan')).toMatchObject({
      code: 0,
      told: {
        recipients: 3,
        excluded: { berhenti: 1 },
        list: [{}, {}, { name: '', channel: 'telegram', state: 'queued' }],
      },
    })
    expect((await home.run(['announce', 'report', '1', '--xlsx', sheet])).code).toBe(0)
    expect(readFileSync(sheet).subarray(0, 2).toString()).toBe('PK')
    const { rows } = await home.db.pool.query(
      "SELECT action, reason FROM audit WHERE action LIKE 'laporan%' ORDER BY id",
    )
    expect(rows).toEqual([
      { action: 'laporan pengumuman terbuka', reason: 'ditanya pimpinan' },
      { action: 'laporan pengumuman', reason: '' },
    ])
  })

  it('takes a picture by what is in it, and keeps it sealed for everybody', async () => {
    const picture = join(home.dataDir, 'denah.bin')
    const wanted = ['announce', '--to', 'all', '--text-file', file, '--file', picture]
    writeFileSync(picture, 'bukan gambar')
    expect(await home.run([...wanted, '--dry-run'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('gambar'),
    })
    writeFileSync(picture, '\x89PNG\r\n\x1a\nrahasia', 'latin1')
    const { told } = await json(...wanted, '--at', new Date(Date.now() + 3_600_000).toISOString(), '--yes')
    const { rows } = await home.db.pool.query(
      'SELECT purpose, state, mime, bytes, person_id, place FROM files WHERE announcement = $1',
      [told.id],
    )
    const [row] = rows
    expect(row).toMatchObject({ purpose: 'pengumuman', state: 'kept', mime: 'image/png', bytes: 15, person_id: null })
    const sealed = readFileSync(join(home.dataDir, 'files', row.place.slice(0, 2), row.place))
    expect(sealed.includes('rahasia')).toBe(false)
  })

  it('waits for its time', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString()
    const { told } = await json('announce', '--to', 'role=calon', '--text-file', file, '--at', at, '--yes')
    expect(told).toMatchObject({ state: 'terjadwal', recipients: 3 })
    const { stdout } = await home.run(['announce', 'status', String(told.id)])
    expect(stdout).toContain('siap dikirim')
  })

  it('is asked of the office above its size, and of nobody else', async () => {
    const { pool } = home.db
    await pool.query("INSERT INTO staff (name, role, channel, chat_id) VALUES ('Rina', 'petugas', 'telegram', '4')")
    await pool.query(
      `WITH person AS (INSERT INTO people (created_at) SELECT now() - interval '1 day' FROM generate_series(1, 201) RETURNING id),
         chat AS (INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', id, id FROM person RETURNING id)
       INSERT INTO sessions (chat, body, updated_at) SELECT id, $1, now() - interval '1 hour' FROM chat`,
      [session],
    )
    const { told } = await json('announce', '--to', 'all', '--text-file', file, '--yes')
    expect(told).toMatchObject({ state: 'menunggu-izin', recipients: 203 })
    const { rows } = await pool.query(
      "SELECT c.chat_id FROM outbox o JOIN chats c ON c.id = o.chat WHERE o.kind = 'notice'",
    )
    expect(rows).toEqual([{ chat_id: '4' }])
  })

  it.each([
    ['what is no segment', ['--to', 'role=bos'], 'role=bos'],
    ['a time that is none', ['--to', 'all', '--at', 'besok'], '--at'],
    ['two audiences', ['--to', 'all', '--corrects', '1'], '--to'],
  ])('refuses %s, and says what is wrong', async (_, args, wrong) => {
    const { code, stderr } = await home.run(['announce', ...args, '--text-file', file, '--yes'])
    expect(code).toBe(2)
    expect(stderr).toContain(wrong)
  })

  it('refuses words that cannot be sent', async () => {
    writeFileSync(file, 'Halo {nma}')
    const { code, stderr } = await home.run(['announce', '--to', 'all', '--text-file', file, '--yes'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('{nma}')])
  })

  it('knows none by a number that does not exist', async () => {
    expect(await json('announce', 'status', '99')).toEqual({ code: 1, told: { ok: false, reason: 'tidak ada' } })
  })
})
