/** Telegram cannot be heard for a while: whatever people did meanwhile is answered once when it can be heard again. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../contracts/until.ts'
import type { Fault } from '../telegram/fake/faults.ts'
import { refusal } from '../telegram/fake-telegram.ts'
import { readLedger } from './ledger.ts'
import { type Mode, openScene, type Scene, WEBHOOK_SECRET } from './scene.ts'

let scene: Scene
/** Two people of each test's own, who have met the bot. */
let [siti, budi] = [6_000_001, 6_000_002]
beforeEach(async () => {
  ;[siti, budi] = [siti + 10, budi + 10]
  for (const person of [siti, budi]) await scene.asks(person, '/start')
})
afterEach(() => expect(scene.assistant.crashes).toEqual([]))
afterAll(() => scene.close())

async function open(mode: Mode): Promise<void> {
  await scene?.close()
  scene = await openScene({}, mode)
  await scene.assistant.start()
}

/** Both write three things, which are answered once each. */
async function bothWrite(): Promise<() => Promise<void>> {
  const { fake } = scene
  const seen = () => fake.seenBy(siti).length + fake.seenBy(budi).length
  for (const text of ['menu', 'bantuan', 'status']) for (const person of [siti, budi]) fake.people.says(person, text)
  return async () => {
    await until(() => seen() >= 8, 20_000)
    const ledger = await readLedger(scene)
    const ours = (row: { chatId: number }) => [siti, budi].includes(row.chatId)
    expect(ledger.inbox.filter(ours).map((row) => row.outcome)).toEqual(Array(8).fill('answered'))
    expect(ledger.outbox.filter(ours).map((row) => [row.state, row.repeated])).toEqual(Array(8).fill(['sent', false]))
    expect(seen()).toBe(8)
  }
}

const notReady = async () => {
  while ((await scene.assistant.health()) !== 503) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('polling', () => {
  beforeAll(() => open('polling'))
  const { code, message: description } = refusal.otherPoller()

  test.each<[string, Fault]>([
    ['another process polls', { code, description }],
    ['the connection breaks before', 'cut before'],
    ['the connection breaks after', 'cut after'],
    ['a gateway answers', 'gateway page'],
    ['Telegram is in trouble', { code: 502, description: 'Bad Gateway' }],
  ])('goes on after a while in which %s', async (_, fault) => {
    scene.fake.faults.add({ method: 'getUpdates', fault, times: 2 })
    const answered = await bothWrite()
    await notReady()
    await scene.assistant.ready()
    await answered()
  })

  test('goes on after Telegram was away altogether', async () => {
    const { fake } = scene
    const port = Number(new URL(scene.apiRoot).port)
    await fake.close()
    const answered = await bothWrite()
    await notReady()
    await fake.listen(port)
    await scene.assistant.ready()
    await answered()
  })
})

describe('webhook', () => {
  beforeAll(() => open('webhook'))

  const knock = (body: string, secret?: string) =>
    fetch(`http://127.0.0.1:${scene.assistant.port}/webhook/telegram`, {
      method: 'POST',
      body,
      ...(secret === undefined ? {} : { headers: { 'x-telegram-bot-api-secret-token': secret } }),
    }).then((response) => response.status)

  test('lets nobody in without the secret, and takes no nonsense from who has it', async () => {
    const from = { id: siti, is_bot: false, first_name: 'Budi' }
    const chat = { id: siti, type: 'private' }
    const update = { update_id: 1, message: { message_id: 1, date: 1, chat, from, text: 'menu' } }
    const before = scene.fake.sight.all.length
    for (const secret of [undefined, '', 'salah', `${WEBHOOK_SECRET}x`])
      expect(await knock(JSON.stringify(update), secret)).toBe(401)
    for (const odd of ['', '{', 'null', '[]', '{"update_id":"x"}', '\u0000'])
      expect(await knock(odd, WEBHOOK_SECRET)).toBe(400)
    expect(await knock('x'.repeat(2 * 1024 * 1024), WEBHOOK_SECRET)).toBe(413)
    expect(await scene.asks(budi, 'menu')).toContain('Ada yang bisa saya bantu')
    expect(scene.fake.sight.all.length).toBe(before + 1)
  })

  test('answers once what Telegram delivers again and again', async () => {
    const update = scene.fake.people.says(siti, 'menu')!
    const before = scene.fake.seenBy(siti).length
    const again = Array.from({ length: 20 }, () => knock(JSON.stringify(update), WEBHOOK_SECRET))
    expect(await Promise.all(again)).toEqual(Array(20).fill(200))
    await scene.asks(budi, 'menu')
    await until(() => scene.fake.seenBy(siti).length > before)
    expect(scene.fake.seenBy(siti).length).toBe(before + 1)
  })

  test('what came while the assistant was down is answered once it is back', async () => {
    await scene.assistant.terminate()
    const answered = await bothWrite()
    await until(() => scene.fake.webhook.tries > 10)
    await scene.assistant.start()
    await answered()
  })
})
