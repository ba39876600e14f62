import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXPORT_COLUMNS } from '../../src/cli/people-rows.ts'
import { SHEET_COLUMNS } from '../../src/cli/people-sheet.ts'
import { Home } from './langkah.ts'

const SITI = {
  schemes: ['ssw-kaigo'],
  fullName: 'Siti Aminah',
  nik: '6371015708990001',
  birthDate: '1999-08-17',
  phone: '+6281234567890',
  email: 'siti@example.com',
  province: '63',
  regency: '63.71',
  district: '63.71.04',
  address: 'Jl. Sultan Adam no 5; "rumah"\nbelakang',
  kinName: 'Rahmah',
  kinPhone: '+6281312345678',
  heightCm: 158,
  weightKg: 50,
  tattoo: 'tidak',
  sight: 'normal',
  certificates: ['careworker', 'las'],
  strNumber: null,
}
const HIDDEN = [
  '6371015708990001',
  '1999-08-17',
  '81234567890',
  'siti@example.com',
  'Sultan Adam',
  'Rahmah',
  '81312345678',
  '158',
]
const TITLES = SHEET_COLUMNS.map(({ title }) => title)
const FORMULAS = ['=HYPERLINK("http://x","klik")', '+1+1', '-2', '@SUM(A1)', '\t=1', '\n=1']

describe('langkah people', { timeout: 60_000 }, () => {
  let home: Home
  const people = new Map<string, string>()

  const register = async (number: string, answers: object, stage = 'terdaftar') => {
    const { pool, keys } = home.db
    const { rows } = await pool.query<{ id: string }>('INSERT INTO people DEFAULT VALUES RETURNING id')
    people.set(number, rows[0]!.id)
    await pool.query(
      'INSERT INTO registrations (number, person_id, stage, schemes, answers, submitted_at, erased_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [
        number,
        rows[0]!.id,
        stage,
        ['ssw-kaigo', 'kaikoukai'],
        keys.seal('registration', answers),
        `2026-11-0${number.slice(-1)}T01:00Z`,
        stage === 'mengundurkan-diri' ? new Date() : null,
      ],
    )
  }
  const exported = (...more: string[]) => home.run(['people', 'export', ...more])
  const audit = async () =>
    (await home.db.pool.query("SELECT actor, action, subject, reason FROM audit WHERE action <> 'ekspor' ORDER BY id"))
      .rows

  beforeAll(async () => {
    home = await Home.open()
    expect((await exported('--csv')).stdout).toBe(`\ufeff${TITLES.join(';')}\n`)
    await register('LA-2026-000001', SITI)
    await register('LA-2026-000002', {
      fullName: FORMULAS[0],
      work: FORMULAS[1],
      school: FORMULAS[2],
      howHeard: FORMULAS[3],
      birthPlace: FORMULAS[4],
      field: FORMULAS[5],
    })
    await register('LA-2026-000003', {}, 'mengundurkan-diri')
  })
  afterAll(() => home.close())

  it('lists registrations, oldest first, with what is secret covered', async () => {
    const { code, value } = await home.json(['people', 'export'])
    expect(code).toBe(0)
    const [siti, other, ...rest] = value as Record<string, string>[]
    expect(rest).toEqual([])
    expect(siti).toMatchObject({
      number: 'LA-2026-000001',
      stage: 'terdaftar',
      submittedAt: '2026-11-01T01:00:00.000Z',
      personId: people.get('LA-2026-000001'),
      schemes: 'ssw-kaigo kaikoukai',
      fullName: 'Siti Aminah',
      nik: '***01',
      birthDate: '1999',
      phone: '***90',
      email: '***',
      province: 'Kalimantan Selatan',
      regency: 'Kota Banjarmasin',
      address: '***',
      kinName: '***',
      certificates: 'careworker las',
      strNumber: '',
    })
    expect(Object.keys(siti!)).toEqual(EXPORT_COLUMNS)
    expect(other!.fullName).toBe(FORMULAS[0]) // JSON runs no formulas
    for (const value of HIDDEN) expect(JSON.stringify(siti)).not.toContain(value)
    expect(await audit()).toEqual([])
  })

  it('writes CSV as spreadsheets here expect it, where no cell is a formula', async () => {
    const { code, stdout, stderr } = await exported('--csv')
    expect([code, stderr]).toEqual([0, '2 pendaftaran.\n'])
    const [head, , ...rows] = readCsv(stdout)
    expect(stdout).toMatch(/^\ufeff/)
    expect(head).toEqual(TITLES)
    expect(rows).toHaveLength(1)
    for (const formula of FORMULAS) expect(rows[0]).toContain(`'${formula}`)
    for (const cell of readCsv(stdout).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
    for (const value of HIDDEN) expect(stdout).not.toContain(value)
  })

  it('uncovers everything for a reason, which is written down for every registration', async () => {
    const out = home.file('terbuka.csv')
    const reason = 'verifikasi berkas SSW'
    expect((await exported('--csv', '--out', out, '--reveal', '--reason', reason)).code).toBe(0)
    const [, siti] = readCsv(readFileSync(out, 'utf8'))
    const cell = (column: string) => siti![EXPORT_COLUMNS.indexOf(column)]
    // Excel would keep 15 digits of it as a number.
    expect(cell('nik')).toBe(`'${SITI.nik}`)
    expect(cell('phone')).toBe('0812-3456-7890')
    expect(cell('address')).toBe(SITI.address)
    expect(cell('birthDate')).toBe(SITI.birthDate)
    expect(cell('heightCm')).toBe('158')
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(await audit()).toEqual(
      ['LA-2026-000001', 'LA-2026-000002'].map((subject) => ({
        actor: 'langkah',
        action: 'ekspor terbuka',
        subject,
        reason,
      })),
    )
  })

  it('uncovers nothing without a reason', async () => {
    for (const more of [['--reveal'], ['--reveal', '--reason', ' x '], ['--reveal', '--reason', '']]) {
      const { code, stdout, stderr } = await exported(...more)
      expect([more, code, stdout]).toEqual([more, 2, ''])
      expect(stderr).toContain('--reason')
    }
    const { stdout } = await exported('--reason', 'tanpa reveal')
    for (const value of HIDDEN) expect(stdout).not.toContain(value)
    expect(await audit()).toHaveLength(2)
  })

  it('writes a workbook that opens well and runs nothing', async () => {
    expect((await exported('--xlsx')).code).toBe(2)
    const out = home.file('daftar.xlsx')
    writeFileSync(out, 'of somebody else', { mode: 0o644 })
    expect((await exported('--xlsx', '--out', out)).code).toBe(0)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    const parts = unzip(readFileSync(out))
    const sheet = parts.get('xl/worksheets/sheet1.xml')!
    const strings = parts.get('xl/sharedStrings.xml') ?? ''
    expect(sheet).not.toContain('<f>')
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/) // the head stays in sight
    expect(sheet).toContain('<cols>')
    for (const value of HIDDEN.filter((v) => v !== '158')) expect(sheet + strings).not.toContain(value)
    const [head, siti, other] = await readSheet(readFileSync(out))
    expect(head).toEqual(TITLES)
    expect([siti![EXPORT_COLUMNS.indexOf('fullName')], siti![EXPORT_COLUMNS.indexOf('birthDate')]]).toEqual([
      'Siti Aminah',
      '1999',
    ])
    // A workbook is saved as CSV sooner or later.
    for (const formula of FORMULAS)
      expect(other!.map(String).map((cell) => cell.trim())).toContain(`'${formula}`.trim())
  })

  it('keeps numbers that are names as text in it, and dates as dates', async () => {
    const out = home.file('terbuka.xlsx')
    await exported('--xlsx', '--out', out, '--reveal', '--reason', 'verifikasi berkas SSW')
    const [, siti] = await readSheet(readFileSync(out))
    const cell = (column: string) => siti![EXPORT_COLUMNS.indexOf(column)]
    expect([cell('nik'), cell('phone'), cell('heightCm')]).toEqual([SITI.nik, '0812-3456-7890', 158])
    expect([cell('birthDate'), cell('submittedAt')]).toEqual([new Date('1999-08-17'), new Date('2026-11-01')])
    // What was exported can be imported again, without a doubled person.
    const again = await home.json(['people', 'import', out, '--kind', 'candidate', '--dry-run'])
    expect(again.value).toMatchObject({ refused: [expect.objectContaining({ line: 3 })] })
    await home.db.pool.query('DELETE FROM audit WHERE id > 2')
  })

  it('picks by scheme, stage, batch and province, and says so where there is none of that name', async () => {
    const numbers = async (...filter: string[]) =>
      ((await home.json(['people', 'export', ...filter])).value as { number: string }[]).map(({ number }) => number)
    await home.db.pool.query("UPDATE registrations SET province = '63' WHERE number = 'LA-2026-000001'")
    expect(await numbers('--province', 'kalsel', '--scheme', 'ssw-kaigo')).toEqual(['LA-2026-000001'])
    expect(await numbers('--stage', 'alumni')).toEqual([])
    for (const wrong of [
      ['--stage', 'x'],
      ['--province', 'Narnia'],
    ])
      expect((await exported(...wrong)).code).toBe(2)
  })

  it('counts without saying who', async () => {
    const { code, value } = await home.json(['people', 'report'])
    expect([code, (value as { total: string }).total]).toEqual([0, '<5'])
    expect(JSON.stringify(value)).not.toMatch(/Banjarmasin|Poltekkes|Siti|HYPERLINK/)
    const out = home.file('laporan.xlsx')
    expect((await home.run(['people', 'report', '--xlsx', '--out', out])).code).toBe(0)
    expect((await readSheet(readFileSync(out), 'Sekolah kampus'))[1]![0]).toBe('terlalu sedikit untuk dirinci')
    expect(statSync(out).mode & 0o777).toBe(0o600)
  })

  it('says in one line that a file cannot be written', async () => {
    const { code, stdout, stderr } = await exported('--csv', '--out', home.file('tidak/ada.csv'))
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^\S+tidak\/ada\.csv: berkas atau foldernya tidak ada \(ENOENT\)\.\n$/)
  })

  it('forgets a person by their number or id, and everything of them', async () => {
    const { pool } = home.db
    const number = 'LA-2026-000001'
    await pool.query("INSERT INTO chats (channel, account, chat_id, person_id) VALUES ('telegram', '42', '77', $1)", [
      people.get(number),
    ])
    await pool.query('INSERT INTO sessions (chat, body) VALUES (1, $1)', [
      home.db.keys.seal('session', { name: 'Siti' }),
    ])
    expect((await home.run(['people', 'forget', number.toLowerCase()])).stdout).toBe('Semua datanya sudah dihapus.\n')
    expect((await pool.query('SELECT FROM registrations WHERE number = $1', [number])).rows).toEqual([])
    expect((await pool.query('SELECT FROM people WHERE id = $1', [people.get(number)])).rows).toEqual([])
    expect((await pool.query("SELECT FROM chats WHERE chat_id = '77'")).rows).toHaveLength(1)
    expect((await pool.query('SELECT FROM sessions')).rows).toEqual([])
    expect((await audit()).at(-1)).toEqual({
      actor: 'langkah',
      action: 'hapus data',
      subject: people.get(number),
      reason: '',
    })
    const second = people.get('LA-2026-000002')!
    expect(await home.json(['people', 'forget', second])).toEqual({ code: 0, value: { ok: true } })
    expect(await home.json(['people', 'forget', second])).toEqual({ code: 1, value: { ok: false } })
    expect(await home.json(['people', 'forget', number])).toEqual({ code: 1, value: { ok: false } })
    expect(await home.json(['people', 'forget', "'; DROP TABLE people; --"])).toEqual({ code: 1, value: { ok: false } })
    expect((await home.json(['people', 'export'])).value).toEqual([])
  })
})

/** Cells of a CSV with semicolons and quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^;\n"]*))(;|\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') continue
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'))
    if (end === '\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}

/** The files in a zip archive, by their names. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  let at = archive.lastIndexOf('PK\x01\x02', archive.length, 'latin1')
  const end = archive.lastIndexOf('PK\x05\x06', archive.length, 'latin1')
  at = archive.readUInt32LE(end + 16)
  for (; archive.readUInt32LE(at) === 0x02014b50; ) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const header = archive.readUInt32LE(at + 42)
    const from = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
    const body = archive.subarray(from, from + size)
    files.set(
      archive.toString('utf8', at + 46, at + 46 + name),
      (method === 8 ? inflateRawSync(body) : body).toString(),
    )
    at += 46 + name + extra + comment
  }
  return files
}
