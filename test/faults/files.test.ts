/** Files that people send to the office, through the assistant as it is deployed. */
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { newSecret } from '../../src/store/keyring.ts'
import { until } from '../contracts/until.ts'
import { freshDatabase } from '../fresh-database.ts'
import { FakeTelegram } from '../telegram/fake-telegram.ts'
import { OWNER, openWhatsApp } from '../whatsapp/scene.ts'
import { openScene } from './scene.ts'

const LONG = 45_000
const PHOTOS = Number(process.env.FAULT_FILES ?? 10)
const [RINA, SITI] = [99, 77]

const closes: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close()
})

const photo = (size = 60_000) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), randomBytes(size)])
const filesOn = (dataDir: string) =>
  readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  closes.push(() => client.end())
  return client
}

test('kill -9 while a file is fetched and put away: each is kept once, and none of its pieces stays behind', async () => {
  const { url, drop } = await freshDatabase()
  closes.push(drop)
  const scene = await openScene({ DATABASE_URL: url, DATA_KEY: newSecret() })
  closes.push(() => scene.close())
  const { assistant, fake, dataDir } = scene
  const client = await connect(url)
  await assistant.start()
  await assistant.langkah('staff', 'add', '--name', 'Rina', '--role', 'petugas', '--telegram', String(RINA))
  await scene.asks(SITI, 'petugas')
  const kept = async () => {
    const { rows } = await client.query("SELECT count(*)::int AS n FROM files WHERE state = 'kept'")
    return rows[0].n as number
  }
  for (let n = 1; n <= PHOTOS; n++) {
    let killed: Promise<void> | undefined
    const killer = () => {
      killed = sleep(Math.random() * 60).then(() => assistant.kill())
    }
    if (n % 3 === 0) fake.downloadFaults.push('hang')
    else fake.downloadFaults.push(killer)
    const before = fake.callsOf('getFile').length
    fake.people.sendsPhoto(SITI, { data: photo() }, `foto ${n}`)
    await until(() => fake.callsOf('getFile').length > before, LONG)
    if (n % 3 === 0) killed = sleep(50).then(() => assistant.kill())
    await until(() => killed !== undefined, LONG)
    await killed
    await assistant.start()
    await until(async () => (await kept()) === n, LONG)
  }
  await until(async () => (await client.query('SELECT FROM gone_places')).rowCount === 0, LONG)
  expect(filesOn(dataDir)).toHaveLength(PHOTOS)
  const { rows } = await client.query(
    "SELECT count(*)::int AS told, count(DISTINCT event_id)::int AS events FROM inbox WHERE event_id LIKE 'berkas:%'",
  )
  expect(rows).toEqual([{ told: PHOTOS, events: PHOTOS }])
  expect(assistant.crashes).toEqual([])
  expect(assistant.stderr).not.toMatch(/foto \d|file_\d|AgAC/)
})

test('a photo from WhatsApp is seen by staff on Telegram, and goes with hapus data', async () => {
  const fake = new FakeTelegram()
  const telegram = { TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: await fake.listen() }
  closes.push(() => fake.end())
  const scene = await openWhatsApp(telegram)
  closes.push(() => scene.close())
  const { peer } = scene
  expect((await scene.link('--phone', `+${OWNER.pn}`)).code).toBe(0)
  const assistant = await scene.another()
  await assistant.start()
  await assistant.langkah('staff', 'add', '--name', 'Rina', '--role', 'petugas', '--telegram', String(RINA))
  fake.people.says(RINA, 'meja')
  await until(() => fake.textsOf(RINA).length > 0, LONG)
  const siti = peer.addPhone('6281234567890', '100000000000001')
  const says = async (text: string, answer: RegExp) => {
    peer.says(siti, text)
    await until(() => siti.shown.some((shown) => answer.test(shown)), LONG)
  }
  await says('petugas', /Silakan tulis pesan untuk petugas/)
  const bytes = photo()
  await peer.sendsFile(siti, { bytes, caption: 'ini sertifikat saya' })
  await until(() => fake.filesOf(RINA).length === 1, LONG)
  expect(fake.filesOf(RINA)[0]!.bytes.equals(bytes)).toBe(true)
  const texts = fake.textsOf(RINA).join('\n')
  expect(texts).toContain('ini sertifikat saya\n\nKetik meja untuk menjawab.')
  expect(texts).toContain('Foto dari tiket 1:')
  fake.people.taps(RINA, 'Buka dan jawab')
  await until(() => fake.textsOf(RINA).some((text) => text.startsWith('Tiket 1')), LONG)
  fake.people.taps(RINA, 'Lihat foto atau berkas 1')
  await until(() => fake.filesOf(RINA).length === 2, LONG)
  expect(fake.filesOf(RINA)[1]!.bytes.equals(bytes)).toBe(true)
  expect(filesOn(scene.dataDir)).toHaveLength(1)

  await says('hapus data', /Hapus semua data Kakak\?/)
  await says('1', /sudah saya hapus/)
  await until(() => filesOn(scene.dataDir).length === 0, LONG)
  const client = await connect(scene.url)
  expect((await client.query('SELECT FROM files')).rowCount).toBe(0)
  expect(peer.problems).toEqual([])
})
