import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../contracts/until.ts'
import { refusal } from './fake-telegram.ts'
import { makeHarness, type TelegramHarness } from './harness.ts'

const ME = 77

describe('a tap', () => {
  let harness: TelegramHarness
  let hold: Promise<void>
  let heard: string[]
  const labels = () =>
    harness.fake.seenBy(ME).map(({ buttons }) => buttons.flat().map(({ text }) => text.replace('\u00a0', ' ')))
  const choices = ['Jepang', 'Korea', 'Taiwan'].map((label) => ({ id: `negara=${label}`, label }))
  const ask = (asked = choices) => harness.adapter.send(harness.person, { text: 'Negara mana?', choices: asked })

  beforeEach(async () => {
    harness = await makeHarness('polling')
    harness.fake.people.meets(ME)
    hold = Promise.resolve()
    heard = []
    await harness.adapter.start(async (events) => {
      await hold
      heard.push(...events.map(({ input }) => (input.kind === 'choice' ? input.id : input.kind)))
    })
    await ask()
  })
  afterEach(async () => {
    await harness.adapter.stop()
    await harness.close()
  })

  it('is answered as soon as it is read, and ticked once it is committed', async () => {
    let commit = () => {}
    hold = new Promise((resolve) => {
      commit = resolve
    })
    harness.picks('Korea')
    await until(() => harness.fake.openTaps === 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(labels()).toEqual([['Jepang', 'Korea', 'Taiwan']])
    commit()
    await until(() => labels()[0]!.includes('✅ Korea'))
    expect(labels()).toEqual([['Jepang', '✅ Korea', 'Taiwan']])
  })

  it('moves the tick when the person changes their mind', async () => {
    harness.picks('Korea')
    await until(() => labels()[0]!.includes('✅ Korea'))
    harness.picks('Taiwan')
    await until(() => labels()[0]!.includes('✅ Taiwan'))
    expect(labels()).toEqual([['Jepang', 'Korea', '✅ Taiwan']])
    expect(heard).toEqual(['negara=Korea', 'negara=Taiwan'])
  })

  it('leaves alone the ticks that a flow wrote itself', async () => {
    await ask([{ id: 'a', label: '✅ Jepang' }, choices[1]!])
    harness.picks('Korea')
    await until(() => labels()[1]!.includes('✅ Korea'))
    expect(labels()[1]).toEqual(['✅ Jepang', '✅ Korea'])
    harness.picks('✅ Jepang')
    await until(() => heard.length === 2)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(labels()[1]).toEqual(['✅ Jepang', '✅ Korea'])
  })

  it('on the message of last week ticks that one', async () => {
    await ask()
    harness.fake.people.tapsOn(harness.fake.seenBy(ME)[0]!, 'Jepang')
    await until(() => labels()[0]!.includes('✅ Jepang'))
    expect(labels()[1]).toEqual(['Jepang', 'Korea', 'Taiwan'])
  })

  it('counts whatever becomes of these courtesies', async () => {
    const { code, message: description } = refusal.queryTooOld()
    harness.fake.faults.add({ method: 'answerCallbackQuery', fault: { code, description } })
    harness.fake.faults.add({ method: 'editMessageReplyMarkup', fault: 'cut before' })
    harness.picks('Korea')
    await until(() => heard.length === 1 && harness.fake.callsOf('editMessageReplyMarkup').length === 1)
    harness.picks('Taiwan')
    await until(() => labels()[0]!.includes('✅ Taiwan'))
    expect(heard).toEqual(['negara=Korea', 'negara=Taiwan'])
    expect(harness.adapter.health()).toBeUndefined()
  })

  it('asks nothing more of Telegram after "too many requests" until the time is over', async () => {
    harness.fake.faults.add({
      method: 'answerCallbackQuery',
      fault: { code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } },
    })
    harness.picks('Korea')
    await until(() => heard.length === 1 && harness.fake.callsOf('answerCallbackQuery').length === 1)
    await new Promise((resolve) => setTimeout(resolve, 30))
    harness.picks('Taiwan')
    await until(() => heard.length === 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(harness.fake.callsOf('answerCallbackQuery')).toHaveLength(1)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    harness.picks('Jepang')
    await until(() => harness.fake.callsOf('answerCallbackQuery').length === 2)
  })
})

it('a shared number comes from the keyboard we offered, which the next message takes away', async () => {
  const { adapter, fake, person, picks, close } = await makeHarness('polling')
  const heard: unknown[] = []
  await adapter.start(async (events) => void heard.push(...events.map(({ input }) => input)))
  fake.people.meets(ME)
  await adapter.send(person, { text: 'Nomor HP?', shareContact: true, choices: [{ id: 'x', label: 'Nanti saja' }] })
  picks('📱 Kirim nomor HP saya')
  picks('Nanti saja')
  await until(() => heard.length === 2)
  expect(heard).toEqual([
    { kind: 'contact', phone: '628120000077', own: true },
    { kind: 'text', text: 'Nanti saja' },
  ])
  await adapter.send(person, { text: 'Terima kasih, Kak.' })
  expect(fake.sight.chat(ME).keyboard).toBeUndefined()
  await adapter.stop()
  await close()
})
