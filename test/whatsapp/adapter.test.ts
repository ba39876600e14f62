import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WhatsAppAdapter } from '../../src/bots/whatsapp/adapter.ts'
import type { ChatEvent } from '../../src/domain/chat.ts'
import { until } from '../contracts/until.ts'
import { makeHarness, type WhatsAppHarness } from './harness.ts'

describe('a number on WhatsApp', { timeout: 30_000 }, () => {
  let h: WhatsAppHarness
  let adapter: WhatsAppAdapter
  /** What is durable, by id, and how often it was written. */
  let kept: Map<string, number>
  let heard: ChatEvent[]
  let failures = 0

  beforeEach(async () => {
    h = await makeHarness()
    adapter = h.adapter
    kept = new Map()
    heard = []
    failures = 0
    h.login.commit = async (events) => {
      if (failures > 0 && events.length > 0) {
        failures--
        throw new Error('no database')
      }
      for (const { id } of events) kept.set(id, (kept.get(id) ?? 0) + 1)
    }
  })
  afterEach(async () => {
    await adapter.stop()
    await h.close()
  })

  const start = (one = adapter) => one.start(async (events) => void heard.push(...events))
  const texts = () => heard.map(({ input }) => (input.kind === 'text' ? input.text : input.kind))
  const send = (text: string, key?: string) => adapter.send(h.person, { text }, key)
  const restart = async () => {
    await adapter.close()
    adapter = h.again()
    await start()
  }

  it('loses nothing when the line is cut while Baileys still holds back what came offline', async () => {
    const [one, two] = [h.peer.says(h.phone, 'satu'), h.peer.says(h.phone, 'dua')]
    h.peer.holdOfflineEnd = true
    await start()
    await until(() => h.peer.unconfirmed === 0) // Baileys has said that it has them
    expect([...kept.keys()]).toEqual([one, two])
    expect(texts()).toEqual(['satu', 'dua'])
  })

  it('takes a message once that the server brings twice, for it missed the receipt', async () => {
    await start()
    h.peer.ignoreReceipts = true
    const id = h.peer.says(h.phone, 'satu')
    await until(() => heard.length === 1)
    h.peer.cut()
    await until(() => h.peer.logins === 2 && h.peer.connected)
    h.peer.ignoreReceipts = false
    h.peer.says(h.phone, 'dua')
    await until(() => texts().includes('dua'))
    expect(kept.get(id)).toBe(1)
    expect(texts()).toEqual(['satu', 'dua'])
  })

  it('takes the first message of a session once too, where it is brought again after a kill', async () => {
    await start()
    h.peer.ignoreReceipts = true
    h.peer.says(h.phone, 'satu')
    await until(() => heard.length === 1)
    await restart()
    h.peer.ignoreReceipts = false
    await until(() => h.peer.unconfirmed === 0)
    h.peer.says(h.phone, 'dua')
    await until(() => texts().includes('dua'))
    expect([texts(), h.peer.retries]).toEqual([['satu', 'dua'], 0])
  })

  it('takes a message all the same when the database is away for a moment, and when it is away for long', async () => {
    await start()
    failures = 2
    h.peer.says(h.phone, 'sebentar')
    await until(() => heard.length === 1)
    failures = 25 // more than Baileys' tries: the phone is asked for it again
    h.peer.says(h.phone, 'lama')
    await until(() => heard.length === 2, 15_000)
    expect(texts()).toEqual(['sebentar', 'lama'])
    await until(() => h.peer.unconfirmed === 0)
    expect(adapter.health()).toBeUndefined()
  })

  it('can be read by the phone, and reads it, while both write as fast as they can', async () => {
    h.login.slowMs = 8
    await adapter.close()
    adapter = h.again({ hurried: true })
    await start()
    h.peer.says(h.phone, 'mulai')
    await until(() => heard.length === 1)
    await send('mulai')
    const n = 60
    const pause = (most: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * most))
    const talk = async () => {
      for (let i = 0; i < n; i++) {
        h.peer.says(h.phone, `u${i}`)
        await pause(40)
      }
    }
    const answer = async () => {
      for (let i = 0; i < n; i++) await send(`b${i}`)
    }
    await Promise.all([talk(), answer()])
    await until(() => heard.length === n + 1, 15_000)
    expect(new Set(h.phone.shown).size).toBe(n + 1)
    expect(h.peer.problems).toEqual([])
    expect([...kept.values()].every((times) => times === 1)).toBe(true)
  })

  it('sends a message of unknown fate again under its id, and the phone shows one', async () => {
    await start()
    h.peer.says(h.phone, 'halo')
    await until(() => heard.length === 1)
    h.peer.fates.push('cut after')
    await expect(send('jadwal', '17')).rejects.toMatchObject({ verdict: 'try later' })
    const { platformId } = await send('jadwal', '17')
    expect(h.phone.received.map(({ id }) => id)).toEqual([platformId, platformId])
    expect(h.phone.shown).toEqual(['jadwal'])
  })

  it('has written the step of its keys when a phone has the message, so that another process never seals by them again', async () => {
    await start()
    h.peer.says(h.phone, 'halo')
    await until(() => heard.length === 1)
    h.login.slowMs = 30
    for (const text of ['satu', 'dua', 'tiga']) {
      const { length } = h.phone.shown
      void send(text).catch(() => {})
      await until(() => h.phone.shown.length > length)
      const died = h.login.copy() // as it is on the disk of somebody who is killed now
      await adapter.close()
      h.login.become(died)
      adapter = h.again()
      await start()
    }
    await send('empat')
    expect(h.phone.shown).toEqual(['satu', 'dua', 'tiga', 'empat'])
    expect(h.peer.problems).toEqual([])
  })

  it('reads on in a new session although something of an older one came late, and is read', async () => {
    await start()
    h.peer.says(h.phone, 'satu')
    await until(() => heard.length === 1)
    await send('jawab satu')
    h.peer.ignoreReceipts = true
    h.peer.says(h.phone, 'dua')
    await until(() => heard.length === 2)
    await adapter.close() // killed before its receipt: it asks for "dua" again, and the phone begins a new session
    h.peer.ignoreReceipts = false
    adapter = h.again()
    await start()
    await until(() => h.peer.retries === 1)
    await send('jawab dua') // in the old one
    h.peer.says(h.phone, 'tiga')
    await until(() => texts().includes('tiga'))
    await send('jawab tiga')
    expect(h.phone.shown).toEqual(['jawab satu', 'jawab dua', 'jawab tiga'])
    expect(h.peer.retries).toBe(1)
    expect(h.peer.problems).toEqual([])
  })

  it('keeps a message to itself until the step of its keys is written', async () => {
    await start()
    h.peer.says(h.phone, 'halo')
    await until(() => heard.length === 1)
    let away = true
    h.login.commit = async () => {
      if (away) throw new Error('no database')
    }
    const sending = send('jadwal')
    await until(() => adapter.health() === 'messages cannot be stored')
    expect(h.phone.received).toEqual([])
    away = false
    await sending
    expect(h.phone.shown).toEqual(['jadwal'])
    expect(h.peer.problems).toEqual([])
  })

  it('sends again what a phone could not read, also after a restart, and forgets it once it has arrived', async () => {
    await start()
    h.peer.says(h.phone, 'halo')
    await until(() => heard.length === 1)
    h.peer.fates.push('cut after') // it arrived, but no receipt says so
    await send('jadwal', '1').catch(() => {})
    const [{ id } = { id: '' }] = h.phone.received
    await restart()
    h.peer.asksAgain(h.phone, id)
    await until(() => h.phone.received.length === 2)
    expect(h.phone.shown).toEqual(['jadwal'])
    await until(() => h.login.bodies.size === 0)
    const { platformId } = await send('lain', '2')
    await until(() => h.phone.shown.length === 2 && !h.login.bodies.has(platformId))
  })

  it('keeps nothing of a message that WhatsApp refused', async () => {
    await start()
    h.peer.says(h.phone, 'halo')
    await until(() => heard.length === 1)
    h.peer.fates.push({ error: '479' })
    await expect(send('kata Siti', '1')).rejects.toMatchObject({ verdict: 'message refused' })
    expect(h.login.bodies.size).toBe(0)
    h.peer.fates.push({ error: '503' })
    await expect(send('jadwal', '2')).rejects.toMatchObject({ verdict: 'try later' })
    expect(h.login.bodies.size).toBe(1)
  })

  describe('restricted by WhatsApp', () => {
    const END = Math.floor(Date.now() / 1000) + 7200
    const refuse463 = async () => {
      h.peer.says(h.phone, 'halo')
      await until(() => heard.length === 1)
      h.peer.fates.push({ error: '463' })
      await expect(send('jadwal', '1')).rejects.toMatchObject({ verdict: 'message refused' })
      await until(() => h.login.restrictions.length === 1)
    }

    it('keeps until when, and that it is over, and goes on answering', async () => {
      await start()
      const operation = 'NotificationUserReachoutTimelockUpdate'
      const tell = (lock: object) => h.peer.notifies(operation, { xwa2_notify_account_reachout_timelock: lock })
      tell({ is_active: true, time_enforcement_ends: String(END), enforcement_type: 'BIZ_QUALITY' })
      await until(() => h.told.length === 1)
      expect(h.login.restrictions).toEqual([['time-lock', new Date(END * 1000)]])
      expect(h.told).toEqual(['may not write to new people'])
      expect(h.adapter.health()).toBeUndefined()
      h.peer.says(h.phone, 'halo')
      await until(() => heard.length === 1)
      await send('jadwal', '1')
      await until(() => h.phone.shown.length === 1)
      tell({ is_active: false })
      await until(() => h.login.restrictions.length === 2)
      expect(h.login.restrictions[1]).toEqual(['time-lock', undefined])
      expect(h.told).toHaveLength(1)
    })

    it('keeps when a quota that is used up is renewed', async () => {
      await start()
      const tell = (capping_status: string) =>
        h.peer.notifies('MessageCappingInfoNotification', {
          xwa2_notify_new_chat_messages_capping_info_update: { capping_status, cycle_end_timestamp: String(END) },
        })
      tell('FIRST_WARNING')
      tell('CAPPED')
      await until(() => h.login.restrictions.length === 2)
      expect(h.login.restrictions).toEqual([
        ['cap', undefined],
        ['cap', new Date(END * 1000)],
      ])
    })

    it('asks for how long after 463', async () => {
      h.peer.timeLock = { is_active: true, time_enforcement_ends: String(END) }
      await start()
      await refuse463()
      expect(h.login.restrictions).toEqual([['time-lock', new Date(END * 1000)]])
    })

    it('takes it for a day where nobody tells', async () => {
      h.peer.timeLock = undefined
      await start()
      await refuse463()
      const [[kind, end] = []] = h.login.restrictions
      expect(kind).toBe('time-lock')
      expect(end!.getTime() - Date.now()).toBeGreaterThan(23 * 60 * 60 * 1000)
    })
  })

  it('tells what has arrived and what was read', async () => {
    await start()
    h.peer.says(h.phone, 'halo')
    await until(() => heard.length === 1)
    const { platformId } = await send('jadwal', '1')
    await until(() => h.login.receipts.length === 1)
    h.peer.reads(h.phone, platformId)
    await until(() => h.login.receipts.length === 2)
    expect(h.login.receipts).toEqual([
      { platformId, at: expect.any(Date), read: false },
      { platformId, at: expect.any(Date), read: true },
    ])
  })

  it('hears of a photo that only the phone shows, and keeps that too', async () => {
    await start()
    h.peer.says(h.phone, 'halo')
    await until(() => heard.length === 1)
    h.peer.showsOnce(h.phone)
    await until(() => heard.length === 2)
    expect(heard[1]).toMatchObject({ from: h.person, input: { kind: 'unsupported', what: 'foto sekali lihat' } })
    expect(kept.size).toBe(2)
  })

  it('hands on a photo by its handle, under the words of the reply', async () => {
    await start()
    const image = {
      url: 'https://mmg.whatsapp.net/x',
      directPath: '/v/x',
      mediaKey: Buffer.alloc(32, 7),
      mimetype: 'image/jpeg',
    }
    h.peer.says(h.phone, { imageMessage: { ...image, caption: 'paspor saya' } })
    await until(() => heard.length === 1)
    const { input } = heard[0]!
    if (input.kind !== 'file') throw new Error(input.kind)
    await adapter.send(h.person, { text: 'Dari *Siti*', file: input.file })
    const { mediaKey, ...shown } = h.phone.received[0]!.message.imageMessage!
    expect(shown).toMatchObject({ url: image.url, directPath: image.directPath, caption: 'Dari *Siti*' })
    expect(Buffer.from(mediaKey!).equals(image.mediaKey)).toBe(true)
  })

  it('answers a person whose number WhatsApp does not tell', async () => {
    await start()
    h.peer.says(h.phone, 'halo', { hidePn: true })
    await until(() => heard.length === 1)
    expect(heard[0]!.from.chatId).toBe(h.phone.lidJid)
    await send('hai')
    expect(h.phone.shown).toEqual(['hai'])
  })

  it('knows a person by the same chat when they are addressed by number', async () => {
    await start()
    h.peer.says(h.phone, 'satu', { by: 'pn' })
    h.peer.says(h.phone, 'dua')
    await until(() => heard.length === 2)
    expect(new Set(heard.map(({ from }) => from.chatId))).toEqual(new Set([h.phone.lidJid]))
  })

  it('is not linked until somebody links it, and takes the line by itself then', async () => {
    const { credentials } = h.login
    h.login.credentials = undefined
    await start()
    expect(adapter.health()).toMatch(/not linked/)
    await expect(send('x')).rejects.toMatchObject({ verdict: 'try later' })
    h.login.credentials = credentials
    await until(() => adapter.health() === undefined)
    expect(h.login.reports.at(-1)).toBe('well')
  })

  it('is unlinked when somebody asks for it', async () => {
    await start()
    h.login.wantsToLeave = true
    await until(() => !h.peer.linked)
    await until(() => h.login.credentials === undefined)
    expect(adapter.health()).toMatch(/not linked|logged out/)
    expect(h.told).toEqual(['logged out by the phone'])
  })

  it('can be started again after it was closed', async () => {
    await start()
    await until(() => h.peer.connected)
    await adapter.close()
    await until(() => !h.peer.connected)
    h.peer.says(h.phone, 'halo')
    await start()
    await until(() => heard.length === 1)
    await send('hai')
    expect(h.phone.shown).toEqual(['hai'])
  })

  it('is not well before its line is open', async () => {
    const starting = start()
    await until(() => adapter.health() !== undefined)
    expect(adapter.health()).toBe('connecting')
    await starting
    expect(adapter.health()).toBeUndefined()
  })
})
