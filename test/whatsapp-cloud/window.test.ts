import { afterEach, describe, expect, it } from 'vitest'
import type { WhatsAppCloudOptions } from '../../src/bots/whatsapp-cloud/adapter.ts'
import { Windows } from '../../src/bots/whatsapp-cloud/window.ts'
import type { Reply } from '../../src/domain/chat.ts'
import { until } from '../contracts/until.ts'
import { type CloudHarness, makeHarness } from './harness.ts'

const HOUR = 60 * 60_000
const SITI = { channel: 'whatsapp', account: '1', chatId: '6281234567890' } as const

describe('the window', () => {
  const now = Date.UTC(2026, 10, 24)
  const ago = (hours: number) => new Date(now - hours * HOUR)

  it.each([
    [undefined, false],
    [ago(0), true],
    [ago(23.9), true],
    [ago(24), false],
    [ago(500), false],
  ])('of somebody heard at %o is open: %s', async (at, open) => {
    expect(
      await new Windows(
        async () => at,
        () => now,
      ).isOpen(SITI),
    ).toBe(open)
    const windows = new Windows(
      async () => undefined,
      () => now,
    )
    if (at) windows.heard(SITI.chatId, at)
    expect(await windows.isOpen(SITI)).toBe(open)
  })

  it('asks others only where it knows of nothing recent itself; an older word does not close it', async () => {
    let asked = 0
    const windows = new Windows(
      async () => {
        asked++
        return ago(1)
      },
      () => now,
    )
    windows.heard(SITI.chatId, ago(2))
    windows.heard(SITI.chatId, ago(30))
    expect(await windows.isOpen(SITI)).toBe(true)
    expect(asked).toBe(0)
    expect(await windows.isOpen({ ...SITI, chatId: '62811' })).toBe(true)
    expect(await windows.isOpen({ ...SITI, chatId: '62811' })).toBe(true)
    expect(asked).toBe(1)
  })

  it('is left to Meta when the database does not answer', async () => {
    const windows = new Windows(
      () => Promise.reject(new Error('away')),
      () => now,
    )
    expect(await windows.isOpen(SITI)).toBe(true)
  })

  it('remembers many, not everybody', async () => {
    const windows = new Windows(
      async () => undefined,
      () => now,
    )
    for (let i = 0; i < 20_001; i++) windows.heard(String(i), ago(0))
    expect(await windows.isOpen({ ...SITI, chatId: '0' })).toBe(false)
    expect(await windows.isOpen({ ...SITI, chatId: '20000' })).toBe(true)
  })
})

describe('writing to somebody who has been silent for a day', () => {
  let harness: CloudHarness
  const template = { name: 'kabar_kantor', language: 'id' }
  const open = async (options: Partial<WhatsAppCloudOptions>) => {
    harness = await makeHarness(options)
    harness.fake.templates.add('kabar_kantor/id')
  }
  const send = (reply: Reply) => harness.adapter.send(harness.person, reply)
  const failure = (reply: Reply) => send(reply).catch((error: unknown) => error)
  afterEach(() => harness.close())

  it('ends as refused without a template, and nothing is asked of Meta', async () => {
    await open({})
    expect(await failure({ text: 'Kabar' })).toMatchObject({
      verdict: 'message refused',
      message: 'outside the 24-hour window, no template in office.yaml',
    })
    expect(harness.fake.calls).toEqual([])
  })

  it('goes by the template, which carries the words and the choices on one line', async () => {
    await open({ template })
    const { platformId } = await send({
      text: 'Pendaftaran *LA-1*\n\ndikembalikan.\tPerbaiki ya, _Kak_',
      choices: [
        { id: 'a', label: 'Perbaiki' },
        { id: 'b', label: 'Nanti' },
      ],
    })
    expect(harness.fake.seen).toMatchObject([
      {
        type: 'template',
        id: platformId,
        sent: 'Pendaftaran LA-1 dikembalikan. Perbaiki ya, Kak 1. Perbaiki 2. Nanti',
      },
    ])
  })

  it('refuses what the template cannot carry whole', async () => {
    await open({ template })
    expect(await failure({ text: 'kata '.repeat(200) })).toMatchObject({
      verdict: 'message refused',
      message: 'outside the 24-hour window, too long for the template',
    })
    expect(harness.fake.seen).toEqual([])
  })

  it('says by the template that there is a file', async () => {
    await open({ template })
    await send({ text: 'Tiket 7', file: { ref: 'image:1', mime: 'image/jpeg', bytes: 0, channel: 'whatsapp' } })
    expect(harness.shown()).toEqual(['Tiket 7 (Ada foto atau berkas yang tidak bisa ditampilkan di sini.)'])
  })

  it('says so when Meta does not know the template', async () => {
    await open({ template: { ...template, language: 'en' } })
    expect(await failure({ text: 'Kabar' })).toMatchObject({ verdict: 'message refused', message: 'no such template' })
  })

  it('takes the template too where Meta knows better than we that the day is over', async () => {
    await open({ template, lastHeard: async () => new Date() })
    harness.fake.falls(harness.person.chatId)
    await send({ text: 'Kabar' })
    expect(harness.fake.calls.map(({ payload }) => payload.type)).toEqual(['text', 'template'])
    expect(harness.shown()).toEqual(['Kabar'])
  })

  it('is free again as soon as they write', async () => {
    await open({ template })
    await harness.adapter.start(async () => {})
    await send({ text: 'Kabar' })
    harness.says('halo')
    await until(() => harness.unconfirmed() === 0)
    await send({ text: 'Halo, Kak' })
    expect(harness.fake.seen.map(({ type }) => type)).toEqual(['template', 'text'])
    await harness.adapter.stop()
  })
})
