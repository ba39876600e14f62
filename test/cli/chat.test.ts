import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playGolden } from '../golden.ts'
import { spokenLines } from '../spoken-lines.ts'
import { Home } from './langkah.ts'

describe('langkah chat', { timeout: 60_000 }, () => {
  let home: Home
  beforeAll(async () => {
    home = await Home.open()
  })
  afterAll(() => home.close())

  it('greets, answers piped lines one after another, and records a golden chat that plays back', async () => {
    const record = home.file('rekaman.chat')
    const input = 'bantuan\nskema\n3\n\nhalo\nterima kasih\nkeluar\nini tidak dibaca\n'
    const { code, stdout, stderr } = await home.run(['chat', '--record', record], { input })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Halo, Kak! Saya Langkah Aman/)
    expect(stdout).toMatch(/^ {2}1\. \S/m)
    for (const mark of ['\u001b', '*menu*']) expect(stdout).not.toContain(mark) // nobody shows colours or markup here
    const script = readFileSync(record, 'utf8')
    expect(script.match(/^>.*$/gm)).toEqual(['> menu', '>> bantuan', '>> skema', '>> 3', '>> halo', '>> terima kasih'])
    expect(script.match(/^< /gm)!.length).toBeGreaterThan(10)
    expect((await playGolden(script)).trimEnd()).toBe(script.trimEnd())
  })

  it('keeps what was said for the next time', async () => {
    await home.run(['chat'], { input: 'daftar\nsetuju\n' })
    const { stdout } = await home.run(['chat'], { input: 'lanjut\n' })
    expect(stdout).toMatch(/Program mana yang Kakak minati/)
    expect(stdout).not.toMatch(/Sebelum mendaftar/) // the consent was given
  })

  it('takes a person to the end of a registration, which the office then sees', async () => {
    await home.run(['chat'], { input: 'hapus data\n1\n' })
    const said = spokenLines('daftar-lengkap.chat').join('\n')
    const { code, stdout } = await home.run(['chat'], { input: said })
    expect(code).toBe(0)
    const [, number] = /Nomor pendaftaran: (LA-\d{4}-\d{6})/.exec(stdout)!
    const { value } = await home.json(['people', 'export'])
    expect(value).toMatchObject([{ number, stage: 'terdaftar', fullName: 'Siti Aminah', nik: '***01' }])
    const desk = await home.run(['chat', '--as', 'staff'], { input: `meja\n` })
    expect(desk.stdout).toContain(number)
    expect((await home.run(['chat'], { input: 'meja\n' })).stdout).not.toContain(`${number} (`)
  })

  it('joins two chats by a code, tells the other one, and parts them again', async () => {
    const shown = await home.run(['chat'], { input: 'sambungkan\n1\n' })
    const [code] = /\d{4} \d{4}/.exec(shown.stdout) ?? []
    const joined = await home.run(['chat', '--as', 'staff'], { input: `sambungkan ${code}\nya\nstatus\n` })
    expect(joined.stdout).toMatch(/Sudah, Kak[\s\S]*Pendaftaran yang berlaku: LA-[\s\S]*Pendaftaran LA-/)
    const parted = await home.run(['chat'], { input: 'pisahkan\nya\nstatus\n' })
    expect(parted.stdout).toMatch(/sekarang satu data[\s\S]*Sudah dipisahkan[\s\S]*Pendaftaran LA-/)
    expect((await home.run(['chat', '--as', 'staff'], { input: 'status\n' })).stdout).toContain('Kakak belum mendaftar')
  })

  it('leaves nothing that waits, and no process behind', async () => {
    const { rows } = await home.db.pool.query(
      "SELECT (SELECT count(*)::int FROM inbox WHERE done_at IS NULL) AS inbox, (SELECT count(*)::int FROM outbox WHERE state <> 'sent') AS outbox",
    )
    expect(rows).toEqual([{ inbox: 0, outbox: 0 }])
  })
})
