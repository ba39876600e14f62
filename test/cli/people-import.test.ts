import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Answers } from '../../src/domain/registration.ts'
import { Home } from './langkah.ts'

const HEAD = [
  'No',
  'Nama Lengkap',
  'NIK',
  'Tempat/Tgl Lahir',
  'L/P',
  'Angkatan',
  'Skema',
  'No. HP',
  'Kab/Kota',
  'Pendidikan',
]
const SITI = [
  '1',
  'SITI AMINAH',
  '6371015708990001',
  'Banjarmasin, 17 Agustus 1999',
  'P',
  'EPA 2019',
  'gtog-jepang-careworker',
  '081234567890',
  'Kota Banjarmasin',
  'D-III Keperawatan',
]
const BUDI = [
  '2',
  'Budi Santoso',
  '',
  'Martapura, 01/02/1995',
  'L',
  'EPA 2019',
  'gtog-jepang-careworker',
  '',
  'Kab. Banjar',
  'SMK',
]
/** What must never be said of them. */
const SECRET = [
  'SITI',
  'Siti',
  'AMINAH',
  '6371015708990001',
  '081234567890',
  '81234567890',
  'Budi',
  'Santoso',
  '1995-02-01',
  '01/02/1995',
]

const csv = (rows: string[][], separator = ';') =>
  rows
    .map((row) => row.map((cell) => (/[;,"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator))
    .join('\r\n')

describe('langkah people import', { timeout: 60_000 }, () => {
  let home: Home
  const file = (name: string, content: string | Buffer) => {
    const path = home.file(name)
    writeFileSync(path, content)
    return path
  }
  const imported = async (path: string, ...more: string[]) => {
    const { code, value } = await home.json(['people', 'import', path, ...more])
    return {
      code,
      ...(value as {
        new: number
        changed: number
        same: number
        own: number
        refused: { line: number; column: string; why: string }[]
        noted: { line: number; column: string }[]
        ignored: string[]
      }),
    }
  }
  const stored = async () => {
    const { rows } = await home.db.pool.query<{
      number: string
      person: string
      stage: string
      batch: string
      schemes: string[]
      province: string
      answers: Buffer
      chats: number
    }>(
      `SELECT number, person_id AS person, stage, batch, schemes, province, answers, (SELECT count(*)::int FROM chats c WHERE c.person_id = r.person_id) AS chats
       FROM registrations r ORDER BY nik_hash IS NULL, submitted_at`,
    )
    return rows.map(({ answers, ...row }) => ({
      ...row,
      answers: home.db.keys.open('registration', answers) as Answers,
    }))
  }

  beforeAll(async () => {
    home = await Home.open()
  })
  beforeEach(async () => {
    await home.db.pool.query('TRUNCATE people, batches, audit CASCADE')
    await home.db.pool.query(
      "INSERT INTO batches (id, scheme, name, starts) VALUES ('epa-2019', 'gtog-jepang-careworker', 'EPA 2019', '2019-01-01'), ('epa-2020', 'gtog-jepang-careworker', 'Angkatan 2020', '2020-01-01')",
    )
  })
  afterAll(() => home.close())

  it('makes people without a chat of the rows of a CSV', async () => {
    const { code, ...done } = await imported(file('a.csv', `\ufeff${csv([HEAD, SITI, BUDI])}`))
    expect(code).toBe(0)
    expect(done).toMatchObject({
      ok: true,
      dryRun: false,
      kind: 'alumni',
      new: 2,
      changed: 0,
      same: 0,
      refused: [],
      noted: [],
      ignored: ['No'],
    })
    const [siti, budi] = await stored()
    expect(siti).toMatchObject({
      stage: 'alumni',
      batch: 'epa-2019',
      schemes: ['gtog-jepang-careworker'],
      province: '63',
      chats: 0,
    })
    expect(siti!.answers).toEqual({
      schemes: ['gtog-jepang-careworker'],
      fullName: 'Siti Aminah',
      nik: '6371015708990001',
      birthDate: '1999-08-17',
      birthPlace: 'Banjarmasin',
      sex: 'P',
      phone: '+6281234567890',
      province: '63',
      regency: '63.71',
      educationLevel: 'D3',
      field: 'keperawatan',
    })
    expect(budi!.answers).toMatchObject({ fullName: 'Budi Santoso', birthDate: '1995-02-01', regency: '63.03' })
    const { rows } = await home.db.pool.query('SELECT from_stage, to_stage, by FROM stage_moves')
    expect(rows).toEqual([1, 2].map(() => ({ from_stage: null, to_stage: 'alumni', by: 'langkah' })))
    const { rows: audited } = await home.db.pool.query('SELECT actor, action, reason FROM audit')
    expect(audited).toEqual([{ actor: 'langkah', action: 'impor alumni', reason: 'baru 2, berubah 0' }])
  })

  it.each([
    ['with commas', () => csv([HEAD, SITI, BUDI], ',')],
    ['with tabs, in UTF-16', () => Buffer.from(`\ufeff${csv([HEAD, SITI, BUDI], '\t')}`, 'utf16le')],
    [
      'in the code page of Windows',
      () => Buffer.from(csv([[...HEAD, 'Alamat'], [...SITI, 'Jl. Café – 5'], BUDI]).replace('–', '\x96'), 'latin1'),
    ],
    ['below a title', () => csv([['DATA ALUMNI EPA'], ['per 1 Januari 2026'], [], HEAD, SITI, BUDI, ['', '', '']])],
  ])('reads a CSV %s', async (name, make) => {
    expect(await imported(file('b.csv', make()))).toMatchObject({ new: 2, refused: [] })
    const [siti] = await stored()
    expect(siti!.answers.fullName).toBe('Siti Aminah')
    if (name.includes('Windows')) expect(siti!.answers.address).toBe('Jl. Café - 5')
  })

  it('reads a workbook: dates as dates, a NIK as text, and one that Excel spoilt is refused', async () => {
    const head = ['Nama', 'NIK', 'Tanggal Lahir', 'HP', 'Angkatan']
    const row = (name: string, nik: string | number, date: Date | number | string) => [
      { value: name, type: String },
      typeof nik === 'number' ? { value: nik, type: Number } : { value: nik, type: String },
      date instanceof Date
        ? { value: date, type: Date, format: 'dd/mm/yyyy' }
        : typeof date === 'number'
          ? { value: date, type: Number }
          : { value: date, type: String },
      { value: 81234567890, type: Number },
      { value: 2020, type: Number },
    ]
    const path = home.file('c.xlsx')
    await writeXlsxFile([
      head.map((value) => ({ value, type: String })),
      row('Siti Aminah', '6371015708990001', new Date('1999-08-17')),
      row('Rahmah', '6371015708990002', 36389),
      row('Nur Hasanah', 6371015708990000, '17 Agustus 1999'),
      row('Maulida', '6,37102E+15', '17/08/1999'),
    ]).toFile(path)
    const done = await imported(path)
    expect(done).toMatchObject({ new: 2, noted: [] })
    expect(done.refused.map(({ line, column }) => [line, column])).toEqual([
      [4, 'NIK'],
      [5, 'NIK'],
    ])
    expect(done.refused[0]!.why).toContain('rusak oleh Excel')
    expect((await stored()).map(({ answers, batch }) => [answers.birthDate, answers.phone, batch])).toEqual([
      ['1999-08-17', '+6281234567890', 'epa-2020'],
      ['1999-08-17', '+6281234567890', 'epa-2020'],
    ])
  })

  it('changes nothing in a dry run, and counts the same', async () => {
    const path = file('d.csv', csv([HEAD, SITI, BUDI, ['3', '']]))
    const { code: _, ...tried } = await imported(path, '--dry-run')
    expect(tried).toMatchObject({ dryRun: true, new: 2 })
    for (const table of ['people', 'registrations', 'stage_moves', 'audit'])
      expect((await home.db.pool.query(`SELECT FROM ${table}`)).rows).toEqual([])
    const { code: __, ...done } = await imported(path)
    expect({ ...done, dryRun: true }).toEqual(tried)
  })

  it('changes and never doubles when it is done again', async () => {
    await imported(file('e.csv', csv([HEAD, SITI, BUDI])))
    const before = await stored()
    expect(await imported(file('e.csv', csv([HEAD, SITI, BUDI])))).toMatchObject({ new: 0, changed: 0, same: 2 })
    expect(await stored()).toEqual(before)
    const moved = SITI.with(7, '085212345678').with(5, 'Angkatan 2020')
    // Now it has his NIK, another spelling of his name, and nothing about where he lives.
    const found = BUDI.with(1, 'BUDI  SANTOSO, S.Kep').with(2, '6303010102950003').with(8, '')
    expect(await imported(file('e.csv', csv([HEAD, moved, found])))).toMatchObject({ new: 0, changed: 2, same: 0 })
    const after = await stored()
    expect(after.map(({ number }) => number).sort()).toEqual(before.map(({ number }) => number).sort())
    expect(after.map(({ answers, batch }) => [answers.phone, answers.nik, answers.regency, batch])).toEqual([
      ['+6285212345678', '6371015708990001', '63.71', 'epa-2020'],
      [undefined, '6303010102950003', '63.03', 'epa-2019'],
    ])
    // Without the NIK it is still he.
    expect(await imported(file('e.csv', csv([HEAD, BUDI])))).toMatchObject({ new: 0 })
  })

  it('refuses rows by their number, and repeats nothing that stands in them', async () => {
    const rows = [
      HEAD,
      SITI.with(2, '637101570899'),
      SITI.with(3, 'Banjarmasin, 31 Februari 1999').with(2, ''),
      SITI.with(3, '').with(2, ''),
      SITI.with(5, 'Angkatan 77'),
      SITI.with(6, 'ke bulan'),
      SITI.with(1, 'Siti 4minah'),
      SITI.with(3, 'Banjarmasin, 17 Agustus 2015').with(2, ''),
      SITI.with(7, 'rahasia'),
      SITI,
      BUDI,
      BUDI.with(1, 'budi santoso'),
    ]
    const path = file('f.csv', csv(rows))
    const done = await imported(path, '--dry-run')
    expect(done.refused.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 NIK',
      '3 tempat/tanggal lahir',
      '4 NIK',
      '5 angkatan',
      '6 skema',
      '7 nama',
      '8 tempat/tanggal lahir',
      '10 NIK',
      '12 nama',
    ])
    expect(done.noted.map(({ line, column }) => `${line} ${column}`)).toEqual(['9 HP'])
    const { stdout, stderr } = await home.run(['people', 'import', path], { env: { LOG_LEVEL: 'trace' } })
    expect(stdout).toContain('Baru 2, berubah 0, tetap sama 0, ditolak 9.')
    expect(stdout).toContain('baris 2, kolom NIK: NIK harus 16 angka; yang tertulis 12')
    for (const secret of [...SECRET, '637101570899', 'rahasia', '4minah']) expect(stdout + stderr).not.toContain(secret)
    const { rows: audited } = await home.db.pool.query('SELECT * FROM audit')
    for (const secret of SECRET) expect(JSON.stringify(audited)).not.toContain(secret)
  })

  it('says what is wrong with a file that is no list', async () => {
    const cases: [string, string | Buffer, RegExp][] = [
      ['g.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls/],
      ['g.xlsx', Buffer.from('PK\x03\x04rusak', 'latin1'), /rusak/],
      ['g.bin', Buffer.from([1, 0, 2, 0, 3]), /bukan CSV/],
    ]
    for (const [name, content, why] of cases) {
      const { code, stdout, stderr } = await home.run(['people', 'import', file(name, content)])
      expect([name, code, stdout]).toEqual([name, 1, ''])
      expect(stderr).toMatch(why)
    }
    expect((await home.run(['people', 'import', home.file('tidak-ada.csv')])).code).toBe(1)
    for (const args of [
      ['a', 'b'],
      ['a', '--kind', 'x'],
      ['a', '--scheme', 'x'],
    ])
      expect((await home.run(['people', 'import', ...args])).code).toBe(2)
  })

  it('takes scheme and batch of the whole file from the command', async () => {
    const path = file(
      'h.csv',
      csv([
        ['Nama', 'Tanggal Lahir'],
        ['Siti Aminah', '17-08-1999'],
      ]),
    )
    expect(await imported(path, '--scheme', 'ssw-kaigo', '--kind', 'candidate')).toMatchObject({ new: 1 })
    expect(await stored()).toMatchObject([{ stage: 'terdaftar', schemes: ['ssw-kaigo'], batch: null }])
    // Who is a candidate becomes an alumna, and is no candidate again.
    expect(await imported(path, '--batch', 'epa-2019')).toMatchObject({ new: 0, changed: 1 })
    expect(await imported(path, '--kind', 'candidate')).toMatchObject({ new: 0, changed: 0, same: 1 })
    expect(await stored()).toMatchObject([{ stage: 'alumni', batch: 'epa-2019' }])
    expect((await home.run(['people', 'import', path, '--batch', 'tidak-ada'])).code).toBe(2)
  })

  it('takes the example of the guide as it is', async () => {
    const example = fileURLToPath(new URL('../../docs/contoh/daftar-alumni.xlsx', import.meta.url))
    expect(await imported(example)).toMatchObject({ new: 4, refused: [], noted: [], ignored: ['No'] })
    expect((await stored()).map(({ batch, answers }) => [batch, answers.birthDate])).toContainEqual([
      'epa-2019',
      '1995-02-01',
    ])
  })

  it('leaves alone what people have sent in a chat, before and after', async () => {
    const { pool, keys } = home.db
    const { rows } = await pool.query<{ id: string }>('INSERT INTO people DEFAULT VALUES RETURNING id')
    const answers = { fullName: 'Siti Aminah', nik: SITI[2], phone: '+6281111111111' }
    await pool.query(
      "INSERT INTO registrations (number, person_id, stage, schemes, answers, nik_hash) VALUES ('LA-2026-000001', $1, 'terdaftar', '{ssw-kaigo}', $2, $3)",
      [rows[0]!.id, keys.seal('registration', answers), keys.hash('nik', SITI[2]!)],
    )
    expect(await imported(file('i.csv', csv([HEAD, SITI])), '--kind', 'candidate')).toMatchObject({ new: 0, own: 1 })
    // An alumna's record is made beside it, for a person without a chat: staff decide whether they are one.
    expect(await imported(file('i.csv', csv([HEAD, SITI])))).toMatchObject({ new: 1, own: 0 })
    expect((await pool.query('SELECT count(DISTINCT person_id)::int AS n FROM registrations')).rows).toEqual([{ n: 2 }])
    // What somebody says after the import goes before the next one.
    await pool.query(
      "UPDATE registrations SET answers = $1, submitted_at = now() + interval '1 second' WHERE imported_at IS NOT NULL",
      [keys.seal('registration', { ...answers, fullName: 'Siti Aminah', address: 'Jl. Baru 1' })],
    )
    await imported(file('i.csv', csv([HEAD, SITI])))
    const own = (await stored()).find(({ stage }) => stage === 'alumni')!
    expect(own.answers).toMatchObject({ phone: '+6281111111111', address: 'Jl. Baru 1', regency: '63.71' })
  })
})
