import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Given, UsageError } from '../../src/cli/command.ts'
import { staffAdd } from '../../src/cli/staff.ts'
import { Home } from './langkah.ts'

describe('langkah staff', { timeout: 60_000 }, () => {
  let home: Home
  const add = (...more: string[]) => ['staff', 'add', '--name', 'Rina', '--role', 'petugas', ...more]
  const list = async () => (await home.json(['staff', 'list'])).value as { id: string }[]
  const audit = async () =>
    (await home.db.pool.query('SELECT actor, action, subject FROM audit ORDER BY id')).rows as unknown[]

  beforeAll(async () => {
    home = await Home.open()
  })
  afterAll(() => home.close())

  it('adds, lists and removes, and writes down who', async () => {
    expect(await list()).toEqual([])
    expect((await home.run(['staff', 'list'])).stdout).toBe('Belum ada petugas.\n')
    const { code, value } = await home.json(add('--telegram', '77'))
    const { id } = value as { id: string }
    expect([code, value]).toEqual([0, { ok: true, id: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
    expect(await list()).toEqual([{ id, name: 'Rina', role: 'petugas', channel: 'telegram', chatId: '77' }])
    expect((await home.run(['staff', 'list'])).stdout).toBe(`${id}  Rina (petugas, telegram 77)\n`)
    expect(await home.json(['staff', 'remove', id])).toEqual({ code: 0, value: { ok: true } })
    expect(await home.json(['staff', 'remove', id])).toEqual({ code: 1, value: { ok: false } })
    expect(await list()).toEqual([])
    expect(await audit()).toEqual([
      { actor: 'langkah', action: 'tambah petugas', subject: id },
      { actor: 'langkah', action: 'cabut petugas', subject: id },
    ])
  })

  it('does not add the same chat twice, but again once it was removed', async () => {
    const first = await home.json(add('--telegram', '88'))
    const { id } = first.value as { id: string }
    const again = await home.json(add('--telegram', '88'))
    expect(again).toEqual({ code: 1, value: { ok: false, reason: 'sudah terdaftar', id } })
    expect((await home.run(add('--telegram', '88'))).stdout).toBe('Sudah terdaftar sebagai Rina (petugas).\n')
    await home.run(['staff', 'remove', id])
    const { code, stdout } = await home.run(add('--telegram', '88'))
    expect([code, stdout]).toEqual([0, expect.stringContaining('Rina ditambahkan sebagai petugas')])
    expect(await list()).toHaveLength(1)
  })

  it('keeps a WhatsApp number as WhatsApp writes it', async () => {
    await home.run(add('--whatsapp', '0812-3456-7890'))
    expect(await list()).toContainEqual(expect.objectContaining({ channel: 'whatsapp', chatId: '6281234567890' }))
  })

  it('makes a code by which somebody joins, and keeps no more than its hash', async () => {
    const { code, value } = await home.json(['staff', 'invite', '--role', 'admin', '--name', 'Dewi'])
    expect([code, value]).toEqual([0, { ok: true, code: expect.stringMatching(/^\d{8}$/), hours: 24 }])
    const { rows } = await home.db.pool.query('SELECT i.*, i::text AS whole FROM staff_invites i')
    expect(rows).toMatchObject([{ role: 'admin', name: 'Dewi', by: 'langkah', used_at: null }])
    expect(rows[0].whole).not.toContain((value as { code: string }).code)
  })

  it('refuses what is missing or wrong, by name', () => {
    const wrong: [Given['values'], string][] = [
      [{ role: 'admin', telegram: '1' }, '--name'],
      [{ name: ' ', role: 'admin', telegram: '1' }, '--name'],
      [{ name: 'Rina', telegram: '1' }, '--role'],
      [{ name: 'Rina', role: 'admin' }, '--telegram'],
      [{ name: 'Rina', role: 'admin', telegram: '1', whatsapp: '0812' }, '--telegram'],
      [{ name: 'Rina', role: 'admin', telegram: '@rina' }, '--telegram'],
      [{ name: 'Rina', role: 'admin', whatsapp: '12' }, '--whatsapp'],
    ]
    return Promise.all(
      wrong.map(async ([values, name]) => {
        const error = await staffAdd.run({ values, words: [] }).catch((e: unknown) => e)
        expect(error).toBeInstanceOf(UsageError)
        expect((error as Error).message).toContain(name)
      }),
    )
  })

  it('says in the exit code that there is no such person', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await home.json(['staff', 'remove', nobody])).toEqual({ code: 1, value: { ok: false } })
  })
})
