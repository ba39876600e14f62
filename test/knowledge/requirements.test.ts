import { describe, expect, it } from 'vitest'
import { Rule } from '../../src/domain/eligibility/rule.ts'
import { crossCheck } from '../../src/knowledge/cross-check.ts'
import { stale } from '../../src/knowledge/stale.ts'
import { stage } from '../theatre.ts'

const rule = {
  rule: 'umur',
  label: 'Umur',
  cases: [
    { when: { age: { max: 35 } }, is: 'ok', why: 'Cukup.' },
    { is: 'tidak', why: 'Lewat.' },
  ],
  unknown: 'Belum diketahui.',
  sources: ['J02'],
  checked: '2026-11-22',
}
const problems = (changed: object) =>
  Rule.safeParse({ ...rule, ...changed }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('requirements in content', () => {
  it('are accepted as they should be written', () => {
    expect(problems({})).toBeUndefined()
  })

  it.each([
    ['without a source', { sources: [] }, /sources: setiap syarat perlu sumber/],
    ['with a wrong day', { checked: '22-11-2026' }, /checked: tanggal ditulis YYYY-MM-DD/],
    ['with a wrong day of reference', { at: '31 Mei' }, /at: tanggal acuan ditulis BB-TT/],
    ['with a day that the calendar does not have', { at: '13-40' }, /at: tanggal acuan ditulis BB-TT/],
    ['without a last case for all others', { cases: [rule.cases[0]] }, /kasus terakhir berlaku untuk semua yang lain/],
    ['with a case that is never reached', { cases: [rule.cases[1], rule.cases[1]] }, /kasus terakhir/],
    ['with nothing to say where an answer is missing', { unknown: undefined }, /unknown perlu ditulis/],
    [
      'with something missing that nobody says how to get',
      { cases: [rule.cases[0], { is: 'belum', why: 'Belum.' }] },
      /mend perlu ada/,
    ],
    ['with a condition nobody knows', { cases: [{ when: { zodiac: 'leo' }, is: 'ok', why: 'Ya.' }] }, /zodiac/],
  ])('are refused %s', (_, changed, problem) => {
    expect(problems(changed)?.join('\n')).toMatch(problem)
  })

  it('name only sources there are, and only placeholders that are filled', () => {
    const [first, ...others] = stage.knowledge.schemes
    const wrong = Rule.parse({ ...rule, sources: ['X99'], unknown: 'Umur {umurnya} belum diketahui.' })
    const eligibility = { ...first!.eligibility, rules: [wrong] }
    expect(crossCheck({ ...stage.knowledge, schemes: [{ ...first!, eligibility }, ...others] })).toEqual([
      `schemes/${first!.id}.yaml: eligibility.rules.umur: sumber "X99" tidak ada di sources/`,
      `schemes/${first!.id}.yaml: eligibility.rules.umur: {umurnya} tidak dikenal`,
    ])
  })

  it('grow stale like everything else', () => {
    const at = `schemes/${stage.knowledge.schemes[0]!.id}.yaml: eligibility.rules.umur`
    expect(stale(stage.knowledge, '2026-11-24').some((item) => item.at === at)).toBe(false)
    expect(stale(stage.knowledge, '2027-11-24')).toContainEqual({ at, checked: '2026-11-22', days: 180 })
  })
})
