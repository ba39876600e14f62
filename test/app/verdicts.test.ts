import { describe, expect, it } from 'vitest'
import { SendError } from '../../src/app/ports.ts'
import { backoffMs, settlementOf } from '../../src/app/verdicts.ts'

const reply = { row: '7', kind: 'reply', attempts: 1, repeated: false } as const
const notice = { ...reply, kind: 'notice' } as const

describe('what becomes of a message that did not go out', () => {
  it('ends when it was refused or the person left', () => {
    expect(settlementOf(reply, new SendError('message refused', 'too long'))).toEqual({
      row: '7',
      state: 'failed',
      reason: 'message refused: too long',
    })
    expect(settlementOf(notice, new SendError('person left', 'blocked'))).toEqual({
      row: '7',
      state: 'failed',
      reason: 'person left: blocked',
    })
  })

  it('is tried later, longer and longer, eight times', () => {
    const busy = new SendError('try later', 'HTTP 500')
    const waits = Array.from({ length: 7 }, (_, i) => settlementOf({ ...reply, attempts: i + 1 }, busy))
    expect(waits.map((settlement) => settlement.state === 'queued' && settlement.afterMs)).toEqual([
      1000, 2000, 4000, 8000, 16_000, 32_000, 64_000,
    ])
    for (const settlement of waits) expect(settlement).toMatchObject({ reason: 'HTTP 500', repeated: false })
    expect(settlementOf({ ...reply, attempts: 8 }, busy)).toEqual({
      row: '7',
      state: 'failed',
      reason: 'gave up: HTTP 500',
    })
    expect(backoffMs(30)).toBe(300_000)
  })

  it('waits as long as the platform asks, and is not given up for it', () => {
    const flood = new SendError('try later', 'flood', { retryAfterMs: 37_000 })
    expect(settlementOf({ ...reply, attempts: 99 }, flood)).toEqual({
      row: '7',
      state: 'queued',
      afterMs: 37_000,
      reason: 'flood',
      repeated: false,
    })
  })

  it('is repeated once when it is a reply whose fate is unknown; nothing else is, and nothing twice', () => {
    const lost = new SendError('unknown', 'timeout')
    expect(settlementOf(reply, lost)).toEqual({
      row: '7',
      state: 'queued',
      afterMs: 1000,
      reason: 'timeout',
      repeated: true,
    })
    expect(settlementOf({ ...reply, repeated: true }, lost)).toEqual({ row: '7', state: 'unknown', reason: 'timeout' })
    expect(settlementOf(notice, lost)).toEqual({ row: '7', state: 'unknown', reason: 'timeout' })
  })

  it('is unknown when a bug came between, and the bug’s words, which may be a person’s, are not kept', () => {
    expect(settlementOf(notice, new TypeError('Siti'))).toEqual({ row: '7', state: 'unknown', reason: 'bug' })
  })
})
