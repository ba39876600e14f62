import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChatEvent } from '../../src/domain/chat.ts'
import { until } from '../contracts/until.ts'
import { refusal } from './fake-telegram.ts'
import { makeHarness, type TelegramHarness } from './harness.ts'

describe('polling', () => {
  let harness: TelegramHarness
  let batches: ChatEvent[][]
  const hear = async (events: ChatEvent[]) => void batches.push(events)
  const texts = () => batches.flat().map(({ input }) => (input.kind === 'text' ? input.text : input.kind))
  const { unauthorized, broken } = refusal
  const breakPolls = ({ code, message }: ReturnType<typeof broken>, times = 1) =>
    harness.fake.faults.add({ method: 'getUpdates', times, fault: { code, description: message } })

  beforeEach(async () => {
    harness = await makeHarness('polling')
    batches = []
  })
  afterEach(async () => {
    await harness.adapter.stop()
    await harness.close()
  })

  it('gives what arrived together in one call', async () => {
    for (let i = 0; i < 100; i++) harness.fake.people.says(i + 1, `pesan ${i}`)
    await harness.adapter.start(hear)
    await until(() => harness.unconfirmed() === 0)
    expect(batches.map((batch) => batch.length)).toEqual([100])
  })

  it('takes a set webhook away and keeps what waited behind it', async () => {
    harness.fake.webhook.set({ url: 'http://127.0.0.1:9/mati' })
    harness.says('masih ada?')
    await harness.adapter.start(hear)
    await until(() => texts().length === 1)
    expect(harness.fake.callsOf('deleteWebhook').map(({ payload }) => payload)).toEqual([
      { drop_pending_updates: false },
    ])
  })

  it('confirms what concerns nobody, without a call', async () => {
    await harness.adapter.start(hear)
    harness.fake.people.saysInGroup(-100, 5, 'ada yang sudah berangkat?')
    await until(() => harness.unconfirmed() === 0)
    harness.says('halo')
    await until(() => texts().length === 1)
    expect(batches).toHaveLength(1)
  })

  it('asks Telegram only for what it reads', async () => {
    await harness.adapter.start(hear)
    harness.says('halo')
    await until(() => texts().length === 1)
    expect(harness.fake.people.acts({ edited_message: {} })).toBeUndefined()
    expect(harness.fake.people.acts({ my_chat_member: {} })).toBeDefined()
  })

  it('says so when another process polls, and goes on when it is gone', async () => {
    await harness.adapter.start(hear)
    const rival = await fetch(`${harness.apiRoot}/bot${harness.fake.token}/getUpdates?timeout=0`)
    expect(await rival.json()).toMatchObject({ ok: true })
    await until(() => harness.logged().some((line) => line.includes('another process polls with this token')))
    await until(() => harness.adapter.health() === undefined)
    harness.says('halo')
    await until(() => texts().length === 1)
  })

  it('says so while a webhook is set elsewhere', async () => {
    await harness.adapter.start(hear)
    harness.fake.webhook.set({ url: 'http://127.0.0.1:9/lain' })
    await until(() => harness.adapter.health() === 'a webhook is set elsewhere')
    harness.fake.webhook.delete({})
    await until(() => harness.adapter.health() === undefined)
  })

  it('outlives an outage of Telegram', async () => {
    await harness.adapter.start(hear)
    await harness.fake.close()
    await until(() => harness.adapter.health() === 'Telegram cannot be reached')
    harness.says('waktu mati')
    await harness.fake.listen(Number(new URL(harness.apiRoot).port))
    await until(() => texts().length === 1 && harness.adapter.health() === undefined)
    expect(texts()).toEqual(['waktu mati'])
  })

  it('outlives an outage at its start, which start() does not wait for', async () => {
    await harness.fake.close()
    await harness.adapter.start(hear)
    expect(harness.adapter.health()).toBe('Telegram cannot be reached')
    harness.says('halo')
    await harness.fake.listen(Number(new URL(harness.apiRoot).port))
    await until(() => texts().length === 1 && harness.adapter.health() === undefined)
  })

  it('outlives troubles and cut lines of Telegram, and says each once', async () => {
    breakPolls(broken(), 5)
    await harness.adapter.start(hear)
    harness.says('satu')
    await until(() => texts().length === 1)
    harness.fake.faults.add({ method: 'getUpdates', fault: 'cut after' })
    harness.says('dua')
    await until(() => texts().at(-1) === 'dua' && harness.adapter.health() === undefined)
    const unwell = harness.logged().filter((line) => line.includes('Telegram is unwell'))
    expect(unwell.filter((line) => line.includes('Telegram is in trouble'))).toHaveLength(1)
  })

  it('stops asking when the token is refused', async () => {
    await harness.adapter.start(hear)
    breakPolls(unauthorized())
    harness.fake.updates.interrupt(refusal.otherPoller())
    await until(() => harness.adapter.health() === 'Telegram refuses the token')
    harness.says('halo')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(harness.unconfirmed()).toBe(1)
    expect(batches).toEqual([])
  })

  it('does not begin with a token that is refused', async () => {
    harness.fake.faults.add({ method: 'getMe', fault: { code: 401, description: 'Unauthorized' } })
    await harness.adapter.start(hear)
    expect(harness.adapter.health()).toBe('Telegram refuses the token')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(harness.fake.callsOf('getMe')).toHaveLength(1)
  })

  it('says that messages cannot be stored, and when they can again', async () => {
    let broken = true
    await harness.adapter.start(async (events) => {
      if (broken) throw new Error('no database')
      await hear(events)
    })
    harness.says('halo')
    await until(() => harness.adapter.health() === 'messages cannot be stored')
    expect(harness.unconfirmed()).toBe(1)
    broken = false
    await until(() => texts().length === 1 && harness.adapter.health() === undefined)
  })

  it('can be stopped while it waits for Telegram to come back', async () => {
    await harness.fake.close()
    await harness.adapter.start(hear)
    await harness.adapter.stop()
    expect(batches).toEqual([])
  })
})
