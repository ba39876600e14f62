/** What staff do about people's rights at the computer. */
import { readFileSync, statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './langkah.ts'

const HOUR = 3_600_000

describe('langkah rights, audit, people data', { timeout: 60_000 }, () => {
  let home: Home
  let siti: string
  const sql = async (text: string, values: unknown[] = []) => (await home.db.pool.query(text, values)).rows
  const request = (number: string, hoursAgo: number, outside: string[] = []) =>
    sql("INSERT INTO data_requests (number, person_id, kind, outside, opened_at) VALUES ($1, $2, 'hapus', $3, $4)", [
      number,
      siti,
      outside,
      new Date(Date.now() - hoursAgo * HOUR),
    ])

  beforeAll(async () => {
    home = await Home.open()
    const { keys } = home.db
    siti = (await sql('INSERT INTO people DEFAULT VALUES RETURNING id'))[0].id
    await sql(
      "INSERT INTO registrations (number, person_id, stage, schemes, answers, submitted_at) VALUES ('LA-2026-000001', $1, 'terdaftar', '{ssw-kaigo}', $2, '2026-11-01T01:00Z')",
      [siti, keys.seal('registration', { fullName: 'Siti Aminah', nik: '6371015708990001' })],
    )
    await sql(
      "INSERT INTO consents (person_id, kind, version, text_hash, chat, event_id, given_at) VALUES ($1, 'registrasi', '2026-11-25', 'abc', 1, 'e7', '2026-11-01T00:59Z')",
      [siti],
    )
    await sql(
      "INSERT INTO audit (actor, action, subject, reason) VALUES ('langkah', 'buka pendaftaran', 'LA-2026-999999', 'orang lain')",
    )
  })
  afterAll(() => home.close())

  it('shows what waits with the hours that are left, and the doctor warns, then fails', async () => {
    const requests = async () => {
      const { value } = await home.json(['doctor'])
      return (value as { findings: { check: string; ok: boolean; warning?: boolean; detail: string }[] }).findings.find(
        ({ check }) => check === 'Permintaan data',
      )
    }
    expect(await requests()).toMatchObject({ ok: true })
    await request('HAK-2026-00000001', 1)
    expect(await requests()).toMatchObject({ ok: true, detail: '1 menunggu petugas' })
    await request('HAK-2026-00000002', 49)
    expect(await requests()).toMatchObject({ ok: false, warning: true })
    await request('HAK-2026-00000003', 72.5, ['LA-2026-000001'])
    const late = await requests()
    expect(late).toMatchObject({ ok: false, detail: '1 lewat 3×24 jam' })
    expect(late).not.toHaveProperty('warning')
    const { value } = await home.json(['rights', 'list'])
    expect(value).toMatchObject([
      { number: 'HAK-2026-00000003', hoursLeft: -1, urgent: true, outside: ['LA-2026-000001'] },
      { number: 'HAK-2026-00000002', hoursLeft: 22, urgent: true },
      { number: 'HAK-2026-00000001', hoursLeft: 70, urgent: false },
    ])
    expect((await home.run(['rights', 'list'])).stdout).toMatch(
      /⏰ HAK-2026-00000003 {2}hapus data .*LEWAT 1 jam {2}keluarkan dari daftar: LA-2026-000001/,
    )
    expect(await home.json(['rights', 'done', 'hak-2026-00000003'])).toEqual({ code: 0, value: { ok: true } })
    expect(await home.json(['rights', 'done', 'HAK-2026-00000003'])).toEqual({ code: 1, value: { ok: false } })
    expect((await home.run(['rights', 'done'])).code).toBe(2)
  })

  it('writes everything of one person, proof of consent too, and that it did', async () => {
    const { code, value } = await home.json(['people', 'data', 'LA-2026-000001', '--reason', 'datang ke kantor'])
    expect(code).toBe(0)
    expect(value).toMatchObject({
      format: 'langkah-aman-data-1',
      orang: { id: siti, pemakaianDibatasi: false },
      pendaftaran: [{ nomor: 'LA-2026-000001', tahap: 'terdaftar', jawaban: { nik: '6371015708990001' } }],
      persetujuan: [
        {
          jenis: 'registrasi',
          versiTeks: '2026-11-25',
          sidikTeks: 'abc',
          diberikan: '2026-11-01T00:59:00.000Z',
          ditarik: null,
        },
      ],
      jejakPemrosesan: [{ apa: expect.stringContaining('(datang ke kantor)') }, {}],
    })
    expect(JSON.stringify(value)).not.toContain('orang lain')
    const out = home.file('siti.json')
    expect(await home.json(['people', 'data', 'HAK-2026-00000001', '--out', out])).toEqual({
      code: 0,
      value: { ok: true, file: out },
    })
    expect(JSON.parse(readFileSync(out, 'utf8')).orang.id).toBe(siti)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(await home.json(['people', 'data', 'LA-2026-777777'])).toEqual({ code: 1, value: { ok: false } })
  })

  it('leaves restricted people out of an export, and writes down who is in it', async () => {
    await home.json(['people', 'export'])
    await sql('UPDATE people SET restricted_at = now() WHERE id = $1', [siti])
    expect((await home.json(['people', 'export'])).value).toEqual([])
    await sql('UPDATE people SET restricted_at = NULL')
    expect(await sql("SELECT subject FROM audit WHERE action = 'ekspor'")).toEqual([{ subject: 'LA-2026-000001' }])
  })

  it('reads the audit: everything, or all that is about one person', async () => {
    const all = (await home.json(['audit', 'list'])).value as { action: string; at: string }[]
    expect(all.map(({ action }) => action)).toContain('buka pendaftaran')
    expect([...all].sort((a, b) => b.at.localeCompare(a.at))).toEqual(all)
    const of = async (subject: string) =>
      ((await home.json(['audit', 'list', '--subject', subject])).value as { action: string; subject: string }[]).map(
        ({ action, subject: about }) => `${action} ${about}`,
      )
    expect(await of('LA-2026-000001')).toEqual(await of(siti))
    expect(await of(siti)).toEqual([
      'ekspor LA-2026-000001',
      `salinan data ${siti}`,
      `salinan data ${siti}`,
      'selesaikan permintaan data HAK-2026-00000003',
    ])
    expect(await of('LA-2026-999999')).toEqual(['buka pendaftaran LA-2026-999999'])
    expect((await home.json(['audit', 'list', '--limit', '1'])).value).toHaveLength(1)
    expect((await home.run(['audit', 'list', '--limit', 'x'])).code).toBe(2)
  })
})
