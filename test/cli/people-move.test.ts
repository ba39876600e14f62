import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stage } from '../../src/domain/stage.ts'
import { Home } from './langkah.ts'

describe('langkah batches and people move', { timeout: 120_000 }, () => {
  let home: Home
  const move = (...more: string[]) => home.json(['people', 'move', ...more])
  const rows = async (sql: string) => (await home.db.pool.query(sql)).rows as Record<string, unknown>[]
  const stages = async () =>
    (await rows('SELECT stage, batch FROM registrations ORDER BY number')).map((r) => [r.stage, r.batch])

  /** Somebody who registered on Telegram. */
  async function register(number: string, schemes: string[], stage: Stage = 'lengkap', stopped = false): Promise<void> {
    const { pool, keys } = home.db
    const person = await pool.query<{ id: string }>('INSERT INTO people (stopped_at) VALUES ($1) RETURNING id', [
      stopped ? new Date() : null,
    ])
    const { id } = person.rows[0]!
    await pool.query("INSERT INTO chats (channel, account, chat_id, person_id) VALUES ('telegram', '42', $1, $2)", [
      number,
      id,
    ])
    await pool.query(
      'INSERT INTO registrations (number, person_id, stage, schemes, answers) VALUES ($1, $2, $3, $4, $5)',
      [number, id, stage, schemes, keys.seal('registration', { fullName: 'Siti Aminah' })],
    )
  }

  beforeAll(async () => {
    home = await Home.open()
    await home.run(['migrate'])
    await register('LA-2026-000001', ['gtog-korea'])
    await register('LA-2026-000002', ['gtog-korea', 'taiwan-sp2t'])
    await register('LA-2026-000003', ['gtog-korea'], 'terdaftar', true)
  })
  afterAll(() => home.close())

  it('keeps batches: adds, changes, lists, and refuses what does not fit', async () => {
    expect((await home.run(['batches', 'list'])).stdout).toBe('Belum ada angkatan.\n')
    const add = ['batches', 'add', 'korea-2027-1', '--scheme', 'gtog-korea', '--name', 'Korea Januari', '--starts']
    expect((await home.run([...add, 'besok'])).code).toBe(2)
    expect((await home.run([...add, '2027-01-04', '--ends', '2026-01-04'])).code).toBe(2)
    expect((await home.run(['batches', 'add', 'Korea 1', ...add.slice(3), '2027-01-04'])).code).toBe(2)
    expect((await home.run([...add.slice(0, 4), 'bulan', ...add.slice(5), '2027-01-04'])).stderr).toContain(
      'gtog-korea',
    )
    expect(await home.json([...add, '2027-01-04', '--seats', '2'])).toEqual({ code: 0, value: { ok: true } })
    expect((await home.json([...add, '2027-01-04'])).code).toBe(1)
    expect((await home.json(['batches', 'change', 'korea-2027-1', '--ends', '30/06/2027', '--seats', '1'])).code).toBe(
      0,
    )
    expect((await home.json(['batches', 'change', 'tidak-ada', '--seats', '1'])).code).toBe(1)
    const batch = { id: 'korea-2027-1', scheme: 'gtog-korea', name: 'Korea Januari', starts: '2027-01-04' }
    expect(await home.json(['batches', 'list'])).toEqual({
      code: 0,
      value: [{ ...batch, ends: '2027-06-30', seats: 1, taken: 0 }],
    })
    expect((await home.run(['batches', 'list'])).stdout).toBe(
      'korea-2027-1  Korea Januari (gtog-korea), mulai 4 Januari 2027, sampai 30 Juni 2027; 0 dari 1 kursi\n',
    )
    expect((await rows('SELECT actor, action FROM audit')).map((r) => r.action)).toEqual([
      'tambah angkatan',
      'ubah angkatan',
    ])
  })

  it('wants to know who, where to and why', async () => {
    for (const wrong of [
      [],
      ['LA-2026-000001', '--to', 'seleksi'],
      ['LA-2026-000001', '--to', 'lulus', '--reason', 'x'],
      ['LA-2026-000001', '--batch', 'korea-2027-1', '--to', 'seleksi', '--reason', 'x'],
      ['LA-2026-000001', '--to', 'seleksi', '--into', 'korea-2027-1', '--reason', 'x'],
    ])
      expect((await home.run(['people', 'move', ...wrong])).code).toBe(2)
    expect(await move('--batch', 'tidak-ada', '--to', 'seleksi', '--reason', 'x')).toMatchObject({ code: 1 })
    expect((await home.run(['people', 'move', '--help'])).stdout).toContain('--into ANGKATAN')
  })

  it('shows what it would do, and moves many only when told so', async () => {
    const all = ['LA-2026-000001', 'la-2026-000002', 'LA-2026-000003', 'LA-2026-000009', '--into', 'korea-2027-1']
    const tried = await move(...all, '--dry-run')
    expect(tried).toMatchObject({ code: 1, value: { dryRun: true, over: 2, told: 0 } })
    expect(await move(...all)).toMatchObject({
      code: 1,
      value: { ok: false, reason: expect.stringContaining('--yes') },
    })
    expect((await stages()).map(([, batch]) => batch)).toEqual([null, null, null])
    expect(await rows('SELECT FROM outbox')).toEqual([])
  })

  it('puts people into a batch and moves them on, tells them, and writes down why', async () => {
    const numbers = ['LA-2026-000001', 'LA-2026-000002', 'LA-2026-000003']
    expect(await move('LA-2026-000002', '--to', 'seleksi', '--reason', 'x')).toMatchObject({
      code: 1, // chose two schemes: which way is hers is not settled
      value: { moved: [], refused: [{ number: 'LA-2026-000002' }] },
    })
    expect(await move(...numbers, '--into', 'korea-2027-1', '--yes')).toMatchObject({
      code: 0,
      value: { over: 2, told: 2 },
    })
    const why = 'Jadwal tes 4 Januari'
    expect(await move('--batch', 'korea-2027-1', '--to', 'seleksi', '--reason', why, '--yes')).toEqual({
      code: 1,
      value: {
        ok: false,
        dryRun: false,
        to: 'seleksi',
        moved: numbers.slice(0, 2).map((number) => ({ number, from: 'lengkap' })),
        refused: [{ number: 'LA-2026-000003', reason: 'dari terdaftar belum bisa ke seleksi' }],
        over: 0,
        told: 2,
      },
    })
    expect(await stages()).toEqual([
      ['seleksi', 'korea-2027-1'],
      ['seleksi', 'korea-2027-1'],
      ['terdaftar', 'korea-2027-1'],
    ])
    const moves = (
      await rows('SELECT registration, from_stage, to_stage, by, reason FROM stage_moves ORDER BY id')
    ).map((row) => ({
      ...row,
      reason: home.db.keys.open('move', row.reason as Buffer),
    }))
    expect(moves).toEqual(
      numbers.slice(0, 2).map((registration) => ({
        ...{ registration, from_stage: 'lengkap', to_stage: 'seleksi', by: 'langkah', reason: why },
      })),
    )
    const told = (
      await rows('SELECT c.chat_id, o.kind, o.body FROM outbox o JOIN chats c ON c.id = o.chat ORDER BY o.id')
    ).map((row) => [row.chat_id, row.kind, (home.db.keys.open('outbox', row.body as Buffer) as { text: string }).text])
    expect(told.map(([who, kind]) => [who, kind])).toEqual(
      [...numbers.slice(0, 2), ...numbers.slice(0, 2)].map((n) => [n, 'notice']),
    )
    expect(told[2]![2]).toContain('*🔵 Seleksi*')
    expect(told[2]![2]).not.toContain(why)
    expect((await home.run(['batches', 'change', 'korea-2027-1', '--scheme', 'taiwan-sp2t'])).code).toBe(1)
  })

  it('sends the reason to the person where something is to be mended, and only there', async () => {
    const reason = 'Foto KTP buram, Kak.'
    const { stdout, code } = await home.run([
      'people',
      'move',
      'LA-2026-000003',
      '--to',
      'perlu-perbaikan',
      '--reason',
      reason,
    ])
    expect([code, stdout]).toEqual([
      0,
      `Dipindahkan ke tahap perlu-perbaikan: 1 orang. Dikabari: 0.\n  LA-2026-000003  terdaftar\nYang dikirim ke orangnya: ${reason}\n`,
    ]) // she said *berhenti*
    const [row] = await rows("SELECT reason FROM registrations WHERE number = 'LA-2026-000003'")
    expect(home.db.keys.open('reason', row!.reason as Buffer)).toBe(reason)
  })
})
