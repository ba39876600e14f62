import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SendError, type Verdict } from '../../src/app/ports.ts'
import { toSendError } from '../../src/bots/whatsapp-cloud/errors.ts'
import { GraphRefusal } from '../../src/bots/whatsapp-cloud/graph.ts'
import { until } from '../contracts/until.ts'
import { freePort } from '../real-process.ts'
import type { Fault } from './fake/faults.ts'
import { Refusal, refusal } from './fake/refusal.ts'
import { type CloudHarness, makeHarness } from './harness.ts'

const LONG = 600_000
const fetchFailed = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`connect ${code} 1.2.3.4:443`), { code }) })

const table: [error: unknown, verdict: Verdict, reason: string, retryAfterMs?: number][] = [
  [new GraphRefusal(401, 190), 'try later', 'Meta refuses the token', LONG],
  [new GraphRefusal(401, 7777), 'try later', 'Meta refuses the token', LONG],
  [new GraphRefusal(403, 10), 'try later', 'the token lacks a permission', LONG],
  [new GraphRefusal(403, 200), 'try later', 'the token lacks a permission', LONG],
  [new GraphRefusal(403, 368), 'try later', 'Meta has blocked the number for now', LONG],
  [new GraphRefusal(403, 131031), 'try later', 'Meta has locked the account', LONG],
  [new GraphRefusal(400, 131042), 'try later', 'the payment set-up at Meta is missing', LONG],
  [new GraphRefusal(400, 133010), 'try later', 'the number is not registered', LONG],
  [new GraphRefusal(400, 131048), 'try later', 'Meta limits the number for spam', LONG],
  [new GraphRefusal(429, 130429), 'try later', 'Meta asks to wait', 5000],
  [new GraphRefusal(429, 130429, 30_000), 'try later', 'Meta asks to wait', 30_000],
  [new GraphRefusal(429, 80007), 'try later', 'Meta asks to wait', 60_000],
  [new GraphRefusal(429, 4), 'try later', 'Meta asks to wait', 60_000],
  [new GraphRefusal(429, 7777), 'try later', 'Meta asks to wait', 5000],
  [new GraphRefusal(400, 131056), 'try later', 'too many messages to one person'],
  [new GraphRefusal(500, 131000), 'try later', 'Meta is in trouble'],
  [new GraphRefusal(400, 131016), 'try later', 'Meta is in trouble'],
  [new GraphRefusal(503, 7777), 'try later', 'Meta is in trouble'],
  [new GraphRefusal(400, 131026), 'person left', 'cannot be reached on WhatsApp'],
  [new GraphRefusal(400, 131047), 'message refused', 'outside the 24-hour window'],
  [new GraphRefusal(400, 131049), 'message refused', 'Meta keeps back advertising'],
  [new GraphRefusal(404, 132001), 'message refused', 'no such template'],
  [new GraphRefusal(400, 131009), 'message refused', "Meta's error 131009"],
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].map(
    (code): (typeof table)[number] => [fetchFailed(code), 'try later', 'Meta cannot be reached', 2000],
  ),
  [fetchFailed('ECONNRESET'), 'unknown', 'the connection broke while sending'],
  [fetchFailed('UND_ERR_SOCKET'), 'unknown', 'the connection broke while sending'],
  [
    new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    'unknown',
    'the connection broke while sending',
  ],
  [new SyntaxError('Unexpected token < in JSON'), 'unknown', 'the connection broke while sending'],
]

describe('an error of Graph', () => {
  it.each(table)('%s becomes a verdict', (error, verdict, reason, retryAfterMs) => {
    const ours = toSendError(error)
    expect([ours.verdict, ours.message, ours.retryAfterMs]).toEqual([verdict, reason, retryAfterMs])
    expect(ours.cause).toBeUndefined()
  })

  it('that is a SendError already stays itself', () => {
    const error = new SendError('person left', 'x')
    expect(toSendError(error)).toBe(error)
  })
})

describe('sending to Meta', () => {
  let harness: CloudHarness
  const send = (text = 'rahasia Budi') => harness.adapter.send(harness.person, { text })
  const failure = async (text?: string) => (await send(text).catch((error: unknown) => error)) as SendError

  beforeEach(async () => {
    harness = await makeHarness()
    await harness.adapter.start(async () => {})
    harness.says('halo')
    await until(() => harness.unconfirmed() === 0)
  })
  afterEach(async () => {
    await harness.adapter.stop()
    await harness.close()
  })

  it.each<[fault: Fault, verdict: Verdict, arrived: number]>([
    [refusal.flood(), 'try later', 0],
    [refusal.trouble(), 'try later', 0],
    [new Refusal(400, 131026, 'Message undeliverable'), 'person left', 0],
    [refusal.invalid('"rahasia Budi"'), 'message refused', 0],
    ['cut before', 'unknown', 0],
    ['cut after', 'unknown', 1],
    ['gateway page', 'unknown', 0],
    ['no id', 'unknown', 0],
  ])('%o is "%s"', async (fault, verdict, arrived) => {
    harness.fake.faults.add(fault)
    const error = await failure()
    expect(error).toBeInstanceOf(SendError)
    expect(error.verdict).toBe(verdict)
    expect(harness.shown()).toHaveLength(arrived)
    expect(JSON.stringify([error.message, error.stack, String(error.cause)])).not.toMatch(/rahasia|Budi|EAAG/)
  })

  it('waits as long as Meta says, and not for one person’s sake', async () => {
    harness.fake.faults.add(refusal.flood(7))
    expect((await failure()).retryAfterMs).toBe(7000)
    harness.fake.faults.add(refusal.pair())
    expect((await failure()).retryAfterMs).toBeUndefined()
  })

  it('nobody listens to: it never left', async () => {
    const away = await makeHarness({
      apiRoot: `http://127.0.0.1:${await freePort()}`,
      lastHeard: async () => new Date(),
    })
    const error = await away.adapter.send(away.person, { text: 'halo' }).catch((e: unknown) => e)
    expect(error).toMatchObject({ verdict: 'try later', message: 'Meta cannot be reached', retryAfterMs: 2000 })
    await away.close()
  })

  it('is unwell while the number is stopped, and well again after', async () => {
    const { adapter, fake } = harness
    fake.faults.add(refusal.blocked())
    expect(await failure()).toMatchObject({ verdict: 'try later', retryAfterMs: LONG })
    expect(adapter.health()).toBe('Meta has blocked the number for now')
    await send()
    expect(adapter.health()).toBeUndefined()
  })

  it('tries the later parts of a message again, and says so when only a part went out', async () => {
    const { fake } = harness
    const long = 'Satu kalimat biasa. '.repeat(300)
    fake.faults.add(refusal.trouble(), { skip: 1 })
    await send(long)
    expect(harness.shown()).toHaveLength(2)
    fake.faults.add(refusal.invalid('x'), { skip: 1 })
    expect(await failure(long)).toMatchObject({
      verdict: 'unknown',
      message: "only a part went out: Meta's error 131009",
    })
  })
})

describe('a number', () => {
  it('whose token is wrong is unwell from the start, and is looked at again', async () => {
    const { adapter, fake, close } = await makeHarness()
    fake.faults.add(refusal.badToken(), { path: /106540352242922$/, times: 3 })
    await adapter.start(async () => {})
    expect(adapter.health()).toBe('Meta refuses the token')
    await until(() => adapter.health() === undefined)
    await adapter.stop()
    await close()
  })
})

describe('a bug of a flow', () => {
  it('is no failure of Meta’s: it is thrown as it is', async () => {
    const { adapter, person, close } = await makeHarness({ lastHeard: async () => new Date() })
    const error = await adapter.send(person, { text: ' ' }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(RangeError)
    await close()
  })
})
