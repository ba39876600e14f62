import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pace } from '../../src/app/pace.ts'

/** A pace by a clock that only a test moves. */
function paceOf(rate: number) {
  const clock = { now: 5000 }
  return { clock, pace: new Pace(rate, () => clock.now) }
}

describe('the pace', () => {
  it('lets a second’s worth leave at once, then one after another', () => {
    const { clock, pace } = paceOf(10)
    expect(Array.from({ length: 10 }, () => pace.take())).toEqual(Array(10).fill(0))
    expect([pace.take(), pace.take(), pace.take()]).toEqual([100, 200, 300])
    clock.now += 1000
    expect(Array.from({ length: 7 }, () => pace.take())).toEqual(Array(7).fill(0))
    expect(pace.take()).toBeCloseTo(100)
  })

  it('saves up no more than a second’s worth', () => {
    const { clock, pace } = paceOf(5)
    clock.now += 3_600_000
    expect(Array.from({ length: 6 }, () => pace.take())).toEqual([0, 0, 0, 0, 0, 200])
  })

  it('knows no limit when there is none, but heeds a pause', () => {
    const { clock, pace } = paceOf(Number.POSITIVE_INFINITY)
    for (let n = 0; n < 1000; n++) expect(pace.take()).toBe(0)
    pace.pause(3000)
    expect(pace.take()).toBe(3000)
    clock.now += 3000
    expect(pace.take()).toBe(0)
  })

  it('lets nothing leave during a pause, and not everything at its end', () => {
    const { clock, pace } = paceOf(10)
    pace.pause(2000)
    expect([pace.take(), pace.take(), pace.take()]).toEqual([2100, 2200, 2300])
    clock.now += 2000
    expect(pace.take()).toBe(400)
  })

  it('is not shortened by a shorter pause', () => {
    const { pace } = paceOf(10)
    pace.pause(2000)
    pace.pause(500)
    expect(pace.take()).toBe(2100)
  })

  it('makes what was taken before a pause void', () => {
    const { pace } = paceOf(10)
    const { pauses } = pace
    pace.take()
    expect(pace.pauses).toBe(pauses)
    pace.pause(1)
    expect(pace.pauses).not.toBe(pauses)
  })

  it('never lets more than the bucket and the rate leave in any stretch of time', () => {
    const steps = fc.array(fc.nat(400), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 50 }), (waits, rate) => {
        const { clock, pace } = paceOf(rate)
        const leaves = waits.map((wait) => {
          clock.now += wait
          return clock.now + pace.take()
        })
        leaves.sort((a, b) => a - b)
        for (const [i, from] of leaves.entries())
          for (const [n, to] of leaves.slice(i).entries())
            expect(n + 1).toBeLessThanOrEqual(rate + ((to - from) / 1000) * rate + 1 + 1e-6)
      }),
      { numRuns: 60 },
    )
  })
})
