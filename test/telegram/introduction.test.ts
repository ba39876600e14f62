import { expect, it } from 'vitest'
import { COMMANDS, DESCRIPTION, SHORT_DESCRIPTION } from '../../src/bots/telegram/introduction.ts'
import { until } from '../contracts/until.ts'
import { makeHarness } from './harness.ts'

it('tells Telegram who we are when it starts', async () => {
  const { adapter, fake, close } = await makeHarness('polling')
  await adapter.start(async () => {})
  await until(() => fake.profile.has('short_description'))
  expect(fake.profile.get('commands')).toEqual(COMMANDS)
  expect(fake.profile.get('description')).toBe(DESCRIPTION)
  expect(fake.profile.get('short_description')).toBe(SHORT_DESCRIPTION)
  await adapter.stop()
  await close()
})

it('has every command of the menu that people are promised', () => {
  expect(COMMANDS.map(({ command }) => command)).toEqual([
    'start',
    'menu',
    'daftar',
    'status',
    'jadwal',
    'petugas',
    'berhenti',
    'data',
  ])
})

it('says that it is free and that it is not SISKOP2MI, within what Telegram shows', () => {
  for (const [text, limit] of [[DESCRIPTION, 512] as const, [SHORT_DESCRIPTION, 120] as const]) {
    expect(text).toMatch(/tidak pernah m(em)?inta uang/)
    expect(text).toMatch(/[Bb]ukan SISKOP2MI/)
    expect(text.length).toBeLessThanOrEqual(limit)
  }
})

it('works also where Telegram does not want to know', async () => {
  const { adapter, fake, says, logged, close } = await makeHarness('polling')
  fake.faults.add({
    method: 'setMyCommands',
    fault: { code: 429, description: 'Too Many Requests', parameters: { retry_after: 9000 } },
  })
  const heard: unknown[] = []
  await adapter.start(async (events) => void heard.push(...events))
  says('halo')
  await until(() => heard.length === 1 && logged().some((line) => line.includes('could not describe itself')))
  expect(adapter.health()).toBeUndefined()
  await adapter.stop()
  await close()
})
