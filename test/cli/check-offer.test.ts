import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home, run } from './langkah.ts'

const OFFERS = [
  'kerja admin judi di Kamboja gaji 15 juta',
  'BP3MI Kalsel membuka verifikasi berkas G to G Jepang, tidak dipungut biaya',
  '',
  'visa turis dulu\\nnanti diurus di sana',
  '"kutip" \\ <b> *tebal* _x_',
  'x'.repeat(4096),
  'dp '.repeat(1300),
]
const lines = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('langkah check-offer', { timeout: 60_000 }, () => {
  it('answers every line with one line of JSON, and needs no database', async () => {
    const { code, stdout, stderr } = await run(['check-offer', '--json'], { input: `${OFFERS.join('\n')}\n` })
    expect([code, stderr]).toEqual([0, ''])
    const found = lines(stdout)
    expect(found.map(({ offer }) => offer)).toEqual(OFFERS)
    for (const line of found) {
      expect(Object.keys(line)).toEqual(['offer', 'level', 'score', 'flags', 'text'])
      expect(['bahaya', 'hati-hati', 'perlu-dicek']).toContain(line.level)
      for (const flag of line.flags) expect(Object.keys(flag)).toEqual(['id', 'why'])
      expect(line.text).toMatch(/BAHAYA|HATI-HATI|PERLU DICEK/)
      expect(line.text).not.toMatch(/\baman\b/i)
      expect(line.text).not.toMatch(/\*\S[^*\n]*\S\*/) // markup is for those who can show it
    }
    expect(found[0]).toMatchObject({
      level: 'bahaya',
      flags: expect.arrayContaining([expect.objectContaining({ id: 'kamboja-myanmar' })]),
    })
    expect(found[1]).toMatchObject({ level: 'perlu-dicek', score: 0, flags: [] })
    expect(found[3].level).toBe('bahaya')
  })

  it('is readable without --json', async () => {
    const { code, stdout } = await run(['check-offer'], { input: OFFERS[0]! })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^kerja admin judi.*\n🔴 BAHAYA\. [\s\S]*siskop2mi[\s\S]*0800-1000[\s\S]*\n\n$/)
  })

  it('says that the database cannot be had, and checks without it', async () => {
    const env = { DATABASE_URL: 'postgresql://x:y@127.0.0.1:1/z', DATA_KEY: Buffer.alloc(32, 7).toString('base64') }
    const { code, stdout, stderr } = await run(['check-offer', '--json'], { input: OFFERS[0]!, env })
    expect([code, lines(stdout)[0].level]).toEqual([0, 'bahaya'])
    expect(stderr).toMatch(/tanpa daftar/)
    const without = await run(['check-offer', '--json', '--no-lists'], { input: OFFERS[0]!, env })
    expect([without.code, without.stderr]).toEqual([0, ''])
  })
})

describe('langkah lists', { timeout: 60_000 }, () => {
  let home: Home
  const csv = (name: string, text: string) => {
    const file = join(home.dataDir, '..', name)
    writeFileSync(file, text)
    return file
  }
  const importing = (file: string, kind = 'p3mi', date = '2026-11-01') => [
    'lists',
    'import',
    file,
    '--kind',
    kind,
    '--date',
    date,
  ]
  const check = async (offer: string) => lines((await home.run(['check-offer', '--json'], { input: offer })).stdout)[0]

  beforeAll(async () => {
    home = await Home.open()
  }, 60_000)
  afterAll(() => home.close())

  it('takes a list with its date, counts, and tells every refused row', async () => {
    const file = csv(
      'p3mi.csv',
      '\uFEFFNo;Nama Perusahaan;No SIP3MI;Telepon;No Rekening;Atas Nama;Status;Berlaku Sampai\r\n' +
        '1;PT Maju Jaya Abadi;123/2024;0812-3456-7890 / (021) 8298 777;123-456-7890;PT Maju Jaya Abadi;Aktif;31/12/2030\r\n' +
        '2;"PT Karya, Lama";9/2019;;;;Dicabut;\r\n' +
        '3;;1;;;;;\r\n' +
        '4;PT Maju Jaya Abadi;123/2024;;;;;\r\n' +
        '5;PT Salah Tanggal;5;;;;;31/31/2027\r\n' +
        '6;PT Tanpa Nomor;6;kantor;;;;\r\n' +
        '7;PT Lebih;6;;;;;;;lagi\r\n' +
        '8;PT A;7;;;;;\r\n',
    )
    expect(await home.json(importing(file))).toEqual({
      code: 0,
      value: {
        ok: true,
        kind: 'p3mi',
        date: '2026-11-01',
        before: 0,
        after: 3,
        refused: [
          { line: 4, why: 'namanya kosong' },
          { line: 5, why: 'sama dengan baris 2' },
          { line: 6, why: expect.stringContaining('31/31/2027') },
          { line: 8, why: expect.stringContaining('10 kolom') },
          { line: 9, why: expect.stringContaining('terlalu pendek') },
        ],
        noted: [{ line: 7, why: expect.stringContaining('kantor') }],
      },
    })
    expect(await home.json(['lists', 'show'])).toEqual({
      code: 0,
      value: [{ kind: 'p3mi', date: '2026-11-01', names: 3 }],
    })
  })

  it('is used to look names and contacts up', async () => {
    const own = await check('PT Maju Jaya Abadi membuka lowongan kaigo, kantor Jakarta, 0812 3456 7890')
    expect([own.level, own.flags]).toEqual(['perlu-dicek', []])
    expect(own.text).toMatch(/daftar P3MI per 1 November 2026/)
    const impostor = await check('PT Maju Jaya Abadi membuka lowongan kaigo, kantor Jakarta, 0857 9999 8888')
    expect([impostor.level, impostor.flags[0].id]).toEqual(['hati-hati', 'kontak-beda-dari-daftar'])
    const office = await check('pt maju jaya abadi buka lowongan, kantor jakarta, bayar ke BCA 1234567890')
    expect(office.flags.map(({ id }: { id: string }) => id)).not.toContain('kontak-beda-dari-daftar')
    expect((await check('ada lowongan kaigo dari PT Maju Jaya Abdi, kantor Jakarta')).text).toMatch(
      /PT Maju Jaya Abadi ada di daftar/,
    )
    expect((await check('PT Karya Lama mau memberangkatkan saya')).level).toBe('bahaya')
    expect(
      (await check('PT Entah Siapa, kantor Jakarta, lowongan kaigo')).flags.map(({ id }: { id: string }) => id),
    ).toEqual(['nama-tidak-di-daftar'])
  })

  it('is replaced by a newer one of its kind, and stays when that is unusable', async () => {
    const empty = csv('kosong.csv', 'nama,telepon\n,0812\n')
    const refused = await home.json(importing(empty))
    expect(refused).toEqual({
      code: 1,
      value: { ok: false, reason: expect.any(String), refused: [{ line: 2, why: 'namanya kosong' }], noted: [] },
    })
    expect((await home.json(importing(csv('lain.csv', 'alamat,telepon\nx,y\n')))).code).toBe(1)
    expect(await home.json(['lists', 'show'])).toMatchObject({ value: [{ names: 3, date: '2026-11-01' }] })
    const newer = csv('baru.csv', 'nama,telepon\nPT Baru Sekali,0811222333\nLPK Sakura,\n')
    expect(await home.json(importing(newer, 'p3mi', '2026-11-20'))).toMatchObject({
      code: 0,
      value: { before: 3, after: 2 },
    })
    expect(await home.json(importing(newer, 'lpk'))).toMatchObject({ code: 0, value: { before: 0, after: 2 } })
    expect(await home.json(['lists', 'show'])).toEqual({
      code: 0,
      value: [
        { kind: 'lpk', date: '2026-11-01', names: 2 },
        { kind: 'p3mi', date: '2026-11-20', names: 2 },
      ],
    })
    const { rows } = await home.db.pool.query("SELECT subject FROM audit WHERE action = 'impor daftar' ORDER BY id")
    expect(rows).toEqual([{ subject: 'p3mi' }, { subject: 'p3mi' }, { subject: 'lpk' }])
  })

  it('is readable without --json', async () => {
    const file = csv('so.csv', 'nama\nLPK Fuji\n\n-\n')
    const { code, stdout, stderr } = await home.run(importing(file, 'so'))
    expect([code, stdout]).toEqual([
      0,
      'Daftar so per 2026-11-01: 1 nama dimasukkan, menggantikan 0. Ditolak: 1 baris.\n',
    ])
    expect(stderr).toMatch(/baris 4: nama "-" terlalu pendek/)
    expect((await home.run(['lists', 'show'])).stdout).toMatch(/^so {2}per 2026-11-01 {2}1 nama$/m)
  })

  it.each([
    [['lists', 'import', 'x.csv', '--kind', 'pt', '--date', '2026-11-01'], '--kind'],
    [['lists', 'import', 'x.csv', '--kind', 'p3mi'], '--date'],
    [['lists', 'import', 'x.csv', '--kind', 'p3mi', '--date', '2099-01-01'], '--date'],
    [['lists', 'import', '--kind', 'p3mi', '--date', '2026-11-01'], 'berkas'],
  ])('refuses %j, naming what is wrong', async (args, name) => {
    const { code, stdout, stderr } = await home.run(args)
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(name)])
  })
})
