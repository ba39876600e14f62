import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Settlement } from '../../src/app/store.ts'
import { startDue } from '../../src/store/announcements/making.ts'
import { retry, steer } from '../../src/store/announcements/steering.ts'
import { forgetPerson } from '../../src/store/forget.ts'
import { enforceRetention } from '../../src/store/retention.ts'
import { BOT, sent, World } from './announcements-world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterEach(() => world.clear())
afterAll(() => world.close())

const failed =
  (reason: string) =>
  (row: string): Settlement => ({ row, state: 'failed', reason })

describe('the recipients of an announcement', () => {
  it('are those of the segment, each once; who is left out is told by reason', async () => {
    await world.people(3, { stage: 'lengkap', scheme: 'gtog-korea', province: '63' })
    await world.people(2, { stage: 'lengkap', scheme: 'ssw-kaigo', province: '63' })
    await world.person({ stage: 'seleksi', scheme: 'gtog-korea', province: '62' })
    await world.person({ stage: 'lengkap', stopped: true, province: '63' })
    await world.person({ stage: 'lengkap', left: true, province: '63' })
    await world.people(4, { stage: 'alumni', chatless: true, province: '63' })
    await world.people(5)
    await world.person({ silent: true })
    const counts = async (segment: object) => {
      const id = await world.announce('halo', { segment })
      const [row] = await world.sql('SELECT recipients, excluded FROM announcements WHERE id = $1', [id])
      expect((await world.tally(id)).recipients).toBe(row!.recipients)
      return row
    }
    expect(await counts({})).toEqual({
      recipients: 11,
      excluded: { berhenti: 1, 'tidak ada chat terbuka': 1, 'belum pernah menulis': 4, 'lama tidak menulis': 1 },
    })
    expect(await counts({ scheme: 'gtog-korea', stage: 'lengkap' })).toMatchObject({ recipients: 3 })
    expect(await counts({ province: '62' })).toMatchObject({ recipients: 1, excluded: {} })
    expect(await counts({ role: 'calon' })).toEqual({ recipients: 5, excluded: { 'lama tidak menulis': 1 } })
    expect(await counts({ role: 'pendaftar' })).toMatchObject({ recipients: 6 })
    expect(await counts({ role: 'alumni' })).toEqual({ recipients: 0, excluded: { 'belum pernah menulis': 4 } })
    expect(await counts({ channel: 'whatsapp', province: '62' })).toEqual({
      recipients: 0,
      excluded: { 'tidak ada chat terbuka': 1 },
    })
  })

  it('get it in the chat that they used last; no group and no staff are among them', async () => {
    const id = await world.person()
    await world.sql(
      `WITH chat AS (INSERT INTO chats (channel, account, chat_id, person_id) VALUES ('whatsapp', '9', 'wa', $1) RETURNING id)
       INSERT INTO sessions (chat, body) SELECT id, 'x' FROM chat`,
      [id],
    )
    await world.person()
    await world.sql("UPDATE chats SET chat_id = '-100' WHERE chat_id = '2'")
    await world.person()
    await world.sql("INSERT INTO staff (name, role, channel, chat_id) VALUES ('Rina', 'petugas', 'telegram', '3')")
    await world.announce('halo')
    expect(await world.sql('SELECT line, person_id FROM outbox')).toEqual([{ line: 'whatsapp/9', person_id: id }])
    await world.announce('coba', { segment: { role: 'petugas' } })
    expect(await world.sql('SELECT line FROM outbox WHERE announcement = 2')).toEqual([{ line: 'telegram/42' }])
  })

  it('are written down once, when its time has come, whoever looks', async () => {
    await world.people(50)
    const later = await world.make('besok', { startsAt: new Date(Date.now() + 3_600_000) })
    await world.make('sekarang')
    const started = await Promise.all(Array.from({ length: 4 }, () => startDue(world.db, new Date())))
    expect(started.flat()).toEqual([2])
    expect((await world.tally(2)).recipients).toBe(50)
    expect(await world.state(later)).toBe('terjadwal')
    expect(await startDue(world.db, new Date(Date.now() + 3_600_001))).toEqual([1])
  })

  it('wait for a second pair of eyes, which are not the writer’s', async () => {
    await world.people(2)
    const id = await world.make('halo', { by: 'rina', needsApproval: true })
    expect(await startDue(world.db, new Date())).toEqual([])
    expect(await steer(world.db.pool, id, 'terjadwal', 'rina')).toBe(false)
    expect(await steer(world.db.pool, id, 'terjadwal', 'budi')).toBe(true)
    expect(await steer(world.db.pool, id, 'terjadwal', 'budi')).toBe(false)
    expect(await startDue(world.db, new Date())).toEqual([id])
    expect(await world.sql('SELECT approved_by FROM announcements')).toEqual([{ approved_by: 'budi' }])
  })
})

describe('sending an announcement', () => {
  it('words it for each, and keeps its words in one place, sealed', async () => {
    await world.person({ stage: 'lengkap', name: 'Siti *Aminah*' })
    await world.person()
    const id = await world.announce('Halo {nama}, nomor Kakak {nomor}')
    expect(await world.sql('SELECT DISTINCT body FROM outbox')).toEqual([{ body: null }])
    const [row] = await world.sql<{ body: Buffer }>('SELECT body FROM announcements')
    expect(row!.body.includes('Halo')).toBe(false)
    const claimed = await world.sender(1).claim(id)
    expect(claimed.map(({ reply }) => reply.text.split('\n')[0]).sort()).toEqual([
      'Halo Kakak, nomor Kakak -',
      'Halo Siti \\*Aminah\\*, nomor Kakak LA-2026-000001',
    ])
    expect(claimed.every(({ reply }) => reply.aside && reply.text.includes('*berhenti*'))).toBe(true)
  })

  it('shares one pace between processes, less the replies that left', async () => {
    await world.people(60)
    const id = await world.announce('halo')
    const [one, two] = [world.sender(1), world.sender(2)]
    const pace = { kind: 'steady', perSecond: 20 } as const
    await one.claim(id, { pace })
    const began = performance.now()
    const claimed: string[] = []
    while (performance.now() - began < 1500) {
      const both = await Promise.all([one.claim(id, { pace }), two.claim(id, { pace })])
      claimed.push(...both.flat().map(({ row }) => row))
      await sleep(50)
    }
    expect(new Set(claimed).size).toBe(claimed.length)
    expect(claimed.length).toBeGreaterThan(20)
    expect(claimed.length).toBeLessThanOrEqual(20 * 1.6 + 7)
    await one.claim(id, { pace, replies: 40 })
    await sleep(1000)
    expect(await two.claim(id, { pace })).toEqual([])
  })

  it('goes slowly over a linked device: one at a time, so many a day, and never while it is restricted', async () => {
    const account = { channel: 'whatsapp', account: '9' } as const
    await world.people(5, { account })
    const id = await world.announce('halo')
    const sender = world.sender(1, [account])
    const slow = { kind: 'slow', afterMs: 150, perDay: 2, day: '2026-11-25' } as const
    const claim = async (pace = slow as typeof slow | { kind: 'slow'; afterMs: number; perDay: number; day: string }) =>
      (await sender.claim(id, { pace })).length
    expect(await claim()).toBe(1)
    expect(await claim()).toBe(0)
    await sleep(200)
    await world.sql("INSERT INTO logins (account, time_lock_until) VALUES ('9', now() + interval '1 hour')")
    expect(await claim()).toBe(0)
    await world.sql("UPDATE logins SET time_lock_until = now() - interval '1 second'")
    expect(await claim()).toBe(1)
    await sleep(200)
    expect(await claim()).toBe(0) // enough for today
    expect(await claim({ ...slow, day: '2026-11-26' })).toBe(1)
  })

  it('overtakes nobody who is being talked with, and holds up no reply', async () => {
    await world.person()
    const id = await world.announce('halo')
    const sender = world.sender(1)
    await world.sql("INSERT INTO outbox (chat, kind, priority, body) VALUES (1, 'reply', 0, $1)", [
      world.db.keys.seal('outbox', { text: 'jawaban' }),
    ])
    expect(await sender.claim(id)).toEqual([])
    const [reply] = await sender.outbox.claim(10)
    expect(reply).toMatchObject({ kind: 'reply' })
    await sender.settle([reply!])
    await world.sql('UPDATE sessions SET updated_at = now()')
    expect(await sender.claim(id)).toEqual([])
    await world.sql("UPDATE sessions SET updated_at = now() - interval '2 seconds'")
    expect(await sender.claim(id)).toHaveLength(1)
  })

  it('pauses, goes on and is cancelled at once', async () => {
    await world.people(6)
    const id = await world.announce('halo')
    const sender = world.sender(1)
    await sender.settle(await sender.claim(id, { limit: 2 }))
    expect(await steer(world.db.pool, id, 'dijeda', 'rina')).toBe(true)
    expect(await sender.claim(id)).toEqual([])
    expect(await sender.outbox.pushes()).toEqual([])
    expect(await steer(world.db.pool, id, 'berjalan', 'rina')).toBe(true)
    const onTheWay = await sender.claim(id, { limit: 1 })
    expect(await steer(world.db.pool, id, 'dibatalkan', 'rina')).toBe(true)
    expect(await sender.claim(id)).toEqual([])
    await world.end()
    await sender.settle(onTheWay)
    expect(await world.tally(id)).toEqual({
      recipients: 6,
      sent: 3,
      failed: 0,
      skipped: 3,
      unknown: 0,
      waiting: 0,
      reasons: { dibatalkan: 3 },
    })
    for (const to of ['berjalan', 'dijeda', 'dibatalkan', 'terjadwal'] as const)
      expect(await steer(world.db.pool, id, to, 'rina')).toBe(false)
  })

  it('passes by who said *berhenti*, left or was forgotten meanwhile', async () => {
    const [stopped, forgotten] = [await world.person({ stage: 'lengkap', name: 'Budi' }), await world.person()]
    await world.people(2)
    const id = await world.announce('halo {nama}')
    await world.sql('UPDATE people SET stopped_at = now() WHERE id = $1', [stopped])
    await world.db.transaction((client) => forgetPerson(client, world.db.keys, forgotten, 'rina'))
    const sender = world.sender(1)
    await sender.outbox.left('3')
    await sender.settle(await sender.claim(id))
    expect(await world.tally(id)).toMatchObject({
      recipients: 4,
      sent: 1,
      skipped: 3,
      reasons: { berhenti: 1, forgotten: 1, 'person left': 1 },
    })
  })

  it('passes by who restricted their data, before it is written and after', async () => {
    const [before, after] = [await world.person(), await world.person()]
    await world.people(2)
    await world.sql('UPDATE people SET restricted_at = now() WHERE id = $1', [before])
    const id = await world.announce('halo')
    expect((await world.tally(id)).recipients).toBe(3)
    await world.sql('UPDATE people SET restricted_at = now() WHERE id = $1', [after])
    const sender = world.sender(1)
    await sender.settle(await sender.claim(id))
    expect(await world.tally(id)).toMatchObject({ sent: 2, skipped: 1, reasons: { 'membatasi datanya': 1 } })
  })

  it('does not try again what was on its way to somebody who was forgotten', async () => {
    const person = await world.person()
    const id = await world.announce('halo')
    const sender = world.sender(1)
    const claimed = await sender.claim(id)
    await world.db.transaction((client) => forgetPerson(client, world.db.keys, person, 'rina'))
    await sender.settle(claimed, (row) => ({ row, state: 'queued', afterMs: 0, reason: 'HTTP 500', repeated: false }))
    expect(await world.tally(id)).toMatchObject({ recipients: 1, skipped: 1, reasons: { forgotten: 1 } })
  })

  it('never says again by itself what may have arrived; staff can', async () => {
    await world.people(3)
    const id = await world.announce('halo')
    const dead = world.sender(999_999)
    await dead.claim(id, { limit: 2 })
    const sender = world.sender(1)
    expect(await sender.outbox.recover()).toBe(2)
    await sender.settle(await sender.claim(id))
    expect(await world.end()).toBe(1)
    expect(await world.tally(id)).toMatchObject({ sent: 1, unknown: 2, reasons: { 'sender ended': 2 } })
    expect(await retry(world.db.pool, id, 'failed', 'rina')).toBe(0)
    expect(await retry(world.db.pool, id, 'unknown', 'rina')).toBe(2)
    expect(await world.state(id)).toBe('berjalan')
    await sender.settle(await sender.claim(id))
    expect(await world.tally(id)).toMatchObject({ recipients: 3, sent: 3, unknown: 0 })
  })

  it('is corrected for exactly those who may have received it', async () => {
    await world.people(5)
    const id = await world.announce('besok jam 8')
    const sender = world.sender(1)
    const claimed = await sender.claim(id)
    await sender.settle(claimed.slice(0, 2))
    await sender.settle(claimed.slice(2, 3), failed('message refused: x'))
    await sender.settle(claimed.slice(3, 4), (row) => ({ row, state: 'unknown', reason: 'timeout' }))
    const correction = await world.announce('bukan jam 8, jam 9', { corrects: id })
    const again = await sender.claim(correction)
    expect(again.map(({ chat }) => chat).sort()).toEqual(
      [claimed[0]!, claimed[1]!, claimed[3]!].map(({ chat }) => chat).sort(),
    )
  })
})

describe('the end of an announcement', () => {
  it('is told once, in the chat in which it was made, by whichever process sees it', async () => {
    await world.people(2)
    const id = await world.make('halo', { chat: '1' })
    await startDue(world.db, new Date())
    expect(await world.end()).toBe(0)
    const sender = world.sender(1)
    await sender.settle(await sender.claim(id))
    const ended = await Promise.all([world.end(), world.end(), world.end()])
    expect(ended.sort()).toEqual([0, 0, 1])
    expect(await sender.outbox.claim(10)).toMatchObject([{ chat: '1', kind: 'notice', reply: { text: 'selesai' } }])
  })

  it('keeps its counts when who got it is deleted', async () => {
    await world.people(3)
    const id = await world.announce('halo')
    const sender = world.sender(1)
    const claimed = await sender.claim(id)
    await sender.settle(claimed.slice(1))
    await sender.settle(claimed.slice(0, 1), failed('person left: blocked'))
    await world.end()
    const before = await world.tally(id)
    const days = {
      draftDays: 1,
      registrationDays: 1,
      documentDays: 180,
      messageDays: 90,
      inboxDays: 1,
      alumniDays: 1095,
      proofDays: 1825,
    }
    await enforceRetention(world.db, days, new Date(Date.now() + 89 * 86_400_000))
    expect(await world.sql('SELECT FROM outbox')).toHaveLength(3)
    await enforceRetention(world.db, days, new Date(Date.now() + 91 * 86_400_000))
    expect(await world.sql('SELECT FROM outbox')).toEqual([])
    expect(await world.tally(id)).toEqual(before)
    expect(await retry(world.db.pool, id, 'failed', 'rina')).toBe(0)
  })
})

describe('whatever happens, in whatever order', () => {
  it('the ledger adds up to the recipients, and nobody gets it twice', async () => {
    let seed = Date.now() % 1_000_000
    const random = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * n)
    }
    const began = seed
    const people: string[] = []
    for (let n = 0; n < 40; n++) people.push(await world.person({ stage: 'lengkap', name: `Orang ${n}` }))
    const id = await world.announce('halo {nama}')
    const senders = [world.sender(1), world.sender(2)]
    const arrived: string[] = []
    for (let step = 0; step < 150; step++) {
      const sender = senders[random(2)]!
      const what = random(8)
      if (what < 4) {
        const claimed = await sender.claim(id, { limit: 1 + random(3) })
        await sender.settle(claimed, (row, n) => {
          const fate = random(5)
          if (fate === 0) return { row, state: 'queued', afterMs: 0, reason: 'HTTP 500', repeated: false }
          if (fate === 1) return { row, state: 'failed', reason: 'message refused: x' }
          arrived.push(claimed[n]!.chat)
          return sent(row)
        })
      } else if (what === 4) await steer(world.db.pool, id, random(2) ? 'dijeda' : 'berjalan', 'rina')
      else if (what === 5) await world.sql('UPDATE people SET stopped_at = now() WHERE id = $1', [people[random(40)]])
      else if (what === 6) await sender.outbox.left(String(1 + random(40)))
      else await world.db.transaction((client) => forgetPerson(client, world.db.keys, people[random(40)]!, 'rina'))
      const { recipients, sent: done, failed, skipped, unknown, waiting } = await world.tally(id)
      expect({ began, step, sum: done + failed + skipped + unknown + waiting }).toEqual({ began, step, sum: 40 })
      expect(recipients).toBe(40)
    }
    expect(new Set(arrived).size).toBe(arrived.length)
    expect((await world.tally(id)).sent).toBe(arrived.length)
  })
})

describe('sources of pushes', () => {
  it('are told per account, reminders first', async () => {
    await world.people(2)
    await world.announce('satu')
    const [, account] = [BOT, { channel: 'whatsapp', account: '9' } as const]
    await world.people(1, { account })
    await world.announce('dua')
    await world.sql("INSERT INTO outbox (chat, kind, priority, body) VALUES (1, 'reminder', 2, 'x')")
    const { outbox } = world.sender(1, [BOT, account])
    expect(await outbox.pushes()).toEqual([
      { account: BOT, announcement: undefined },
      { account: BOT, announcement: 1 },
      { account: BOT, announcement: 2 },
      { account, announcement: 2 },
    ])
  })
})
