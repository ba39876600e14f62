/** What the official WhatsApp asks of the store: when somebody was last heard, and a failure that is told late. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ChatAddress } from '../../src/domain/chat.ts'
import type { Database } from '../../src/store/database.ts'
import { failedLater } from '../../src/store/failed-later.ts'
import { lastHeard } from '../../src/store/last-heard.ts'
import { openFresh } from '../fresh-database.ts'

const SITI: ChatAddress = { channel: 'whatsapp', account: '106', chatId: '6281234567890' }
const BUDI: ChatAddress = { ...SITI, chatId: '6281300000000' }

describe('the ledger of WhatsApp', () => {
  let db: Database
  let close: () => Promise<void>
  beforeAll(async () => {
    const fresh = await openFresh()
    db = fresh.db
    close = fresh.close
  })
  afterEach(() => db.pool.query('TRUNCATE people, chats, inbox, outbox RESTART IDENTITY CASCADE'))
  afterAll(() => close())

  async function chat({ channel, account, chatId }: ChatAddress): Promise<string> {
    const { rows } = await db.pool.query<{ id: string }>(
      `WITH person AS (INSERT INTO people DEFAULT VALUES RETURNING id)
       INSERT INTO chats (channel, account, chat_id, person_id) SELECT $1, $2, $3, id FROM person RETURNING id`,
      [channel, account, chatId],
    )
    return rows[0]!.id
  }
  const message = (id: string, state: string, platformId: string | null) =>
    db.pool.query('INSERT INTO outbox (chat, kind, priority, state, platform_id) VALUES ($1, $2, 0, $3, $4)', [
      id,
      'reply',
      state,
      platformId,
    ])
  const ledger = async () =>
    (await db.pool.query('SELECT state, reason FROM outbox ORDER BY id')).rows.map(({ state, reason }) => [
      state,
      reason,
    ])
  const states = async () => (await db.pool.query('SELECT state FROM chats ORDER BY id')).rows.map(({ state }) => state)
  const failed = (platformId: string, left = false, to = SITI) =>
    failedLater(db, { to, platformId, reason: 'message refused: x', left })

  it('knows when a chat was last heard, by the platform’s clock, and nothing of the others', async () => {
    const siti = await chat(SITI)
    expect(await lastHeard(db, SITI)).toBeUndefined()
    for (const at of ['2026-11-24T02:00:00Z', '2026-11-24T05:00:00Z', '2026-11-24T03:00:00Z'])
      await db.pool.query('INSERT INTO inbox (chat, event_id, at) VALUES ($1, $2, $3)', [siti, at, at])
    expect(await lastHeard(db, SITI)).toEqual(new Date('2026-11-24T05:00:00Z'))
    await chat(BUDI)
    for (const other of [BUDI, { ...SITI, account: '107' }, { ...SITI, channel: 'telegram' as const }])
      expect(await lastHeard(db, other)).toBeUndefined()
  })

  it('corrects a message that was sent, also by one of several parts, and no other', async () => {
    const siti = await chat(SITI)
    const budi = await chat(BUDI)
    await message(siti, 'sent', 'wamid.A')
    await message(siti, 'sent', 'wamid.B,wamid.C')
    await message(siti, 'queued', null)
    await message(budi, 'sent', 'wamid.A')
    expect(await failed('wamid.C')).toBe(true)
    expect(await failed('wamid')).toBe(false)
    expect(await failed('wamid.C')).toBe(false)
    expect(await failed('wamid.A', false, { ...SITI, account: '107' })).toBe(false)
    expect(await ledger()).toEqual([
      ['sent', null],
      ['failed', 'message refused: x'],
      ['queued', null],
      ['sent', null],
    ])
    expect(await states()).toEqual(['open', 'open'])
  })

  it('lets go of somebody who cannot be reached: what waits for them is skipped', async () => {
    const siti = await chat(SITI)
    const budi = await chat(BUDI)
    await message(siti, 'sent', 'wamid.A')
    await message(siti, 'queued', null)
    await message(budi, 'queued', null)
    expect(await failed('wamid.unknown', true)).toBe(false)
    expect(await states()).toEqual(['open', 'open'])
    expect(await failed('wamid.A', true)).toBe(true)
    expect(await states()).toEqual(['left', 'open'])
    expect(await ledger()).toEqual([
      ['failed', 'message refused: x'],
      ['skipped', 'person left'],
      ['queued', null],
    ])
  })
})
