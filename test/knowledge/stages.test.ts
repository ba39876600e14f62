import { describe, expect, it } from 'vitest'
import { EXITS } from '../../src/domain/stage.ts'
import { stageWords } from '../../src/flows/stage-words.ts'
import { crossCheck } from '../../src/knowledge/cross-check.ts'
import { Scheme } from '../../src/knowledge/shapes.ts'
import { Stages } from '../../src/knowledge/stage-shapes.ts'
import { stage } from '../theatre.ts'

const { knowledge } = stage
const [scheme] = knowledge.schemes

describe('stages in content', () => {
  it.each([
    ['none', []],
    ['one twice', ['seleksi', 'seleksi', 'alumni']],
    ['one that is not there', ['wawancara', 'alumni']],
    ['one of the checking', ['lengkap', 'alumni']],
    ['another end than alumni', ['alumni', 'seleksi']],
  ])('are refused where a scheme names %s', (_, stages) => {
    expect(Scheme.safeParse(scheme).success).toBe(true)
    expect(Scheme.safeParse({ ...scheme, stages }).error?.issues[0]?.path[0]).toBe('stages')
  })

  it('all have words, and words of their own only in schemes that have the stage', () => {
    const { seleksi: _, ...rest } = knowledge.stages
    expect(Stages.safeParse(rest).success).toBe(false)
    const words = (id: string) => ({
      ...knowledge,
      stages: { ...knowledge.stages, berangkat: { ...knowledge.stages.berangkat, schemes: { [id]: { means: 'x' } } } },
    })
    expect(crossCheck(words('ssw-kaigo'))).toEqual([])
    expect(crossCheck(words('pelatihan-kalsel'))).toEqual([
      'stages.yaml: berangkat: schemes: program "pelatihan-kalsel" tidak punya tahap ini',
    ])
    expect(crossCheck(words('bulan'))).toEqual(['stages.yaml: berangkat: schemes: program "bulan" tidak ada'])
  })

  it('promise nothing, anywhere', () => {
    const all = [...knowledge.schemes.flatMap(({ id, stages }) => stages.map((one) => [id, one] as const))]
    const said = [...all, ...EXITS.map((one) => [scheme!.id, one] as const)].flatMap(([id, one]) =>
      Object.values(stageWords(knowledge, { stage: one, schemes: [id], batch: undefined })),
    )
    expect(said.length).toBeGreaterThan(80)
    for (const text of said)
      expect(text.replace(/belum(?: berarti| tentu)[^.]*/gi, '')).not.toMatch(
        /\b(?:pasti (?:lolos|berangkat|diterima)|dijamin|selamat)\b/i,
      )
  })

  it('speak of the batch’s scheme before the one that was chosen', () => {
    const batch = { id: 'x', scheme: 'gtog-korea', name: 'x', starts: '2027-01-04' }
    expect(stageWords(knowledge, { stage: 'seleksi', schemes: ['ssw-kaigo'], batch }).means).toContain('EPS-TOPIK')
    expect(
      stageWords(knowledge, { stage: 'seleksi', schemes: ['ssw-kaigo', 'ssw-lain'], batch: undefined }).means,
    ).toBe(knowledge.stages.seleksi.means)
  })
})
