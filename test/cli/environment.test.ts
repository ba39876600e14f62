import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.ts'
import { run, runMain } from './langkah.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const TOKEN = '123456:ABC-def'

const CLOUD = {
  WHATSAPP: 'cloud',
  WHATSAPP_CLOUD_TOKEN: 'EAAGx',
  WHATSAPP_CLOUD_PHONE_ID: '106540352242922',
  WHATSAPP_CLOUD_APP_SECRET: 'abc',
  WHATSAPP_CLOUD_VERIFY_TOKEN: 'abcdefgh',
}

/** A wrong setting, and the name that must be said. */
const WRONG: [string, Record<string, string>][] = [
  ['DATABASE_URL', { DATABASE_URL: 'mysql://siti:rahasia@host/db', DATA_KEY: KEY }],
  ['DATABASE_URL', { DATABASE_URL: 'rahasia', DATA_KEY: KEY }],
  ['DATA_KEY', { DATABASE_URL: 'postgresql://siti:rahasia@host/db' }],
  ['DATA_KEY', { DATA_KEY: 'rahasia' }],
  ['DATA_KEY', { DATA_KEY: `${KEY},rahasia` }],
  ['FILES_S3_URL', { FILES_S3_URL: 'http://s3.rahasia.example/b', FILES_S3_KEY_ID: 'a', FILES_S3_SECRET: 'b' }],
  ['FILES_S3_KEY_ID', { FILES_S3_URL: 'https://s3.example/b', FILES_S3_SECRET: 'rahasia' }],
  ['FILES_S3_SECRET', { FILES_S3_URL: 'https://s3.example/b', FILES_S3_KEY_ID: 'rahasia' }],
  ['PORT', { PORT: 'rahasia' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '80.5' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'rahasia' }],
  ['TELEGRAM_BOT_TOKEN', { TELEGRAM_BOT_TOKEN: 'rahasia' }],
  ['TELEGRAM_BOT_TOKEN', { TELEGRAM_BOT_TOKEN: ` ${TOKEN}:rahasia` }],
  ['TELEGRAM_API_ROOT', { TELEGRAM_API_ROOT: 'ftp://rahasia' }],
  ['TELEGRAM_MODE', { TELEGRAM_MODE: 'rahasia' }],
  ['PUBLIC_URL', { TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(16) }],
  ['TELEGRAM_WEBHOOK_SECRET', { TELEGRAM_MODE: 'webhook', PUBLIC_URL: 'https://bot.example' }],
  ['TELEGRAM_WEBHOOK_SECRET', { TELEGRAM_WEBHOOK_SECRET: 'rahasia' }],
  ['TELEGRAM_RATE', { TELEGRAM_RATE: '0' }],
  ['TELEGRAM_RATE', { TELEGRAM_RATE: 'rahasia' }],
  ['WHATSAPP_PHONE', { WHATSAPP_PHONE: '0812rahasia' }],
  ['WHATSAPP_PHONE', { WHATSAPP_PHONE: '081234567890' }],
  ['WHATSAPP_SOCKET_URL', { WHATSAPP_SOCKET_URL: 'ws://rahasia.example/ws' }],
  ['WHATSAPP_SOCKET_URL', { WHATSAPP_SOCKET_URL: 'ws://127.0.0.1.rahasia.example/ws' }],
  ['WHATSAPP_TRUST_ROOT', { WHATSAPP_TRUST_ROOT: 'a'.repeat(64) }],
  ['WHATSAPP_TRUST_ROOT', { WHATSAPP_TRUST_ROOT: 'a'.repeat(64), WHATSAPP_SOCKET_URL: 'wss://rahasia.example' }],
  ['WHATSAPP_TRUST_ROOT', { WHATSAPP_TRUST_ROOT: 'rahasia', WHATSAPP_SOCKET_URL: 'ws://127.0.0.1:1' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'rahasia' }],
  ['WHATSAPP', { WHATSAPP: 'rahasia' }],
  ['WHATSAPP_CLOUD_TOKEN', { ...CLOUD, WHATSAPP_CLOUD_TOKEN: '' }],
  ['WHATSAPP_CLOUD_TOKEN', { ...CLOUD, WHATSAPP_CLOUD_TOKEN: 'ada rahasia' }],
  ['WHATSAPP_CLOUD_PHONE_ID', { ...CLOUD, WHATSAPP_CLOUD_PHONE_ID: '' }],
  ['WHATSAPP_CLOUD_PHONE_ID', { ...CLOUD, WHATSAPP_CLOUD_PHONE_ID: '+62rahasia' }],
  ['WHATSAPP_CLOUD_APP_SECRET', { ...CLOUD, WHATSAPP_CLOUD_APP_SECRET: '' }],
  ['WHATSAPP_CLOUD_VERIFY_TOKEN', { ...CLOUD, WHATSAPP_CLOUD_VERIFY_TOKEN: '' }],
  ['WHATSAPP_CLOUD_VERIFY_TOKEN', { ...CLOUD, WHATSAPP_CLOUD_VERIFY_TOKEN: 'rahasi' }],
  ['WHATSAPP_CLOUD_API_ROOT', { WHATSAPP_CLOUD_API_ROOT: 'rahasia' }],
]

describe('the environment', { timeout: 60_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'langkah-env-'))
  afterAll(() => rmSync(dir, { recursive: true }))

  it.each(WRONG)('is refused by name when %s is wrong: %o', (name, env) => {
    const read = () => readConfig(env)
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^${name} [a-z]`))
    expect(read).not.toThrow(/rahasia|\n/)
  })

  it('has the defaults that deployments rely on; an empty value is none', () => {
    const config = readConfig({ DATABASE_URL: '', TELEGRAM_BOT_TOKEN: '', PORT: '', LOG_LEVEL: '' })
    expect(config).toMatchObject({
      DATA_DIR: join(process.cwd(), 'data'),
      CONTENT_DIR: join(process.cwd(), 'content'),
      PORT: 8080,
      HOST: '127.0.0.1',
      TELEGRAM_API_ROOT: 'https://api.telegram.org',
      TELEGRAM_MODE: 'polling',
      TELEGRAM_RATE: 30,
      LOG_LEVEL: 'info',
      WHATSAPP: 'off',
      WHATSAPP_CLOUD_API_ROOT: 'https://graph.facebook.com',
    })
    expect(readConfig(CLOUD)).toMatchObject(CLOUD)
    for (const name of [
      'DATABASE_URL',
      'DATA_KEY',
      'PUBLIC_URL',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET',
    ] as const)
      expect(config[name]).toBeUndefined()
  })

  it('stops commands and `npm start` alike: exit code 2, one line, and not the value', async () => {
    const env = { TELEGRAM_BOT_TOKEN: 'rahasia' }
    for (const ran of [
      await run(['staff', 'list'], { env }),
      await run(['doctor'], { env }),
      await runMain([], { env }),
    ]) {
      expect([ran.code, ran.stdout]).toEqual([2, ''])
      expect(ran.stderr).toMatch(/^TELEGRAM_BOT_TOKEN harus [^\n]*\n$/)
      expect(ran.stderr).not.toContain('rahasia')
    }
  })

  it('is read from .env in the working directory too; what is set already wins', async () => {
    writeFileSync(join(dir, '.env'), 'LOG_LEVEL=loud\n')
    const { code, stderr } = await run(['content', 'check'], { cwd: dir })
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^LOG_LEVEL harus/)])
    expect((await run(['content', 'check'], { cwd: dir, env: { LOG_LEVEL: 'warn' } })).code).toBe(0)
  })

  it('that names a database nobody answers for is said in one line', async () => {
    const env = { DATABASE_URL: 'postgresql://siti:rahasia@127.0.0.1:1/db', DATA_KEY: KEY }
    const { code, stdout, stderr } = await run(['staff', 'list'], { env })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^DATABASE_URL: [^\n]*\(ECONNREFUSED\)\.\n$/)
    expect(stderr).not.toContain('rahasia')
  })

  it('refuses a role that is not known', async () => {
    const { code, stderr } = await runMain(['--role=bos'])
    expect([code, stderr]).toEqual([2, '--role harus salah satu dari all, bot, sender, jobs\n'])
  })
})
