import { GrammyError, HttpError } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SendError, type Verdict } from '../../src/app/ports.ts'
import { toSendError } from '../../src/bots/telegram/errors.ts'
import { NotConnected } from '../../src/bots/telegram/fetch.ts'
import type { Fault } from './fake/faults.ts'
import { refusal } from './fake-telegram.ts'
import { makeHarness, type TelegramHarness } from './harness.ts'

const SECRET_WORDS = 'NIK saya 6371012345678901'

const refused = (error_code: number, description: string, parameters = {}) =>
  new GrammyError("Call to 'sendMessage' failed!", { ok: false, error_code, description, parameters }, 'sendMessage', {
    text: SECRET_WORDS,
  })
const broken = (cause: unknown) => new HttpError("Network request for 'sendMessage' failed!", cause)
const system = (code: string) =>
  Object.assign(new Error(`request to https://api.telegram.org/bot42:TOKEN/sendMessage failed, ${code}`), { code })

const table: [error: unknown, verdict: Verdict, reason: string, retryAfterMs?: number][] = [
  [refused(403, 'Forbidden: bot was blocked by the user'), 'person left', 'blocked the bot'],
  [refused(403, 'Forbidden: user is deactivated'), 'person left', 'account deleted'],
  [refused(403, "Forbidden: bot can't initiate conversation with a user"), 'person left', 'never wrote to the bot'],
  [refused(403, 'Forbidden: bot was kicked from the supergroup chat'), 'person left', 'may not be written to'],
  [refused(400, 'Bad Request: chat not found'), 'person left', 'chat not found'],
  [refused(400, 'Bad Request: PEER_ID_INVALID'), 'person left', 'chat not found'],
  [refused(400, 'Bad Request: message is too long'), 'message refused', 'Bad Request: message is too long'],
  [
    refused(400, `Bad Request: can't parse entities: Unsupported start tag "${SECRET_WORDS}" at byte offset 7`),
    'message refused',
    'Bad Request: can\'t parse entities: Unsupported start tag "…" at byte offset 7',
  ],
  [
    refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1005 }),
    'message refused',
    'the group is now -1005',
  ],
  [refused(413, 'Request Entity Too Large'), 'message refused', 'Request Entity Too Large'],
  [refused(429, 'Too Many Requests: retry after 7', { retry_after: 7 }), 'try later', 'Telegram asks to wait', 7000],
  [refused(429, 'Too Many Requests'), 'try later', 'Telegram asks to wait', 5000],
  [refused(401, 'Unauthorized'), 'try later', 'Telegram refuses the token', 600_000],
  [refused(404, 'Not Found'), 'try later', 'Telegram refuses the token', 600_000],
  [refused(500, 'Internal Server Error'), 'try later', 'Telegram is in trouble'],
  [refused(502, 'Bad Gateway'), 'try later', 'Telegram is in trouble'],
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].map((code): (typeof table)[number] => [
    broken(system(code)),
    'try later',
    'Telegram cannot be reached',
    2000,
  ]),
  [broken(new NotConnected(new Error('connecting took too long'))), 'try later', 'Telegram cannot be reached', 2000],
  [broken(system('ECONNRESET')), 'unknown', 'the connection broke while sending'],
  [broken(system('EPIPE')), 'unknown', 'the connection broke while sending'],
  [
    broken(new Error("Request to 'sendMessage' timed out after 20 seconds")),
    'unknown',
    'the connection broke while sending',
  ],
  [broken(new SyntaxError('Unexpected token < in JSON')), 'unknown', 'the connection broke while sending'],
  [new TypeError('a bug of ours, while sending'), 'unknown', 'the connection broke while sending'],
]

describe('an error of grammY', () => {
  it.each(table)('%s becomes a verdict', (error, verdict, reason, retryAfterMs) => {
    const ours = toSendError(error)
    expect([ours.verdict, ours.message, ours.retryAfterMs]).toEqual([verdict, reason, retryAfterMs])
    expect(ours.cause).toBeUndefined()
    expect(JSON.stringify(ours) + ours.stack).not.toMatch(/6371012345678901|TOKEN/)
  })

  it('that is a SendError already stays itself', () => {
    const error = new SendError('person left', 'x')
    expect(toSendError(error)).toBe(error)
  })
})

describe('sending to Telegram', () => {
  let harness: TelegramHarness
  beforeEach(async () => {
    harness = await makeHarness('polling')
    harness.fake.people.meets(77)
  })
  afterEach(() => harness.close())

  const send = (text = 'Halo') => harness.adapter.send(harness.person, { text })
  const verdictOf = (sending: Promise<unknown>) =>
    sending.then(
      () => 'sent',
      (error: SendError) => error.verdict,
    )
  const breakNext = (fault: Fault, skip = 0, times = 1) =>
    harness.fake.faults.add({ method: 'sendMessage', fault, skip, times })
  const say = ({ code, message, parameters }: ReturnType<typeof refusal.flood>): Fault => ({
    code,
    description: message,
    parameters,
  })

  it('a cut tells the same whether the person has the message or not: unknown', async () => {
    breakNext('cut before')
    expect(await verdictOf(send())).toBe('unknown')
    expect(harness.shown()).toEqual([])
    breakNext('cut after')
    expect(await verdictOf(send())).toBe('unknown')
    expect(harness.shown()).toEqual(['Halo'])
  })

  it("a gateway's page instead of an answer leaves it unknown", async () => {
    breakNext('gateway page')
    expect(await verdictOf(send())).toBe('unknown')
  })

  it('nobody listening is known to be unsent', async () => {
    await harness.fake.close()
    const error = (await send().catch((e: unknown) => e)) as SendError
    expect([error.verdict, error.message]).toEqual(['try later', 'Telegram cannot be reached'])
  })

  it('survives the server going away and coming back between two messages', async () => {
    await send('satu')
    await harness.fake.close()
    await harness.fake.listen(Number(new URL(harness.apiRoot).port))
    await new Promise((resolve) => setTimeout(resolve, 20)) // for the news that the old connection is closed
    await send('dua')
    expect(harness.shown()).toEqual(['satu', 'dua'])
  })

  it('a wrong token shows in health() until it is right again', async () => {
    breakNext(say(refusal.unauthorized()))
    expect(await verdictOf(send())).toBe('try later')
    expect(harness.adapter.health()).toBe('Telegram refuses the token')
    await send()
    expect(harness.adapter.health()).toBeUndefined()
  })

  it('a stranger and a person who blocked the bot have left', async () => {
    expect(await verdictOf(harness.adapter.send({ ...harness.person, chatId: '999' }, { text: 'Halo' }))).toBe(
      'person left',
    )
    harness.fake.people.blocks(77)
    expect(await verdictOf(send())).toBe('person left')
    harness.fake.people.unblocks(77)
    expect(await verdictOf(send())).toBe('sent')
  })

  describe('a message in three parts', () => {
    const long = ['a', 'b', 'c'].map((letter) => letter.repeat(4000)).join('\n\n')

    it('goes out in order, and its id names all parts', async () => {
      const { platformId } = await send(long)
      expect(harness.shown().map((text) => text[0])).toEqual(['a', 'b', 'c'])
      expect(platformId.split(',')).toEqual(harness.fake.seenBy(77).map(({ messageId }) => String(messageId)))
    })

    it('is the first part’s own verdict when that fails', async () => {
      breakNext(say(refusal.flood(3)))
      await expect(send(long)).rejects.toMatchObject({ verdict: 'try later', retryAfterMs: 3000 })
      expect(harness.shown()).toEqual([])
    })

    it('is unknown when a later part fails, for half of it is out', async () => {
      breakNext(say(refusal.badRequest('no')), 1)
      await expect(send(long)).rejects.toMatchObject({
        verdict: 'unknown',
        message: 'only a part went out: Bad Request: no',
      })
      expect(harness.shown()).toHaveLength(1)
    })

    it('waits for the rest when Telegram only asks to wait', async () => {
      breakNext(say(refusal.flood(1)), 1)
      const before = performance.now()
      await send(long)
      expect(performance.now() - before).toBeGreaterThan(900)
      expect(harness.shown()).toHaveLength(3)
    })

    it('does not wait longer than a person would', async () => {
      breakNext(say(refusal.flood(60)), 2)
      await expect(send(long)).rejects.toMatchObject({ verdict: 'unknown', retryAfterMs: 60_000 })
      expect(harness.shown()).toHaveLength(2)
    })
  })
})
