/** A person's whole way over both channels of one assistant, which is linked as the README says and killed twice. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { until } from '../contracts/until.ts'
import type { RealProcess } from '../real-process.ts'
import { spokenLines } from '../spoken-lines.ts'
import { FakeTelegram } from '../telegram/fake-telegram.ts'
import { openWhatsApp, type WhatsAppScene } from '../whatsapp/scene.ts'
import type { WhatsAppPeer } from '../whatsapp-peer/peer.ts'
import type { Phone } from '../whatsapp-peer/phone.ts'
import { query } from './ledger.ts'

const LONG = 45_000
const SITI = 7_100_001

let scene: WhatsAppScene
let fake: FakeTelegram
let peer: WhatsAppPeer
let assistant: RealProcess
let siti: Phone

beforeEach(async () => {
  fake = new FakeTelegram()
  scene = await openWhatsApp({ TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: await fake.listen() })
  peer = scene.peer
  assistant = await scene.another()
  siti = peer.addPhone('6281234567890', '100000000000001')
})
afterEach(async () => {
  await scene.close()
  await fake.end()
})

/** Resolves to what came after these words on WhatsApp. */
async function asks(text: string, disturb: () => Promise<void> = async () => {}): Promise<string> {
  const { length } = siti.shown
  peer.says(siti, text)
  await disturb()
  await until(() => siti.shown.length > length && peer.unconfirmed === 0, LONG)
  return siti.shown.at(-1)!
}

async function asksOnTelegram(text: string): Promise<string> {
  const { length } = fake.seenBy(SITI)
  fake.people.says(SITI, text)
  await until(() => fake.seenBy(SITI).length > length, LONG)
  return fake.textsOf(SITI).at(-1)!
}

/** Somewhere between the arrival of a message and its answer. */
const killAfter = (ms: number) => async () => {
  await sleep(ms)
  await assistant.kill()
  await assistant.start()
}

it('takes a registration from start to end through two kills, and joins it with Telegram', {
  timeout: 180_000,
}, async () => {
  expect(await scene.linkAsTold()).toMatch(/Perangkat tertaut.*Tautkan dengan nomor telepon.*Tertaut: \+6281199990000/s)
  await assistant.start()
  const kills = new Map([
    [8, killAfter(16)],
    [25, killAfter(50)],
  ])
  for (const [i, line] of spokenLines('daftar-lengkap.chat').entries()) await asks(line, kills.get(i))
  await until(() => siti.shown.at(-1)!.includes('Siti Aminah'), LONG) // lihat data; some answers are two messages
  const [registration] = (await assistant.langkah('people', 'export', '--json')).trim().split('\n')
  const [number] = /LA-\d{4}-\d{6}/.exec(registration!)!
  expect(siti.shown.filter((text, i) => text === siti.shown[i - 1])).toEqual([])

  await asksOnTelegram('/start')
  await asksOnTelegram('sambungkan')
  const { length } = fake.seenBy(SITI)
  fake.people.taps(SITI, 'Minta kode di sini')
  await until(() => fake.seenBy(SITI).length > length, LONG)
  const [, code] = /sambungkan (\d{4} \d{4})/.exec(fake.textsOf(SITI).at(-1)!)!
  expect(await asks(`sambungkan ${code}`)).toContain('chat Kakak di *Telegram*')
  await asks('1') // "Ya, sambungkan"
  await until(() => siti.shown.some((text) => text.includes('sekarang satu data')), LONG)
  await until(() => fake.textsOf(SITI).at(-1)!.includes('satu data dengan chat Kakak di WhatsApp'), LONG)
  expect(await asksOnTelegram('status')).toContain(number)
  expect(await query(scene, 'SELECT count(DISTINCT person_id)::int AS people FROM chats')).toEqual([{ people: 1 }])

  expect(peer.problems).toEqual([])
  expect(assistant.crashes).toEqual([])
  const LEFT =
    "SELECT (SELECT count(*)::int FROM inbox WHERE outcome IS DISTINCT FROM 'answered') AS open, (SELECT count(*)::int FROM outbox WHERE state <> 'sent') AS unsent"
  await until(async () => JSON.stringify(await query(scene, LEFT)) === '[{"open":0,"unsent":0}]')
})
