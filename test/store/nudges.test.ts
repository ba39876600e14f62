import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/domain/chat.ts'
import { instantIn } from '../../src/domain/zone.ts'
import { nudgeStaff } from '../../src/nudge-job.ts'
import { openDatabase } from '../../src/store/database.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { stage, Theatre } from '../theatre.ts'

const ACCOUNTS = [{ channel: 'telegram' as const, account: '42' }]
const at = (day: string, time: string) => instantIn('Asia/Makassar', day, time)

describe('reminding staff of tickets', () => {
  let theatre: Theatre
  const text = (who: string, text: string) => theatre.does(who, { kind: 'text', text })
  /** Who is told what at this moment. */
  const round = async (now: Date): Promise<[who: string, text: string][]> => {
    await nudgeStaff(theatre.db, stage.knowledge, ACCOUNTS, now)
    const { rows } = await theatre.db.pool.query<{ chat_id: string; body: Buffer }>(
      `WITH sent AS (UPDATE outbox SET state = 'sent' WHERE state = 'queued' RETURNING id, chat, body)
       SELECT c.chat_id, s.body FROM sent s JOIN chats c ON c.id = s.chat ORDER BY c.chat_id, s.id`,
    )
    return rows.map(({ chat_id, body }) => [chat_id, (theatre.db.keys.open('outbox', body) as Reply).text])
  }
  const asks = async (who: string, words: string, now: Date) => {
    theatre.now = now
    await text(who, 'petugas')
    await text(who, words)
  }

  beforeEach(async () => {
    theatre = await Theatre.open()
    for (const who of ['petugas', 'kepala']) await text(who, 'menu')
  })
  afterEach(() => theatre.close())

  it('tells all staff once after half an hour, and admins after two, of what nobody has taken', async () => {
    await asks('siti', 'saya mau tanya paspor', at('2026-11-26', '09:00'))
    await asks('wati', 'saya juga', at('2026-11-26', '09:10'))
    expect(await round(at('2026-11-26', '09:29'))).toEqual([])
    const first = await round(at('2026-11-26', '09:31'))
    expect(first.map(([who]) => who)).toEqual(['kepala', 'petugas'])
    expect(first[0]![1]).toContain('• tiket 1, sudah 31 menit')
    expect(first[0]![1]).not.toMatch(/tiket 2|paspor/)
    expect(await round(at('2026-11-26', '09:32'))).toEqual([])
    theatre.now = at('2026-11-26', '09:35')
    await theatre.does('petugas', { kind: 'choice', id: 'meja:ambil=1' })
    const later = await round(at('2026-11-26', '11:30'))
    expect(later.map(([who]) => who)).toEqual(['kepala', 'petugas', 'kepala'].sort())
    for (const [, words] of later) expect(words).toMatch(/tiket 2, sudah 2 jam 20 menit/)
    expect(await round(at('2026-11-26', '15:00'))).toEqual([])
  })

  it('says each step once, also from two processes at the same moment', async () => {
    await asks('siti', 'halo pak', at('2026-11-26', '09:00'))
    const other = openDatabase(
      theatre.url,
      makeKeyring(() => [Buffer.alloc(32, 1)]),
      () => {},
    )
    const now = at('2026-11-26', '09:40')
    await Promise.all(
      [theatre.db, other, theatre.db, other].map((db) => nudgeStaff(db, stage.knowledge, ACCOUNTS, now)),
    )
    await other.close()
    expect(await round(now)).toHaveLength(2)
  })

  it('says an emergency every ten minutes at night, until somebody takes it up, and begins anew with a new one', async () => {
    await asks('siti', 'tolong saya disekap majikan, paspor saya diambil', at('2026-11-29', '02:00'))
    expect(await round(at('2026-11-29', '02:09'))).toEqual([])
    const [one] = await round(at('2026-11-29', '02:10'))
    expect(one![1]).toMatch(/DARURAT.*\n• tiket 1, sudah 10 menit/)
    expect(await round(at('2026-11-29', '02:35'))).toHaveLength(2)
    theatre.now = at('2026-11-29', '02:36')
    await theatre.does('petugas', { kind: 'choice', id: 'meja:ambil=1' })
    expect(await round(at('2026-11-29', '02:45'))).toEqual([])
    await asks('siti', 'tolong saya dipukul lagi', at('2026-11-30', '03:00'))
    const again = await round(at('2026-11-30', '03:10'))
    expect(again.map(([who]) => who)).toEqual(['kepala', 'petugas'])
    theatre.now = at('2026-11-30', '03:12')
    await theatre.does('petugas', { kind: 'choice', id: 'meja:jawab=1' })
    await text('petugas', 'Kakak aman?')
    await text('petugas', 'kirim')
    expect(await round(at('2026-11-30', '03:20'))).toEqual([])
  })

  it('says to whoever writes how long answers took lately, once there are five, and when the office opens', async () => {
    const heard = () => theatre.heard.filter(({ to }) => to === 'tono').at(-1)?.reply.text
    const day = '2026-11-26'
    for (const [n, who] of ['a', 'b', 'c', 'd', 'e'].entries()) {
      await asks('tono', `sudah ${n}?`, at(day, `1${n}:00`))
      expect(heard()).not.toContain('Belakangan')
      await asks(who, 'saya mau tanya', at(day, `1${n}:10`))
      theatre.now = at(day, `1${n}:30`)
      await theatre.does('petugas', { kind: 'choice', id: `meja:jawab=${n + 2}` })
      await text('petugas', 'Sudah kami cek, Kak')
      await text('petugas', 'kirim')
      await text('tono', 'menu')
    }
    await asks('tono', 'halo lagi', at(day, '15:30'))
    expect(heard()).toContain('jawaban pertama biasanya datang dalam sekitar 20 menit')
    await text('tono', 'menu')
    await asks('tono', 'halo', at('2026-11-27', '17:00'))
    expect(heard()).toContain('Kantor sedang tutup, dan buka lagi Senin, 08.00 WITA.')
    expect(heard()).not.toContain('Belakangan')
  })
})
