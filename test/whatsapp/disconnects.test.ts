/** What the adapter does when WhatsApp ends its line, code by code (463 ends none: adapter.test.ts). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LinkError, link } from '../../src/bots/whatsapp/link.ts'
import type { ChatEvent } from '../../src/domain/chat.ts'
import { until } from '../contracts/until.ts'
import { MemoryLogin } from '../whatsapp-peer/linked-login.ts'
import { makeHarness, type WhatsAppHarness } from './harness.ts'

describe('a line that ends', { timeout: 30_000 }, () => {
  let h: WhatsAppHarness
  let heard: ChatEvent[]
  beforeEach(async () => {
    h = await makeHarness()
    heard = []
  })
  afterEach(async () => {
    vi.useRealTimers()
    await h.adapter.stop()
    await h.close()
  })
  const start = () => h.adapter.start(async (events) => void heard.push(...events))
  const open = async () => {
    await start()
    await until(() => h.peer.connected)
  }
  const ends = (code: string | undefined, why?: { tag: string; attrs: Record<string, string> }) =>
    h.peer.ends(code, why)
  const rest = () => new Promise((resolve) => setTimeout(resolve, 200))
  /** Nobody comes back, and everybody knows. */
  async function givenUp(problem: string): Promise<void> {
    await until(() => h.adapter.health() === problem)
    const tries = h.peer.logins + h.peer.refusals
    await rest()
    expect(h.peer.logins + h.peer.refusals).toBe(tries)
    expect(h.told).toEqual([problem])
    await expect(h.adapter.send(h.person, { text: 'x' })).rejects.toMatchObject({ verdict: 'try later' })
  }

  it.each<[string, () => void]>([
    ['408, said by WhatsApp', () => ends('408')],
    ['428, a cut line', () => h.peer.cut()],
    ['428, the end of the stream', () => h.peer.endsStream()],
    ['500, an error without a name', () => ends(undefined)],
    ['503, trouble of WhatsApp', () => ends('503')],
    ['515, a restart that WhatsApp asks for', () => ends('515')],
    ['a code that is not known yet', () => ends('599')],
  ])('is made anew after %s', async (_, end) => {
    await open()
    end()
    await until(() => h.peer.logins === 2 && h.peer.connected)
    h.says('halo')
    await until(() => heard.length === 1)
    await until(() => h.adapter.health() === undefined)
    expect(h.told).toEqual([])
  })

  it('is made anew after 408, where nothing is heard of WhatsApp for long', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    await open()
    h.peer.silent = true
    vi.advanceTimersByTime(30_000) // Baileys asks for a sign of life
    vi.advanceTimersByTime(30_000)
    h.peer.silent = false
    await until(() => h.peer.logins === 2 && h.peer.connected)
  })

  it.each(['402', '403', '406', '409', '411'])('is given up where WhatsApp refuses the number by %s', async (code) => {
    h.peer.refuseLogin = code
    await start()
    await givenUp(`WhatsApp refuses this number (${code})`)
    expect([h.peer.logins, h.peer.refusals]).toEqual([0, 1])
  })

  it.each(['402', '403', '406', '409', '411'])('is given up where WhatsApp ends it by %s', async (code) => {
    await open()
    ends(code)
    await givenUp(`WhatsApp refuses this number (${code})`)
    expect(h.peer.logins).toBe(1)
  })

  it('is given up after the third 405 in a row, and not before', async () => {
    h.peer.refuseLogin = '405'
    await start()
    await givenUp('WhatsApp refuses this version (405): the assistant needs an update')
    expect(h.peer.refusals).toBe(3)
  })

  it('is made anew where the second 405 was the last', async () => {
    h.peer.refuseLogin = '405'
    const starting = start()
    await until(() => h.peer.refusals === 2)
    h.peer.refuseLogin = undefined
    await starting
    await until(() => h.peer.logins === 1 && h.adapter.health() === undefined)
    expect(h.told).toEqual([])
  })

  it('is given up after 440, for another process has taken the number and would be thrown out in turn', async () => {
    await open()
    ends(undefined, { tag: 'conflict', attrs: { type: 'replaced' } })
    await givenUp('another process holds this number')
    expect(h.peer.logins).toBe(1)
  })

  it.each<[string, () => Promise<void>]>([
    [
      'removed the device while it was on',
      async () => {
        await open()
        ends('401', { tag: 'conflict', attrs: { type: 'device_removed' } })
      },
    ],
    [
      'removed it while it was off',
      async () => {
        h.peer.refuseLogin = '401'
        await start()
      },
    ],
  ])('is not made again after 401, where the phone %s: the login is forgotten', async (_, happens) => {
    await happens()
    await until(() => h.login.credentials === undefined)
    await rest()
    expect(h.told).toEqual(['logged out by the phone'])
    expect(h.adapter.health()).toBe('not linked: langkah whatsapp link')
  })

  it('forgets its login also where the database is away just then, and goes on', async () => {
    await open()
    const clear = h.login.clear.bind(h.login)
    let tries = 0
    h.login.clear = async () => {
      if (++tries < 3) throw new Error('the database is away')
      await clear()
    }
    const { credentials } = h.login
    ends('401', { tag: 'conflict', attrs: { type: 'device_removed' } })
    await until(() => h.adapter.health() === 'not linked: langkah whatsapp link')
    expect([tries, h.login.credentials]).toEqual([3, undefined])
    h.login.credentials = credentials // somebody links it again
    await until(() => h.adapter.health() === undefined)
  })

  it('is told of where it ends by 500 again and again, and is made anew all the same', async () => {
    await start()
    for (let n = 1; n <= 6; n++) {
      await until(() => h.peer.logins === n && h.peer.connected)
      expect(h.told).toHaveLength(n > 5 ? 1 : 0)
      ends('500')
    }
    await until(() => h.peer.logins === 7 && h.adapter.health() === undefined)
    expect(h.told).toEqual(['WhatsApp ends the line again and again (500)'])
  })

  it('is not hurried anew where a restart is asked for without end', async () => {
    h.peer.refuseLogin = '515'
    const starting = start()
    await until(() => h.peer.refusals === 4)
    await until(() => h.adapter.health() === 'no line to WhatsApp')
    h.peer.refuseLogin = undefined
    await starting
    await until(() => h.adapter.health() === undefined)
  })

  it('ends a linking whose QR codes are used up (408), and keeps nothing of it', async () => {
    h.peer.qrCodes = 1
    const login = new MemoryLogin()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const shown: string[] = []
    const linking = link({
      server: h.server,
      login,
      phone: undefined,
      show: (what) => shown.push('qr' in what ? what.qr : ''),
    })
    const failed = linking.catch((error: unknown) => error)
    while (shown.length === 0) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await failed).toEqual(new LinkError('waktunya habis sebelum kode dipakai'))
    expect([shown.length, login.credentials]).toEqual([1, undefined])
  })
})
