import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONTENT, run, runMain } from './langkah.ts'

describe('langkah content check', { timeout: 60_000 }, () => {
  let dir: string
  const file = (name: string) => join(dir, name)
  const change = (name: string, from: string | RegExp, to: string) => {
    const before = readFileSync(file(name), 'utf8')
    const after = before.replace(from, to)
    if (after === before) throw new Error(`${name} has no ${from}`)
    writeFileSync(file(name), after)
  }
  const check = (...more: string[]) => run(['content', 'check', ...more], { env: { CONTENT_DIR: dir } })

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'langkah-content-'))
    cpSync(CONTENT, dir, { recursive: true })
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('counts what there is, and lists what was not checked for too long', async () => {
    const [answer] = readdirSync(file('answers')).sort() as [string]
    change(`answers/${answer}`, /^checked: .*$/m, 'checked: 2020-01-02')
    const text = await check()
    expect([text.code, text.stderr]).toEqual([0, ''])
    expect(text.stdout).toMatch(/^Isi sudah benar: \d+ skema, \d+ jawaban, /)
    expect(text.stdout).toContain(`Perlu dicek ulang: answers/${answer} (terakhir 2020-01-02`)
    const { code, stdout } = await check('--json')
    const value = JSON.parse(stdout)
    expect([code, value.ok]).toEqual([0, true])
    expect(value.counts.jawaban).toBe(readdirSync(file('answers')).length)
    expect(value.stale).toContainEqual({ at: `answers/${answer}`, checked: '2020-01-02', days: expect.any(Number) })
  })

  it('names what is worth a look: long screens, the same question twice, topics hardly ever asked for', async () => {
    const long = 'Kalimat ini sengaja dibuat panjang. '.repeat(18)
    change('answers/nenkin.md', /^(---\n[\s\S]*?\n---\n)/, `$1${long}\n---selengkapnya---\n`)
    change('answers/nenkin.md', /^---selengkapnya---\n([\s\S]*)^---selengkapnya---\n/m, '---selengkapnya---\n$1')
    writeFileSync(file('questions/mcu.txt'), 'pencairan nenkin lewat apa sih kak\n')
    writeFileSync(file('questions/nenkin.txt'), 'nenkin pencairannya lewat apa\n')
    const { code, stdout } = await check('--json')
    expect(code).toBe(0)
    const found = JSON.parse(stdout).doubts as string[]
    expect(found).toContainEqual(expect.stringMatching(/^answers\/nenkin\.md: layar pertama \d+ huruf, lebih dari 600/))
    expect(found).toContainEqual(expect.stringMatching(/"nenkin pencairannya lewat apa" \(nenkin\) hampir sama dengan/))
    expect(found.filter((doubt) => doubt.includes('bernomor'))).toEqual([])
    expect(found.filter((doubt) => doubt.includes('bentuk pertanyaan'))).toEqual([])
  })

  it('names numbered lines above numbered choices', async () => {
    change('answers/nenkin.md', /\n---\n/, '\n---\n1. Minta formulirnya.\n2. Kirim.\n\n')
    const { code, stdout } = await check('--json')
    const found = (JSON.parse(stdout).doubts as string[]).filter((doubt) => doubt.includes('bernomor'))
    expect([code, found]).toEqual([0, [expect.stringMatching(/^answers\/nenkin\.md: /)]])
  })

  it('finds questions that lead to no topic', async () => {
    writeFileSync(file('questions/tidak-ada.txt'), 'ini ke mana\n')
    const { code, stdout } = await check('--json')
    expect([code, JSON.parse(stdout).problems]).toEqual([1, ['questions/: "ini ke mana": topik "tidak-ada" tidak ada']])
  })

  it('names file, field and reason of everything that is wrong, at once', async () => {
    const [scheme] = readdirSync(file('schemes')).sort() as [string]
    const [first, second, third] = readdirSync(file('answers')).sort() as [string, string, string]
    change(`schemes/${scheme}`, /^order: .*$/m, 'order: pertama')
    change(`answers/${first}`, /^checked: .*$/m, 'checked: kemarin')
    change(`answers/${second}`, /^---\n/, '')
    change(`answers/${third}`, /^topic: .*$/m, 'topic: lain-sekali')
    writeFileSync(file('office.yaml'), 'name: "tanpa penutup\n')
    const { code, stdout } = await check('--json')
    expect(code).toBe(1)
    const { ok, problems } = JSON.parse(stdout) as { ok: boolean; problems: string[] }
    expect(ok).toBe(false)
    const of = (name: string) => problems.filter((problem) => problem.startsWith(`${name}: `))
    expect(of(`schemes/${scheme}`)[0]).toMatch(/: order: \S/)
    expect(of(`answers/${first}`)[0]).toMatch(/: checked: .*YYYY-MM-DD/)
    expect(of(`answers/${second}`)[0]).toMatch(/---/)
    expect(of(`answers/${third}`)[0]).toMatch(/nama berkas harus sama dengan id "lain-sekali"/)
    expect(of('office.yaml')).toHaveLength(1)
    expect(problems).toHaveLength(5)
    const text = await check()
    expect([text.code, text.stdout.trim().split('\n')]).toEqual([1, problems])
  })

  it('sees links and sources that lead nowhere', async () => {
    const names = readdirSync(file('answers')).filter((name) =>
      /^related: \[\S/m.test(readFileSync(file(`answers/${name}`), 'utf8')),
    )
    change(`answers/${names[0]}`, /^related: \[/m, 'related: [tidak-ada, ')
    rmSync(file('consents/kesehatan.md'))
    const { code, stdout } = await check()
    expect(code).toBe(1)
    expect(stdout.trim().split('\n').sort()).toEqual([
      `answers/${names[0]}: related: topik "tidak-ada" tidak ada`,
      'consents/kesehatan.md: teks persetujuan ini tidak ada',
    ])
  })

  it('is what `npm start` does first: wrong content stops it, by name', async () => {
    rmSync(file('language.yaml'))
    const { code, stdout, stderr } = await runMain([], { env: { CONTENT_DIR: dir, DATA_DIR: file('data') } })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^Isi di folder content belum benar:\n {2}language\.yaml: /)
    expect(readdirSync(dir)).not.toContain('data')
  })
})
