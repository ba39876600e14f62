import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChatEvent } from '../../src/domain/chat.ts'
import { until } from '../contracts/until.ts'
import { makeHarness, SECRET, type TelegramHarness } from './harness.ts'
import { updates } from './recorded-updates.ts'

describe('the webhook', () => {
  let harness: TelegramHarness
  let heard: ChatEvent[]
  const hear = async (events: ChatEvent[]) => void heard.push(...events)
  const body = JSON.stringify(updates.text)

  beforeEach(async () => {
    harness = await makeHarness('webhook', { watchMs: 20 })
    heard = []
  })
  afterEach(async () => {
    await harness.adapter.stop()
    await harness.close()
  })

  it('is set with its secret and the kinds of updates we read, and drops nothing', async () => {
    harness.says('menunggu')
    await harness.adapter.start(hear)
    const [call] = harness.fake.callsOf('setWebhook')
    expect(call!.payload).toEqual({
      url: expect.stringContaining('/webhook/telegram'),
      secret_token: SECRET,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      max_connections: 40,
    })
    await until(() => heard.length === 1)
  })

  it('lets nobody in without the secret', async () => {
    await harness.adapter.start(hear)
    for (const secret of [undefined, '', 'salah', `${SECRET} `, SECRET.slice(1)]) {
      expect(await harness.adapter.webhook(body, secret)).toBe(401)
    }
    expect(heard).toEqual([])
    expect(await harness.adapter.webhook(body, SECRET)).toBe(200)
    expect(heard).toHaveLength(1)
  })

  it('refuses what is no update', async () => {
    await harness.adapter.start(hear)
    for (const odd of ['', '{', 'null', '[]', '"halo"', '{"message":{}}', '{"update_id":"x"}']) {
      expect(await harness.adapter.webhook(odd, SECRET)).toBe(400)
    }
  })

  it('takes and drops what concerns nobody', async () => {
    await harness.adapter.start(hear)
    expect(await harness.adapter.webhook(JSON.stringify(updates.groupTalk), SECRET)).toBe(200)
    expect(await harness.adapter.webhook('{"update_id":1,"something_new":{}}', SECRET)).toBe(200)
    expect(heard).toEqual([])
  })

  it('answers 500 when nothing could be stored, so that Telegram repeats', async () => {
    await harness.adapter.start(() => Promise.reject(new Error('no database')))
    expect(await harness.adapter.webhook(body, SECRET)).toBe(500)
    expect(harness.adapter.health()).toBe('messages cannot be stored')
  })

  it('is closed before start() and after stop()', async () => {
    expect(await harness.adapter.webhook(body, SECRET)).toBe(503)
    await harness.adapter.start(hear)
    await harness.adapter.stop()
    expect(await harness.adapter.webhook(body, SECRET)).toBe(503)
    expect(heard).toEqual([])
  })

  it('does not exist when polling', async () => {
    const polling = await makeHarness('polling')
    expect(await polling.adapter.webhook(body, SECRET)).toBe(404)
    await polling.close()
  })

  it('keeps the order of one chat when the first message needs several tries', async () => {
    let refusals = 3
    await harness.adapter.start(async (events) => {
      if (events[0]?.from.chatId === '77' && refusals-- > 0) throw new Error('no database')
      await hear(events)
    })
    for (const text of ['satu', 'dua', 'tiga']) harness.says(text)
    harness.fake.people.says(88, 'orang lain')
    await until(() => heard.length === 4)
    const said = heard.map(({ from, input }) => [from.chatId, input.kind === 'text' && input.text])
    expect(said.filter(([chat]) => chat === '77').map(([, text]) => text)).toEqual(['satu', 'dua', 'tiga'])
    expect(said[0]).toEqual(['88', 'orang lain'])
  })

  it('says so when Telegram does not get through, or somebody changed it', async () => {
    await harness.adapter.start(hear)
    const { payload } = harness.fake.callsOf('setWebhook')[0]!
    harness.fake.webhook.set({ url: 'http://127.0.0.1:9/lain' })
    await until(() => harness.adapter.health() === 'the webhook was changed elsewhere')
    harness.fake.webhook.set({ ...payload, secret_token: 'salah' })
    harness.says('halo')
    await until(() => harness.adapter.health() === 'Telegram cannot deliver to the webhook')
    harness.fake.webhook.set(payload)
    await until(() => heard.length === 1 && harness.adapter.health() === undefined)
  })

  it('goes on trying to be set, and start() does not wait for it', async () => {
    harness.fake.faults.add({
      method: 'setWebhook',
      times: 2,
      fault: { code: 400, description: 'Bad Request: bad webhook: no such host' },
    })
    await harness.adapter.start(hear)
    expect(harness.adapter.health()).toBe('Bad Request: bad webhook: no such host')
    await until(() => harness.adapter.health() === undefined)
    harness.says('halo')
    await until(() => heard.length === 1)
  })
})
