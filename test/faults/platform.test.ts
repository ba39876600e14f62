/** Telegram misbehaves in every way it has; the assistant, as a real process, must lose and double nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../contracts/until.ts'
import type { Fault } from '../telegram/fake/faults.ts'
import { refusal } from '../telegram/fake-telegram.ts'
import { type Ledger, query, readLedger } from './ledger.ts'
import { type Mode, openScene, type Scene, WEBHOOK_SECRET } from './scene.ts'

const [SITI, BUDI, RINA] = [6_000_001, 6_000_002, 6_000_003]

const refuse = ({ code, message, parameters }: ReturnType<typeof refusal.flood>): Fault => ({
  code,
  description: message,
  parameters,
})

describe.each<Mode>(['polling', 'webhook'])('while %s', (mode) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene({}, mode)
    await scene.assistant.start()
    for (const person of [SITI, BUDI, RINA]) await scene.asks(person, '/start')
  })
  afterEach(async () => {
    expect(scene.assistant.crashes).toEqual([])
    await scene.close()
  })

  const breakSends = (fault: Fault, { chatId, times = 1 }: { chatId?: number; times?: number } = {}) =>
    scene.fake.faults.add({ method: 'sendMessage', fault, times, ...(chatId ? { chatId } : {}) })
  const seen = (person: number) => scene.fake.seenBy(person).length
  const ledger = () => readLedger(scene)
  const rowsOf = ({ outbox }: Ledger, person: number) => outbox.filter((row) => row.chatId === person)

  test('one "too many requests" silences the whole token for as long as it says', async () => {
    const { fake } = scene
    const waitMs = 2000
    const before = fake.sight.all.length
    breakSends(refuse(refusal.flood(waitMs / 1000)))
    fake.people.says(SITI, 'menu')
    await until(() => fake.callsOf('sendMessage').some(({ answer }) => answer && !answer.ok))
    const refused = fake.callsOf('sendMessage').find(({ answer }) => answer && !answer.ok)!
    const others = [BUDI, RINA, SITI]
    for (let n = 0; n < 9; n++) {
      fake.people.says(others[n % 3]!, 'menu')
      await sleep(100)
    }
    await until(() => fake.sight.all.length === before + 10, 10_000)
    const early = fake.callsOf('sendMessage').filter(({ at }) => at > refused.at && at < refused.at + waitMs)
    expect(early).toEqual([])
    const { outbox } = await ledger()
    expect(outbox.filter((row) => row.state !== 'sent' || row.repeated)).toEqual([])
    expectOrder(outbox)
  })

  test('a server error is tried again, later messages of the chat wait for it, other chats do not', async () => {
    const { fake } = scene
    breakSends(refuse(refusal.broken()), { chatId: SITI, times: 2 })
    const before = seen(SITI)
    for (const text of ['menu', 'bantuan', 'status']) fake.people.says(SITI, text)
    await until(() => fake.callsOf('sendMessage').some(({ answer }) => answer && !answer.ok))
    const asked = performance.now()
    await scene.asks(BUDI, 'menu')
    expect(performance.now() - asked).toBeLessThan(1000)
    expect(seen(SITI)).toBe(before)
    await until(() => seen(SITI) === before + 3, 10_000)
    const { outbox } = await ledger()
    expect(outbox.filter((row) => row.state !== 'sent' || row.repeated)).toEqual([])
    expectOrder(outbox)
  })

  test.each<[Fault, number]>([
    ['cut before', 1],
    ['cut after', 2],
    ['gateway page', 1],
  ])('a reply whose fate is unknown (%s) is repeated exactly once', async (fault, copies) => {
    const { fake } = scene
    breakSends(fault, { chatId: SITI })
    const before = seen(SITI)
    fake.people.says(SITI, 'bantuan')
    fake.people.says(SITI, 'menu')
    await until(() => seen(SITI) === before + copies + 1, 10_000)
    await sleep(1500)
    expect(seen(SITI)).toBe(before + copies + 1)
    const all = await ledger()
    expect(rowsOf(all, SITI).filter((row) => row.repeated)).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(all.outbox.filter((row) => row.state !== 'sent')).toEqual([])
    expectOrder(all.outbox)
  })

  test('a reply that is cut off twice stays unknown, and what follows it goes out', async () => {
    const { fake } = scene
    breakSends('cut after', { chatId: SITI, times: 2 })
    const before = seen(SITI)
    fake.people.says(SITI, 'bantuan')
    fake.people.says(SITI, 'menu')
    await until(() => seen(SITI) === before + 3, 10_000)
    await sleep(1500)
    expect(seen(SITI)).toBe(before + 3)
    const states = rowsOf(await ledger(), SITI).map((row) => [row.state, row.repeated])
    expect(states.slice(-2)).toEqual([
      ['unknown', true],
      ['sent', false],
    ])
  })

  test('who blocked the bot hears nothing more until they write again', async () => {
    const { fake, assistant } = scene
    await assistant.langkah('staff', 'add', '--name', 'Rina', '--role', 'petugas', '--telegram', String(RINA))
    await scene.asks(SITI, 'petugas')
    await scene.asks(SITI, 'apakah kantor buka hari sabtu')
    fake.sight.chat(SITI).blocked = true // and Telegram has not told yet
    for (const text of ['menu', 'bantuan', 'status']) fake.people.says(SITI, text)
    await until(() => fake.callsOf('sendMessage').some(({ answer }) => answer && !answer.ok))
    const left = () => query(scene, `SELECT state FROM chats WHERE chat_id = '${SITI}'`)
    while ((await left())[0]!.state !== 'left') await sleep(20)
    const tries = sendsTo(SITI)
    await answerTicket('Hari Sabtu tutup, Kak.')
    await sleep(1500)
    expect(sendsTo(SITI)).toBe(tries)
    const rows = rowsOf(await ledger(), SITI)
    expect(rows.some((row) => row.kind === 'notice' && row.state === 'skipped' && row.reason === 'person left')).toBe(
      true,
    )
    expect(rows.filter((row) => !['sent', 'failed', 'skipped'].includes(row.state))).toEqual([])
    fake.sight.chat(SITI).blocked = false
    expect(await scene.asks(SITI, 'menu')).toContain('Ada yang bisa saya bantu')
    await answerTicket('Hari Senin buka, Kak.')
    await until(() => fake.textsOf(SITI).some((text) => text.includes('Hari Senin buka')))
    expect(fake.textsOf(SITI).some((text) => text.includes('Hari Sabtu tutup'))).toBe(false)
  })

  const sendsTo = (person: number) =>
    scene.fake.callsOf('sendMessage').filter((c) => c.payload.chat_id == person).length

  async function answerTicket(words: string): Promise<void> {
    await scene.asks(RINA, 'meja')
    await scene.asks(RINA, '1')
    scene.fake.people.taps(RINA, 'Jawab')
    await until(() => scene.fake.textsOf(RINA).at(-1)!.startsWith('Tulis jawaban'))
    await scene.asks(RINA, words)
    await scene.asks(RINA, 'kirim')
  }
})

/** In the order of the ledger: what was decided first also arrived first, chat by chat. */
function expectOrder(outbox: Ledger['outbox']): void {
  const last = new Map<number, number>()
  for (const { chatId, platformIds } of outbox)
    for (const id of platformIds) {
      expect(id).toBeGreaterThan(last.get(chatId) ?? 0)
      last.set(chatId, id)
    }
}
