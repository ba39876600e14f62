import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './langkah.ts'

const CSV = `kode;jenis;program;angkatan;tanggal;jam;tempat;sumber;dipastikan oleh
ujian-1;ujian;gtog-korea;;25/03/2099;9.00 WIB;Banjarbaru;surat;Rina
;mcu;gtog-korea;;1/2/2099;;;surat;
;mcu;korea;;2/2/2099;;;surat;
;ujian;mars;;2/2/2099;;;surat;
;kelas;;hilang-1;2/2/2099;;;surat;
;kelas;gtog-korea;;31/2/2099;;;surat;
`

describe('langkah schedule', { timeout: 120_000 }, () => {
  let home: Home
  let folder: string
  const list = async () => (await home.json(['schedule', 'list'])).value as Record<string, unknown>[]
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  beforeAll(async () => {
    home = await Home.open()
    folder = mkdtempSync(join(tmpdir(), 'jadwal-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await home.close()
  })

  it('adds a date, changes it, calls it off, and writes down who', async () => {
    expect((await home.run(['schedule', 'list'])).stdout).toBe('Belum ada tanggal yang akan datang.\n')
    const given = [
      '--kind',
      'ujian',
      '--scheme',
      'gtog-korea',
      '--date',
      '25-03-2098',
      '--time',
      '9.30 WIB',
      '--source',
      'surat',
    ]
    expect(await home.json(['schedule', 'add', ...given])).toEqual({
      code: 0,
      value: { ok: true, id: 'gtog-korea-ujian', saved: 'new', people: 0, reachable: 0 },
    })
    expect(await list()).toMatchObject([
      { id: 'gtog-korea-ujian', day: '2098-03-25', time: '09:30', zone: 'Asia/Jakarta', version: 1, reminders: [] },
    ])
    expect((await home.json(['schedule', 'add', ...given])).code).toBe(1)
    const change = ['schedule', 'change', 'gtog-korea-ujian']
    expect((await home.json([...change, '--date', '26-03-2098', '--confirmed-by', 'Rina'])).value).toMatchObject({
      saved: 'changed',
    })
    expect((await home.json([...change, '--source', 'surat 2'])).value).toMatchObject({ saved: 'noted' })
    expect((await home.run(['schedule', 'list'])).stdout).toContain('Kamis, 26 Maret 2098'.replace('Kamis', 'Rabu'))
    expect((await home.json(['schedule', 'cancel', 'gtog-korea-ujian'])).value).toMatchObject({ saved: 'changed' })
    expect((await home.json(['schedule', 'cancel', 'gtog-korea-ujian'])).value).toMatchObject({ saved: 'same' })
    expect((await list())[0]).toMatchObject({ cancelled: true, version: 3 })
    const { rows } = await home.db.pool.query(
      `SELECT actor, action FROM audit WHERE subject = 'gtog-korea-ujian' ORDER BY id`,
    )
    expect(rows[0]).toEqual({ actor: 'langkah', action: 'tambah jadwal' })
    expect(rows).toHaveLength(4)
  })

  it('refuses what is wrong, and says why', async () => {
    expect((await home.run(['schedule', 'cancel', 'tidak-ada'])).code).toBe(1)
    const bad = await home.run([
      'schedule',
      'add',
      '--kind',
      'ujian',
      '--scheme',
      'gtog-korea',
      '--date',
      '31-02-2098',
      '--source',
      'x',
    ])
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('31 Februari 2098 tidak ada')])
    expect((await home.run(['schedule', 'change', 'gtog-korea-ujian'])).code).toBe(2)
    const lost = ['schedule', 'add', '--kind', 'kelas', '--batch', 'hilang-1', '--date', '1-2-2098', '--source', 'x']
    expect((await home.json(lost)).value).toEqual({ ok: false, reason: 'Angkatan hilang-1 tidak ada.' })
  })

  it('imports a spreadsheet row by row; again it changes, and doubles nothing', async () => {
    const path = file('jadwal.csv', CSV)
    expect((await home.json(['schedule', 'import', path, '--dry-run'])).value).toMatchObject({ ok: true, taken: 2 })
    const first = await home.json(['schedule', 'import', path])
    expect(first).toMatchObject({ code: 0, value: { taken: 2, counts: { new: 2 } } })
    expect((first.value as { refused: unknown[] }).refused).toEqual([
      { line: 4, why: 'sama dengan baris 3; beri kode yang berbeda di kolom "kode"' },
      { line: 5, why: expect.stringContaining('Program "mars" tidak dikenal') },
      { line: 6, why: 'angkatan "hilang-1" tidak ada' },
      { line: 7, why: expect.stringContaining('31 Februari 2099 tidak ada') },
    ])
    const before = await list()
    expect((await home.json(['schedule', 'import', path])).value).toMatchObject({ counts: { new: 0, same: 2 } })
    const moved = file('jadwal.csv', CSV.replace('25/03/2099', '27/03/2099'))
    expect((await home.json(['schedule', 'import', moved])).value).toMatchObject({ counts: { changed: 1, same: 1 } })
    expect(await list()).toHaveLength(before.length)
  })

  it('imports YAML as content/schedule has it, and nothing from what is no list', async () => {
    const good =
      '- id: berangkat-1\n  kind: berangkat\n  scheme: gtog-korea\n  day: 2099-05-01\n  source: surat\n- kind: pesta\n  day: besok\n'
    expect((await home.json(['schedule', 'import', file('a.yaml', good)])).value).toMatchObject({
      taken: 1,
      refused: [{ line: 2, why: expect.stringContaining('kind') }],
    })
    expect((await home.run(['schedule', 'import', file('b.yaml', 'a: b')])).code).toBe(1)
    expect((await home.run(['schedule', 'import', file('c.yaml', '- [')])).code).toBe(1)
    expect((await home.run(['schedule', 'import', file('d.csv', 'a;b\n1;2\n')])).code).toBe(1)
    expect((await home.run(['schedule', 'import', file('e.txt', 'x')])).code).toBe(2)
  })

  it('writes a calendar file', async () => {
    const { code, stdout } = await home.run(['schedule', 'ics', '--scheme', 'gtog-korea'])
    expect([code, stdout.split('BEGIN:VEVENT').length - 1]).toEqual([0, (await list()).length])
    expect((await home.run(['schedule', 'ics', '--batch', 'tidak-ada'])).code).toBe(1)
  })
})
