/** Commands beside a running `npm start` on the same DATA_DIR. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../contracts/until.ts'
import { freePort, newHome, RealProcess } from '../real-process.ts'
import { spokenLines } from '../spoken-lines.ts'
import { FakeTelegram } from '../telegram/fake-telegram.ts'
import { type Ran, run } from './langkah.ts'

const SITI = 77
const RINA = 88

describe('langkah beside npm start', { timeout: 60_000 }, () => {
  const { dataDir, remove } = newHome()
  const telegram = new FakeTelegram({})
  let assistant: RealProcess
  const langkah = (...args: string[]): Promise<Ran> => run(args, { env: { DATA_DIR: dataDir } })
  const answers = async (id: number, text: string) => {
    const before = telegram.textsOf(id).length
    telegram.people.says(id, text)
    await until(() => telegram.textsOf(id).length > before, 10_000)
    return telegram.textsOf(id).at(-1)!
  }

  beforeAll(async () => {
    const env = { DATA_DIR: dataDir, TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: await telegram.listen() }
    assistant = new RealProcess(await freePort(), env)
    await assistant.start()
  })
  afterAll(async () => {
    await assistant.kill()
    await telegram.end()
    remove()
  })

  it('works on the same database, and what it does counts at once', async () => {
    for (const line of spokenLines('daftar-lengkap.chat')) await answers(SITI, line)
    const [row] = JSON.parse((await langkah('people', 'export', '--json')).stdout)
    expect(row).toMatchObject({ stage: 'terdaftar', fullName: 'Siti Aminah' })

    expect(await answers(RINA, 'meja')).not.toContain('Yang menunggu')
    const added = await langkah(
      'staff',
      'add',
      '--name',
      'Rina',
      '--role',
      'petugas',
      '--telegram',
      String(RINA),
      '--json',
    )
    expect(added.code).toBe(0)
    expect(await answers(RINA, 'meja')).toContain('Yang menunggu')
    const { id } = JSON.parse(added.stdout)
    expect((await langkah('staff', 'remove', id)).code).toBe(0)
    expect(await answers(RINA, 'meja')).not.toContain('Yang menunggu')

    expect((await langkah('key', 'rotate')).code).toBe(0)
    expect(await answers(SITI, 'status')).toContain(row.number)
    expect((await langkah('people', 'forget', row.number)).code).toBe(0)
    expect(await answers(SITI, 'status')).not.toContain(row.number)
    expect(JSON.parse((await langkah('people', 'export', '--json')).stdout)).toEqual([])
  })

  it('looks, saves and migrates without disturbing it; only restore refuses', async () => {
    const file = `${dataDir}.gz`
    const results = await Promise.all([
      langkah('doctor', '--json'),
      langkah('backup', '--out', file, '--json'),
      langkah('migrate', '--json'),
      langkah('staff', 'list', '--json'),
    ])
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(assistant.stderr).not.toMatch(/"level":(40|50|60)/)
    const refused = await langkah('restore', file, '--yes', '--json')
    expect([refused.code, JSON.parse(refused.stdout).ok]).toEqual([1, false])
    expect(await answers(SITI, 'menu')).toMatch(/\S/)
    expect(assistant.alive).toBe(true)
  })

  it('is ready over HTTP, with numbers and without names, and goes on when the commands have left', async () => {
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${assistant.port}${path}`)
      return [response.status, await response.text()] as const
    }
    expect(await get('/health/live')).toEqual([200, '{"status":"live"}'])
    expect(await get('/health/ready')).toEqual([200, '{"status":"ready"}'])
    await until(async () => /^langkah_outbox_waiting 0$/m.test((await get('/metrics'))[1])) // the last one may just be settled
    const [status, metrics] = await get('/metrics')
    expect(status).toBe(200)
    expect(metrics).toMatch(/^langkah_events_received_total\{channel="telegram"\} \d\d+$/m)
    expect(metrics).toMatch(/^langkah_outbox_waiting 0$/m)
    for (const secret of ['Siti', '6371015708990001', telegram.token]) expect(metrics).not.toContain(secret)
    expect(
      (await fetch(`http://127.0.0.1:${assistant.port}/webhook/telegram`, { method: 'POST', body: '{}' })).status,
    ).toBe(404)
  })

  it('writes no personal word into the log', () => {
    for (const word of ['Siti', '6371015708990001', 'Sultan Adam', '81234567890', telegram.token])
      expect(assistant.stderr + assistant.stdout).not.toContain(word)
    expect(assistant.stderr).toMatch(/"msg":"ready"/)
  })
})
