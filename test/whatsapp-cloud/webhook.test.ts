import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChatEvent } from '../../src/domain/chat.ts'
import { until } from '../contracts/until.ts'
import { type CloudHarness, makeHarness } from './harness.ts'

describe('the webhook', () => {
  let harness: CloudHarness
  let heard: ChatEvent[]
  let found: boolean[]
  const hear = async (events: ChatEvent[]) => void heard.push(...events)
  const text = (body: string, id = 'wamid.A') => ({
    messages: [{ from: '6281234567890', id, timestamp: '1764000000', type: 'text', text: { body } }],
  })
  const post = (body: string, signature?: string) => harness.fake.deliveries.post(body, signature)
  const ask = async (query: Record<string, string>) => {
    const response = await fetch(`${harness.url}?${new URLSearchParams(query)}`)
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }

  beforeEach(async () => {
    heard = []
    found = []
    harness = await makeHarness({
      failedLater: async (message) => {
        harness.corrected.push(message)
        return found.shift() ?? true
      },
    })
  })
  afterEach(async () => {
    await harness.adapter.stop()
    await harness.close()
  })

  it('proves to be ours to who knows the token, before anything else runs', async () => {
    const question = {
      'hub.mode': 'subscribe',
      'hub.verify_token': harness.fake.verifyToken,
      'hub.challenge': '11<b>58',
    }
    expect(await ask(question)).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: '11<b>58' })
    for (const wrong of [
      { 'hub.verify_token': 'token-verifikasj' },
      { 'hub.verify_token': '' },
      { 'hub.mode': 'unsubscribe' },
      { 'hub.mode': '' },
    ])
      expect(await ask({ ...question, ...wrong })).toMatchObject({ status: 403 })
    expect(await ask({})).toMatchObject({ status: 403 })
  })

  it('lets in only what is signed, byte by byte', async () => {
    await harness.adapter.start(hear)
    const { deliveries } = harness.fake
    const body = harness.fake.bodyOf(text('halo 👍'))
    const signature = deliveries.sign(body)
    for (const wrong of [
      '',
      'sha256=',
      signature.slice(0, -1),
      `${signature}0`,
      signature.toUpperCase(),
      signature.slice(7),
    ])
      expect(await post(body, wrong)).toBe(401)
    expect(await post(`${body} `, signature)).toBe(401)
    expect((await fetch(harness.url, { method: 'POST', body })).status).toBe(401)
    expect(heard).toEqual([])
    expect(await post(body, signature)).toBe(200)
    expect(heard).toHaveLength(1)
  })

  it('reads the bytes that were signed, however they spell a letter', async () => {
    await harness.adapter.start(hear)
    const body = harness.fake.bodyOf(text('café')).replace('é', '\\u00e9')
    expect(await post(body)).toBe(200)
    expect(heard[0]!.input).toEqual({ kind: 'text', text: 'café' })
  })

  it('takes up to 3 MB, as much as Meta posts at once', async () => {
    await harness.adapter.start(hear)
    expect(await post(harness.fake.bodyOf({ ...text('halo'), padding: 'x'.repeat(2.9 * 1024 * 1024) }))).toBe(200)
    expect(await post(harness.fake.bodyOf({ ...text('halo'), padding: 'x'.repeat(3.1 * 1024 * 1024) }))).toBe(413)
  })

  it('is not open before start() and after stop(), and asks for the message again', async () => {
    const body = harness.fake.bodyOf(text('halo'))
    expect(await post(body)).toBe(503)
    await harness.adapter.start(hear)
    expect(await post(body)).toBe(200)
    await harness.adapter.stop()
    expect(await post(body)).toBe(503)
    expect(heard).toHaveLength(1)
  })

  it('answers 500 when nothing could be stored, and is unwell until it can', async () => {
    let broken = true
    await harness.adapter.start(async () => {
      if (broken) throw new Error('no database')
    })
    const body = harness.fake.bodyOf(text('halo'))
    expect(await post(body)).toBe(500)
    expect(harness.adapter.health()).toBe('messages cannot be stored')
    broken = false
    expect(await post(body)).toBe(200)
    expect(harness.adapter.health()).toBeUndefined()
  })

  it('answers 400 to what is no JSON, and 200 to what says nothing to us', async () => {
    await harness.adapter.start(hear)
    expect(await post('{"object":')).toBe(400)
    for (const body of ['null', '{}', harness.fake.bodyOf(text('halo'), '999'), harness.fake.bodyOf({ statuses: [] })])
      expect(await post(body)).toBe(200)
    expect(heard).toEqual([])
  })

  it('hands over the messages of one request together', async () => {
    const batches: number[] = []
    await harness.adapter.start(async (events) => void batches.push(events.length))
    const messages = ['a', 'b', 'c'].flatMap((id) => text(id, id).messages)
    expect(await post(harness.fake.bodyOf({ messages }))).toBe(200)
    expect(batches).toEqual([3])
  })

  it('makes no event of a status; a failed one corrects the ledger, and nobody’s number is logged', async () => {
    await harness.adapter.start(hear)
    harness.says('halo')
    await until(() => heard.length === 1)
    await harness.adapter.send(harness.person, { text: 'halo' })
    const [seen] = harness.fake.seen
    harness.fake.people.status(seen!, 'read')
    harness.fake.people.status(seen!, 'failed', 131026)
    await until(() => harness.corrected.length === 1)
    expect(harness.corrected).toEqual([
      { to: harness.person, platformId: seen!.id, reason: 'person left: cannot be reached on WhatsApp', left: true },
    ])
    expect(heard).toHaveLength(1)
    expect(harness.logged().join()).toContain('person left: cannot be reached on WhatsApp')
    expect(harness.logged().join()).not.toMatch(/628123|wamid/)
  })

  it('looks twice for a message that the ledger does not know yet, and no third time', async () => {
    await harness.adapter.start(hear)
    found = [false, false, false]
    harness.fake.people.status({ to: '6281234567890', id: 'wamid.early' }, 'failed', 131047)
    await until(() => harness.corrected.length === 2)
    await until(() => harness.fake.deliveries.answers.at(-1) === 200)
    expect(harness.corrected).toHaveLength(2)
  })
})
