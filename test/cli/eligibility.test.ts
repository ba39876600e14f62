import { describe, expect, it } from 'vitest'
import { run } from './langkah.ts'

const SCHEMES = [
  'gtog-jepang-careworker',
  'gtog-jepang-nurse',
  'ssw-kaigo',
  'ssw-lain',
  'magang-im-japan',
  'magang-lpk-so',
  'kaikoukai',
  'pelatihan-kalsel',
  'gtog-korea',
  'taiwan-sp2t',
  'gtog-jerman',
]
const NURSE = {
  birthDate: '1998-03-10',
  sex: 'P',
  educationLevel: 'D3',
  field: 'keperawatan',
  str: true,
  strDate: '2022-01-15',
  experienceMonths: 40,
  japanese: 'N5',
  japaneseCertificate: true,
  tattoo: false,
  piercing: false,
  formerEpa: false,
}
const lines = (...people: unknown[]) =>
  people.map((person) => (typeof person === 'string' ? person : JSON.stringify(person))).join('\n')
const parsed = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('langkah eligibility', { timeout: 60_000 }, () => {
  it('answers every person with one line of JSON over all schemes, and needs no database', async () => {
    const { code, stdout, stderr } = await run(['eligibility', '--json', '--today', '2026-11-24'], {
      input: lines(NURSE, '', {}, { ...NURSE, birthDate: '1991-05-31', str: null }),
    })
    expect([code, stderr]).toEqual([0, ''])
    const people = parsed(stdout)
    expect(people).toHaveLength(3)
    for (const { schemes } of people) {
      expect(schemes.map(({ scheme }: { scheme: string }) => scheme).sort()).toEqual([...SCHEMES].sort())
      for (const { verdict, reasons } of schemes) {
        expect(['memenuhi', 'belum', 'tidak', 'perlu-dicek']).toContain(verdict)
        for (const { rule, ok, why, source, checked } of reasons) {
          expect([typeof rule, typeof why, typeof source]).toEqual(['string', 'string', 'string'])
          expect([true, false, null]).toContain(ok)
          expect(checked).toMatch(/^\d{4}-\d\d-\d\d$/)
        }
      }
    }
    const verdicts = (at: number, id: string) =>
      people[at].schemes.find(({ scheme }: { scheme: string }) => scheme === id).verdict
    expect([0, 1, 2].map((at) => verdicts(at, 'gtog-jepang-nurse'))).toEqual(['memenuhi', 'perlu-dicek', 'tidak'])
  })

  it('counts age on the day that is asked for', async () => {
    const verdict = async (today: string) => {
      const { stdout } = await run(['eligibility', '--json', '--today', today], {
        input: lines({ ...NURSE, birthDate: '1991-06-01' }),
      })
      return parsed(stdout)[0].schemes.find(({ scheme }: { scheme: string }) => scheme === 'gtog-jepang-nurse').verdict
    }
    expect([await verdict('2027-05-31'), await verdict('2027-06-01')]).toEqual(['memenuhi', 'tidak'])
  })

  it('says of a bad line what is wrong, goes on, and ends with 1', async () => {
    const bad = [
      'bukan json',
      '[]',
      '"teks"',
      'null',
      { birthDate: '31-05-1991' },
      { birthDate: '2026-02-30' },
      { birthDate: '2027-01-01' },
      { japanese: 'N9' },
      { str: 'ya' },
      { experienceMonths: -1 },
      '{"__proto__": {"tattoo": true}, "birthDate": 5}',
    ]
    const { code, stdout, stderr } = await run(['eligibility', '--json', '--today', '2026-11-24'], {
      input: lines(...bad, NURSE),
    })
    expect(code).toBe(1)
    const out = parsed(stdout)
    expect(out).toHaveLength(bad.length + 1)
    for (const line of out.slice(0, -1)) expect(Object.keys(line)).toEqual(['error'])
    expect(out.at(-1).schemes).toHaveLength(SCHEMES.length)
    expect(stderr.trimEnd().split('\n')).toHaveLength(bad.length)
    expect(stderr).toMatch(/^baris 1: bukan JSON\n/)
    expect(stderr).toMatch(/baris 8: orang: japanese: /)
    expect(stderr).not.toMatch(/1998|at .*\.js:/) // nothing personal, no stack
  })

  it('names keys that it does not know, without their values', async () => {
    const { code, stderr } = await run(['eligibility', '--json'], {
      input: lines({ ...NURSE, nama: 'Siti', tatto: true }),
    })
    expect([code, stderr]).toEqual([0, 'baris 1: kunci tidak dikenal, tidak dipakai: nama, tatto\n'])
  })

  it('is readable without --json', async () => {
    const { code, stdout } = await run(['eligibility', '--today', '2026-11-24'], { input: lines(NURSE) })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Orang 1 \(per 2026-11-24\)\n/)
    expect(stdout).toContain(
      '✅ G to G Jepang: nurse: syarat tertulis yang diperiksa cocok; hanya dibuka pada waktu tertentu',
    )
    expect(stdout).toContain('bukan janji')
    expect(stdout).not.toMatch(/\*/)
  })

  it('refuses a wrong day as wrong usage', async () => {
    const { code, stdout, stderr } = await run(['eligibility', '--today', 'besok'], { input: lines(NURSE) })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/--today: "besok" bukan tanggal/)
  })
})
