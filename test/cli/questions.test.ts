import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONTENT, Home, run } from './langkah.ts'

describe('langkah questions', { timeout: 60_000 }, () => {
  let home: Home
  let listed: string
  const keep = (text: string, at: string) =>
    home.db.pool.query('INSERT INTO open_questions (body, at) VALUES ($1, $2)', [
      home.db.keys.seal('question', text),
      at,
    ])

  beforeAll(async () => {
    home = await Home.open()
  })
  afterAll(() => home.close())

  it('lists what could not be answered in the chat, once, with how often it was asked', async () => {
    await home.run(['chat'], { input: 'zumba qwerty flamboyan kertas?\n' })
    await keep('gimana cara  klaim\tkacamata di jepang', '2026-11-01T15:00:00Z')
    await keep('Gimana cara klaim kacamata di Jepang', '2026-11-03T17:00:00Z')
    await keep('apa itu flurb', '2026-11-02T12:00:00Z')
    listed = (await home.run(['questions', 'list'])).stdout
    const [head, most, ...others] = listed.trim().split('\n')
    expect(head).toBe('pertanyaan\ttopik\ttebakan\tberapa kali\tterakhir')
    expect(most).toMatch(/^Gimana cara klaim kacamata di Jepang\t\t[a-z-]+\t2\t2026-11-04$/) // WITA
    expect(others).toHaveLength(2)
    expect(others.join('\n')).toContain('zumba qwerty flamboyan kertas?\t\t')
    const { rows } = await home.db.pool.query("SELECT subject FROM audit WHERE action = 'baca pertanyaan tak terjawab'")
    expect(rows).toEqual([{ subject: '4' }])
  })

  it('prints what content takes once the topics are filled in, and refuses before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'langkah-content-'))
    const dir = join(folder, 'content')
    cpSync(CONTENT, dir, { recursive: true })
    const check = async (text: string) => {
      writeFileSync(join(dir, 'questions', 'berlabel-kantor.tsv'), text)
      return run(['content', 'check'], { env: { CONTENT_DIR: dir } })
    }
    expect(await check(listed)).toMatchObject({ code: 1, stdout: expect.stringContaining('berlabel-kantor.tsv:2') })
    expect((await check(listed.replace(/\t\t/g, '\tdi-luar-topik\t'))).code).toBe(0)
    rmSync(folder, { recursive: true })
  })

  it('forgets what was asked until a day of the office', async () => {
    const forget = (until: string) => home.json(['questions', 'forget', '--until', until])
    expect(await forget('2026-11-03')).toEqual({ code: 0, value: { ok: true, deleted: 2 } })
    expect(await forget('2026-12-31')).toEqual({ code: 0, value: { ok: true, deleted: 2 } })
    expect(await home.json(['questions', 'list'])).toEqual({ code: 0, value: [] })
  })
})
