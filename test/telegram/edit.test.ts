import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeHarness, type TelegramHarness } from './harness.ts'

describe('a message on Telegram that is changed', () => {
  let h: TelegramHarness
  beforeEach(async () => {
    h = await makeHarness('polling')
    await h.adapter.start(async () => {})
    h.fake.people.sendsPhoto(77)
  })
  afterEach(async () => {
    await h.adapter.stop()
    await h.close()
  })
  const reply = (text: string) => ({ text, choices: [{ id: 'a:b', label: 'Lihat' }] })

  it('stays where it is, and may be changed to what it says already', async () => {
    const { platformId } = await h.adapter.send(h.person, reply('*40%*'))
    await h.adapter.edit!(h.person, platformId, reply('*60%*'))
    await h.adapter.edit!(h.person, platformId, reply('*60%*'))
    expect(h.shown()).toEqual([expect.stringContaining('60%')])
  })

  it('that is gone is told', async () => {
    await expect(h.adapter.edit!(h.person, '999', reply('60%'))).rejects.toMatchObject({ verdict: 'message refused' })
  })
})
