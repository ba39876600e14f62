/** Telegram misbehaves in every way it has; the assistant, as a real process, must lose and double nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../contracts/until.ts'
import type { Fault } from '../telegram/fake/faults.ts'
import { refusal } from '../telegram/fake-telegram.ts'
import { expectOrder } from './books.ts'
import { query, readLedger } from './ledger.ts'
import { type Mode, openScene, type Scene } from './scene.ts'

const refuse = ({ code, message, parameters }: ReturnType<typeof refusal.flood>): Fault => ({
  code,
  description: message,
  parameters,
})

describe.each<Mode>(['polling', 'webhook'])('while %s', (mode) => {
  let scene: Scene
  /** Three people of each test's own, who have met the bot. */
  let [siti, budi, rina] = [6_000_001, 6_000_002, 6_000_003]
  beforeAll(async () => {
    scene = await openScene({}, mode)
    await scene.assistant.start()
  })
  beforeEach(async () => {
    ;[siti, budi, rina] = [siti + 10, budi + 10, rina + 10]
    for (const person of [siti, budi, rina]) await scene.asks(person, '/start')
    scene.fake.calls.length = 0
  })
  afterEach(() => {
    scene.fake.faults.mend()
    expect(scene.assistant.crashes).toEqual([])
  })
  afterAll(() => scene.close())

  const breakSends = (fault: Fault, { chatId, times = 1 }: { chatId?: number; times?: number } = {}) =>
    scene.fake.faults.add({ method: 'sendMessage', fault, times, ...(chatId ? { chatId } : {}) })
  const seen = (person: number) => scene.fake.seenBy(person).length
  /** Everything that went to these people, in the order in which it was decided. */
  const rowsOf = async (...people: number[]) =>
    (await readLedger(scene)).outbox.filter((row) => people.includes(row.chatId))

  test('one "too many requests" silences the whole token for as long as it says', async () => {
    const { fake } = scene
    const waitMs = 2000
    const before = fake.sight.all.length
    breakSends(refuse(refusal.flood(waitMs / 1000)))
    fake.people.says(siti, 'menu')
    await until(() => fake.callsOf('sendMessage').some(({ answer }) => answer && !answer.ok))
    const refused = fake.callsOf('sendMessage').find(({ answer }) => answer && !answer.ok)!
    const others = [budi, rina, siti]
    for (let n = 0; n < 9; n++) {
      fake.people.says(others[n % 3]!, 'menu')
      await sleep(100)
    }
    await until(() => fake.sight.all.length === before + 10, 10_000)
    const early = fake.callsOf('sendMessage').filter(({ at }) => at > refused.at && at < refused.at + waitMs)
    expect(early).toEqual([])
    const outbox = await rowsOf(siti, budi, rina)
    expect(outbox.filter((row) => row.state !== 'sent' || row.repeated)).toEqual([])
    expectOrder(outbox)
  })

  test('a server error is tried again, later messages of the chat wait for it, other chats do not', async () => {
    const { fake } = scene
    breakSends(refuse(refusal.broken()), { chatId: siti, times: 2 })
    const before = seen(siti)
    for (const text of ['menu', 'bantuan', 'status']) fake.people.says(siti, text)
    await until(() => fake.callsOf('sendMessage').some(({ answer }) => answer && !answer.ok))
    const asked = performance.now()
    await scene.asks(budi, 'menu')
    expect(performance.now() - asked).toBeLessThan(1000)
    expect(seen(siti)).toBe(before)
    await until(() => seen(siti) === before + 3, 10_000)
    const outbox = await rowsOf(siti, budi, rina)
    expect(outbox.filter((row) => row.state !== 'sent' || row.repeated)).toEqual([])
    expectOrder(outbox)
  })

  test.each<[Fault, number]>([
    ['cut before', 1],
    ['cut after', 2],
    ['gateway page', 1],
  ])('a reply whose fate is unknown (%s) is repeated exactly once', async (fault, copies) => {
    const { fake } = scene
    breakSends(fault, { chatId: siti })
    const before = seen(siti)
    fake.people.says(siti, 'bantuan')
    fake.people.says(siti, 'menu')
    await until(() => seen(siti) === before + copies + 1, 10_000)
    await sleep(1500)
    expect(seen(siti)).toBe(before + copies + 1)
    const outbox = await rowsOf(siti)
    expect(outbox.filter((row) => row.repeated)).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(outbox.filter((row) => row.state !== 'sent')).toEqual([])
    expectOrder(outbox)
  })

  test('a reply that is cut off twice stays unknown, and what follows it goes out', async () => {
    const { fake } = scene
    breakSends('cut after', { chatId: siti, times: 2 })
    const before = seen(siti)
    fake.people.says(siti, 'bantuan')
    fake.people.says(siti, 'menu')
    await until(() => seen(siti) === before + 3, 10_000)
    await sleep(1500)
    expect(seen(siti)).toBe(before + 3)
    const states = (await rowsOf(siti)).map((row) => [row.state, row.repeated])
    expect(states.slice(-2)).toEqual([
      ['unknown', true],
      ['sent', false],
    ])
  })

  test('who blocked the bot hears nothing more until they write again', async () => {
    const { fake, assistant } = scene
    await assistant.langkah('staff', 'add', '--name', 'Rina', '--role', 'petugas', '--telegram', String(rina))
    await scene.asks(siti, 'petugas')
    await scene.asks(siti, 'apakah kantor buka hari sabtu')
    fake.sight.chat(siti).blocked = true // and Telegram has not told yet
    for (const text of ['menu', 'bantuan', 'status']) fake.people.says(siti, text)
    await until(() => fake.callsOf('sendMessage').some(({ answer }) => answer && !answer.ok))
    while (!(await heardOut(siti))) await sleep(20)
    const tries = sendsTo(siti)
    await answerTicket('Hari Sabtu tutup, Kak.')
    await sleep(1500)
    expect(sendsTo(siti)).toBe(tries)
    const rows = await rowsOf(siti)
    expect(rows.some((row) => row.kind === 'notice' && row.state === 'skipped' && row.reason === 'person left')).toBe(
      true,
    )
    expect(rows.filter((row) => !['sent', 'failed', 'skipped'].includes(row.state))).toEqual([])
    fake.sight.chat(siti).blocked = false
    expect(await scene.asks(siti, 'menu')).toContain('Ada yang bisa saya bantu')
    await answerTicket('Hari Senin buka, Kak.')
    await until(() => fake.textsOf(siti).some((text) => text.includes('Hari Senin buka')))
    expect(fake.textsOf(siti).some((text) => text.includes('Hari Sabtu tutup'))).toBe(false)
  })

  /** Everything they wrote has been answered in vain: an answer to what they wrote first does not end the others. */
  const heardOut = async (person: number) => {
    const [chat] = await query(
      scene,
      `SELECT state = 'left'
          AND NOT EXISTS (SELECT FROM inbox WHERE chat = chats.id AND done_at IS NULL)
          AND NOT EXISTS (SELECT FROM outbox WHERE chat = chats.id AND state IN ('queued', 'sending')) AS out
         FROM chats WHERE chat_id = '${person}'`,
    )
    return chat!.out
  }

  const sendsTo = (person: number) =>
    scene.fake.callsOf('sendMessage').filter(({ payload }) => Number(payload.chat_id) === person).length

  async function answerTicket(words: string): Promise<void> {
    await scene.asks(rina, 'meja')
    await scene.asks(rina, '1')
    scene.fake.people.taps(rina, 'Jawab')
    await until(() => scene.fake.textsOf(rina).at(-1)!.includes('Tulis jawaban'))
    await scene.asks(rina, words)
    await scene.asks(rina, 'kirim')
  }
})
