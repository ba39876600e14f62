/** The assistant as it is deployed, on WhatsApp: Meta posts, `node dist/main.js` answers through Graph. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../contracts/until.ts'
import { freshDatabase } from '../fresh-database.ts'
import { freePort, newHome, RealProcess } from '../real-process.ts'
import { FakeGraph } from './fake-graph.ts'

const SITI = '6281234567890'
const ANSWER_MS = 15_000

describe('a person on WhatsApp', { timeout: 120_000 }, () => {
  const fake = new FakeGraph({ retryMs: 50 })
  const home = newHome()
  let assistant: RealProcess
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let ledger: pg.Pool

  beforeAll(async () => {
    const apiRoot = await fake.listen()
    database = await freshDatabase()
    ledger = new pg.Pool({ connectionString: database.url })
    const port = await freePort()
    assistant = new RealProcess(port, {
      DATA_DIR: home.dataDir,
      DATABASE_URL: database.url,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      WHATSAPP: 'cloud',
      WHATSAPP_CLOUD_TOKEN: fake.token,
      WHATSAPP_CLOUD_PHONE_ID: fake.phoneId,
      WHATSAPP_CLOUD_APP_SECRET: fake.appSecret,
      WHATSAPP_CLOUD_VERIFY_TOKEN: fake.verifyToken,
      WHATSAPP_CLOUD_API_ROOT: apiRoot,
    })
    fake.deliveries.to(`http://127.0.0.1:${port}/webhook/whatsapp`)
    await assistant.start()
  })
  afterAll(async () => {
    await assistant.kill()
    await fake.end()
    await ledger.end()
    await database.drop()
    home.remove()
  })

  /** What comes back because of it, up to the message that has these words. */
  const answer = async (act: () => unknown, words: RegExp) => {
    const before = fake.seenBy(SITI).length
    act()
    await until(
      () =>
        fake
          .seenBy(SITI)
          .slice(before)
          .some(({ text }) => words.test(text)),
      ANSWER_MS,
    )
    return fake.seenBy(SITI).slice(before)
  }
  const says = (text: string, words: RegExp) => answer(() => fake.people.says(SITI, text), words)
  const taps = (label: string, words: RegExp) => answer(() => fake.people.taps(SITI, label), words)

  it('proves to Meta that the webhook is its own', async () => {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': fake.verifyToken,
      'hub.challenge': '1158201444',
    })
    const response = await fetch(`http://127.0.0.1:${assistant.port}/webhook/whatsapp?${query}`)
    expect([response.status, await response.text()]).toEqual([200, '1158201444'])
  })

  it('agrees, and answers by tap, by number and in words, also over a kill -9', async () => {
    const consent = (await says('daftar', /Setuju\?/)).at(-1)!
    expect(consent.choices.map(({ title, kind }) => [title, kind])).toEqual([
      ['Setuju', 'list'],
      ['Tidak', 'list'],
    ])
    const schemes = (await taps('Setuju', /Program mana yang Kakak minati/)).at(-1)!
    expect(schemes.text).toContain('\n3. SSW kaigo (perawat lansia)\n')
    expect(schemes.choices).toEqual([])
    await says('3 dan 5', /Dari mana Kakak tahu/)
    await says('lewati', /Kapan Kakak lahir\?/)
    await assistant.kill()
    fake.people.says(SITI, '17 agustus 1999')
    await assistant.start()
    await until(() => /nama lengkap/i.test(fake.textsOf(SITI).at(-1)!), ANSWER_MS)
    expect((await says('Siti *Aminah*', /nama lengkap/))[0]!.text).toContain('Ada tanda yang tidak biasa')
    await says('Siti Aminah', /NIK/)
    expect((await says('6371045708990001', /./)).at(-1)!.choices.map(({ title }) => title)).toContain('Perempuan')
    await taps('Perempuan', /lahir/)
    await says('Kandangan', /./)
    const phone = (await taps('Belum menikah', /HP/)).at(-1)!
    expect(phone.choices.map(({ title, kind }) => [title, kind])).toEqual([['Pakai nomor ini', 'button']])
    await taps('Pakai nomor ini', /email/i)
    await says('lihat data', /0812-3456-7890/)
  })

  it('is heard once, however often Meta posts it', async () => {
    const message = { from: SITI, id: 'wamid.twice', timestamp: '1764000000', type: 'text', text: { body: 'status' } }
    const body = fake.bodyOf({ messages: [message] })
    const answers = () => fake.textsOf(SITI).filter((text) => text.startsWith('Pendaftaran Kakak belum dikirim')).length
    expect([await fake.deliveries.post(body), await fake.deliveries.post(body)]).toEqual([200, 200])
    await until(() => answers() > 0, ANSWER_MS)
    await says('menu', /./)
    expect(await fake.deliveries.post(body)).toBe(200)
    await says('bantuan', /bahasa sehari-hari/)
    expect(answers()).toBe(1)
  })

  it('tells the ledger what arrived and what was read', async () => {
    await says('bantuan', /bahasa sehari-hari/)
    const last = fake.seenBy(SITI).at(-1)!
    const text = 'SELECT delivered_at IS NOT NULL AS d, read_at IS NOT NULL AS r FROM outbox WHERE platform_id = $1'
    const fate = async () => (await ledger.query(text, [last.id])).rows[0]
    await until(async () => (await fate())?.d === true, ANSWER_MS)
    expect(await fate()).toEqual({ d: true, r: false })
    fake.people.status(last, 'read')
    await until(async () => (await fate()).r === true, ANSWER_MS)
  })

  it('who could not be reached is so in the ledger, until they write again', async () => {
    const last = fake.seenBy(SITI).at(-1)!
    const state = async () => {
      const text =
        'SELECT o.state, o.reason, c.state AS chat FROM outbox o JOIN chats c ON c.id = o.chat WHERE o.platform_id = $1'
      return (await ledger.query(text, [last.id])).rows[0]
    }
    await until(async () => (await state())?.state === 'sent', ANSWER_MS)
    fake.people.status(last, 'failed', 131026)
    await until(async () => (await state()).state === 'failed', ANSWER_MS)
    expect(await state()).toEqual({
      state: 'failed',
      reason: 'person left: cannot be reached on WhatsApp',
      chat: 'left',
    })
    await says('menu', /./)
    expect(await state()).toMatchObject({ state: 'failed', chat: 'open' })
  })

  it('is answered only when Meta signed the message, and leaves nothing personal in the log', async () => {
    const body = fake.bodyOf({ messages: [{ from: '62811', id: 'x', type: 'text', text: { body: 'halo' } }] })
    expect(await fake.deliveries.post(body, 'sha256=00')).toBe(401)
    expect(fake.seenBy('62811')).toEqual([])
    expect(assistant.crashes).toEqual([])
    for (const secret of [SITI, 'Aminah', fake.token, fake.appSecret, fake.verifyToken])
      expect(assistant.stderr).not.toContain(secret)
  })
})
