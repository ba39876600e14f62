import { afterEach, beforeEach, expect, it } from 'vitest'
import { spokenLines } from '../spoken-lines.ts'
import { Theatre } from '../theatre.ts'

let theatre: Theatre
beforeEach(async () => {
  theatre = await Theatre.open()
})
afterEach(() => theatre.close())

it('is a file of all that is kept, made when it is asked for, sealed, and another person’s holds nothing of it', async () => {
  const says = (who: string, text: string) => theatre.does(who, { kind: 'text', text })
  for (const line of spokenLines('daftar-lengkap.chat')) await says('warga', line)
  await says('warga', 'petugas')
  await says('warga', 'kapan wawancaranya pak')
  await says('warga2', 'petugas')
  await says('warga2', 'saya wati')
  for (const [who, mine, others] of [
    ['warga', /Siti Aminah[\s\S]*kapan wawancaranya pak/, 'saya wati'],
    ['warga2', /saya wati/, 'Siti Aminah'],
  ] as const) {
    const said = await says(who, 'lihat data')
    const { file } = said.at(-1)!.reply
    expect(file).toMatchObject({ name: 'data-saya.json', mime: 'application/json', once: true })
    const bytes = (await theatre.files.open(file!.kept!))!
    const text = bytes.toString('utf8')
    expect(JSON.parse(text)).toMatchObject({ format: 'langkah-aman-data-1' })
    expect(JSON.parse(text).permintaan).toContainEqual(expect.objectContaining({ jenis: 'lihat' }))
    expect(text).toMatch(mine)
    expect(text).not.toContain(others)
    const { rows } = await theatre.db.pool.query<{ row: string }>('SELECT f::text AS row FROM files f')
    expect(rows.length).toBeGreaterThan(0)
    for (const { row } of rows) expect(row).not.toContain(Buffer.from('Siti').toString('hex'))
    await theatre.files.drop(file!.kept!)
  }
})
