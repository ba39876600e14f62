import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterSending,
  CHECKING,
  ENDS,
  isChecking,
  isEnd,
  LATER,
  movesFrom,
  type Path,
  pathOf,
  STAGES,
  type Stage,
} from '../../src/domain/stage.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'

const { schemes } = await loadKnowledge(new URL('../../content', import.meta.url).pathname)

/** Some of the later stages in any order, with alumni at the end; or no scheme at all. */
const anyPath: fc.Arbitrary<Path> = fc.oneof(
  fc.constant([]),
  fc.shuffledSubarray(LATER.filter((stage) => stage !== 'alumni')).map((some) => [...some, 'alumni' as const]),
)

describe('stages', () => {
  it('begin again with the checking when answers are sent again, but only there', () => {
    for (const stage of STAGES) expect(afterSending(stage)).toBe(isChecking(stage) ? 'terdaftar' : stage)
  })

  it('have no way out of an end, whatever the scheme, and no way to stay where one is', () => {
    fc.assert(
      fc.property(anyPath, fc.constantFrom(...STAGES), (path, stage) => {
        const moves = movesFrom(stage, path)
        if (ENDS.some((end) => end === stage)) expect(moves).toEqual([])
        else expect(moves).toEqual(expect.arrayContaining(['mengundurkan-diri', 'tidak-lanjut']))
        expect(moves).not.toContain(stage)
        expect(new Set(moves).size).toBe(moves.length)
      }),
    )
  })

  it('lead nobody past the checking who is not complete, and nowhere that the scheme does not know', () => {
    fc.assert(
      fc.property(anyPath, fc.constantFrom(...STAGES), (path, stage) => {
        const known: Stage[] = [...CHECKING, ...path, 'mengundurkan-diri', 'tidak-lanjut']
        expect(known).toEqual(expect.arrayContaining(movesFrom(stage, path)))
        if (isChecking(stage) && stage !== 'lengkap')
          expect(movesFrom(stage, path).filter((to) => path.includes(to))).toEqual([])
      }),
    )
  })

  it('make an alumnus only of who stands right before it', () => {
    fc.assert(
      fc.property(anyPath, fc.constantFrom(...STAGES), (path, stage) => {
        if (!movesFrom(stage, path).includes('alumni')) return
        const before = ['lengkap', ...path][path.length - 1]
        expect(path.includes(stage) || stage === 'lengkap' ? stage : before).toBe(before)
      }),
    )
  })

  it('can be walked at random for ever, and end only at an end', () => {
    fc.assert(
      fc.property(anyPath, fc.array(fc.nat(), { maxLength: 30 }), (path, choices) => {
        let at: Stage = 'terdaftar'
        for (const choice of choices) {
          const moves = movesFrom(at, path)
          expect(moves.length === 0).toBe(isEnd(at))
          if (moves.length === 0) return
          at = moves[choice % moves.length]!
        }
      }),
    )
  })

  it.each(schemes.map(({ id, stages }) => [id, stages] as const))('are all reached in %s', (_, path) => {
    const reached = new Set<Stage>(['terdaftar'])
    for (const stage of reached) for (const to of movesFrom(stage, path)) reached.add(to)
    expect([...reached].sort()).toEqual([...CHECKING, ...path, 'mengundurkan-diri', 'tidak-lanjut'].sort())
  })

  it('follow the batch, else the one scheme that was chosen; else nothing is settled', () => {
    const of = (chosen: string[], scheme?: string) =>
      pathOf(schemes, { chosen, batch: scheme ? { scheme } : undefined })
    expect(of(['taiwan-sp2t'])).toEqual(['seleksi', 'siap-berangkat', 'berangkat', 'alumni'])
    expect(of(['taiwan-sp2t'], 'ssw-kaigo')[0]).toBe('pelatihan')
    for (const chosen of [[], ['belum-tahu'], ['taiwan-sp2t', 'ssw-kaigo']]) expect(of(chosen)).toEqual([])
  })
})
