import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyFile } from '../../src/store/key-file.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { FakeTelegram } from '../telegram/fake-telegram.ts'
import { FakeGraph } from '../whatsapp-cloud/fake-graph.ts'
import { CONTENT, Home, run } from './langkah.ts'

type Finding = { check: string; ok: boolean; warning?: boolean; detail: string; advice?: string }

describe('langkah doctor', { timeout: 60_000 }, () => {
  let home: Home
  const telegram = new FakeTelegram({})
  let apiRoot: string
  const look = async (env: Record<string, string> = {}) => {
    const { code, value } = await home.json(['doctor'], { env })
    const { ok, findings } = value as { ok: boolean; findings: Finding[] }
    expect(code).toBe(ok ? 0 : 1)
    return { ok, findings, of: (check: string) => findings.find((finding) => finding.check === check) }
  }

  beforeAll(async () => {
    home = await Home.open()
    apiRoot = await telegram.listen()
  })
  afterAll(async () => {
    await telegram.end()
    await home.close()
  })

  it('finds everything well, names what it looked at, and talks to Telegram', async () => {
    const { ok, findings, of } = await look({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: apiRoot })
    expect(ok).toBe(true)
    for (const check of ['Folder data', 'Isi', 'Basis data', 'Jam', 'Kunci penyandi', 'Telegram'])
      expect(of(check), check).toMatchObject({ ok: true, detail: expect.stringMatching(/\S/) })
    expect(of('Basis data')!.detail).toMatch(/^PostgreSQL \d+/)
    expect(of('Telegram')!.detail).toMatch(/^@\w+$/)
    for (const finding of findings)
      if (!finding.ok) expect(finding).toMatchObject({ warning: true, advice: expect.any(String) })
    const { stdout } = await home.run(['doctor'])
    expect(stdout).toMatch(/^✓ Folder data: /)
    expect(stdout).toMatch(/^✓ Telegram: mati/m)
  })

  it('says what is wrong with the content, and warns of what is old or not filled in', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'langkah-doctor-'))
    cpSync(CONTENT, dir, { recursive: true })
    writeFileSync(join(dir, 'language.yaml'), 'distress: 1\n')
    const bad = await look({ CONTENT_DIR: dir })
    expect(bad.ok).toBe(false)
    expect(bad.of('Isi')).toMatchObject({ ok: false, detail: expect.stringMatching(/^language\.yaml: /) })
    expect(bad.of('Isi')!.advice).toContain('langkah content check')
    expect(bad.of('Basis data')!.ok).toBe(true)
    rmSync(dir, { recursive: true })
  })

  it('sees a key that others may read', async () => {
    chmodSync(keyFile(home.dataDir), 0o644)
    const { ok, of } = await look()
    chmodSync(keyFile(home.dataDir), 0o600)
    expect(ok).toBe(false)
    expect(of('Kunci')!.advice).toBe(`chmod 600 ${keyFile(home.dataDir)}`)
  })

  it('sees data whose key is missing, without showing a key', async () => {
    const other = makeKeyring(() => [Buffer.alloc(32, 3)])
    await home.db.pool.query('INSERT INTO open_questions (body) VALUES ($1)', [other.seal('question', 'apa?')])
    const { ok, of } = await look()
    expect(ok).toBe(false)
    expect(of('Kunci penyandi')).toMatchObject({ ok: false, detail: expect.stringContaining(other.current) })
    await home.db.pool.query('DELETE FROM open_questions')
  })

  it('sees a bot that Telegram does not know, or cannot be asked about', async () => {
    const wrong = await look({ TELEGRAM_BOT_TOKEN: '1:rahasia', TELEGRAM_API_ROOT: apiRoot })
    expect(wrong.ok).toBe(false)
    expect(wrong.of('Telegram')).toMatchObject({ ok: false, detail: 'ditolak (401)' })
    const away = await look({ TELEGRAM_BOT_TOKEN: '1:rahasia', TELEGRAM_API_ROOT: 'http://127.0.0.1:1' })
    expect(away.of('Telegram')).toMatchObject({ ok: false, detail: 'tidak bisa dihubungi' })
    expect(JSON.stringify([wrong.findings, away.findings])).not.toContain('rahasia')
  })

  describe('on WhatsApp', () => {
    const graph = new FakeGraph()
    const { token, phoneId, appSecret, verifyToken } = graph
    let cloud: Record<string, string>
    const detail = async (env: Record<string, string> = {}) => (await look({ ...cloud, ...env })).of('WhatsApp')

    beforeAll(async () => {
      cloud = {
        WHATSAPP: 'cloud',
        WHATSAPP_CLOUD_TOKEN: token,
        WHATSAPP_CLOUD_PHONE_ID: phoneId,
        WHATSAPP_CLOUD_APP_SECRET: appSecret,
        WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken,
        WHATSAPP_CLOUD_API_ROOT: await graph.listen(),
      }
    })
    afterAll(() => graph.end())

    it('names the number, and warns when Meta thinks little of it', async () => {
      expect(await detail()).toMatchObject({ ok: true, detail: '+62 811-0000-0000 (Cloud API resmi)' })
      graph.quality = 'RED'
      expect(await look(cloud)).toMatchObject({ ok: true })
      expect(await detail()).toMatchObject({ ok: false, warning: true, advice: expect.any(String) })
    })

    it('sees what Meta refuses, and never shows a secret', async () => {
      const wrong = await detail({ WHATSAPP_CLOUD_TOKEN: 'rahasia' })
      expect(wrong).toMatchObject({ ok: false, detail: 'ditolak Meta (kode 190)' })
      expect(await detail({ WHATSAPP_CLOUD_PHONE_ID: '7' })).toMatchObject({ detail: 'Meta tidak mengenal nomor ini' })
      const away = await detail({ WHATSAPP_CLOUD_API_ROOT: 'http://127.0.0.1:1' })
      expect(away).toMatchObject({ ok: false, detail: 'tidak bisa dihubungi' })
      expect(JSON.stringify([wrong, away])).not.toMatch(/rahasia|EAAG/)
    })
  })

  it('sees a database that cannot be reached, and says all the rest', async () => {
    const env = {
      DATABASE_URL: 'postgresql://siti:rahasia@127.0.0.1:1/db',
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    }
    const { ok, findings, of } = await look(env)
    expect(ok).toBe(false)
    expect(of('Basis data')).toMatchObject({ ok: false, detail: expect.stringContaining('ECONNREFUSED') })
    expect(of('Isi')!.ok).toBe(true)
    expect(JSON.stringify(findings)).not.toContain('rahasia')
  })

  it('is stopped by a wrong setting, like every command', async () => {
    const { code, stdout, stderr } = await run(['doctor', '--json'], { env: { PORT: 'x' } })
    expect([code, stdout, stderr]).toEqual([2, '', 'PORT harus angka\n'])
  })
})
