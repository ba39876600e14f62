import { describe, expect, it } from 'vitest'
import { afterSending, CHECKING, ENDS, EXITS, isChecking, isEnd, STAGES, WAY } from '../../src/domain/stage.ts'

describe('stages', () => {
  it('are a way with two exits, begin with the checking of what was sent, and have three ends', () => {
    expect(STAGES).toEqual([...WAY, ...EXITS])
    expect(WAY.slice(0, CHECKING.length)).toEqual(CHECKING)
    expect(STAGES.filter(isEnd).sort()).toEqual([...ENDS].sort())
    expect(STAGES.filter(isChecking)).toEqual(CHECKING)
  })

  it('begin again with the checking when answers are sent again, but only there', () => {
    for (const stage of STAGES) expect(afterSending(stage)).toBe(isChecking(stage) ? 'terdaftar' : stage)
  })
})
