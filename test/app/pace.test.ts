import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pace } from '../../src/app/pace.ts'

/** A pace by a clock that only a test moves. */
function paceOf(rate: number) {
  const clock = { now: 5000 }
  return { clock, pace: new Pace(rate, () => clock.now) }
}

describe('the pace', () => {
  it('lets a second’s worth leave at once, and more when a little over a second has passed', () => {
    const { clock, pace } = paceOf(10)
    expect(Array.from({ length: 10 }, () => pace.take())).toEqual(Array(10).fill(0))
    expect([pace.take(), pace.take()]).toEqual([1010, 1010])
    clock.now += 1010
    expect(Array.from({ length: 8 }, () => pace.take())).toEqual(Array(8).fill(0))
    expect(pace.take()).toBe(1010)
  })

  it('saves nothing up', () => {
    const { clock, pace } = paceOf(5)
    clock.now += 3_600_000
    expect(Array.from({ length: 6 }, () => pace.take())).toEqual([0, 0, 0, 0, 0, 1010])
  })

  it('lets pushes leave evenly, one place a second below the limit', () => {
    const { pace } = paceOf(30)
    const waits = Array.from({ length: 300 }, () => pace.take(true))
    const steps = waits.slice(1).map((wait, i) => wait - waits[i]!)
    expect(Math.min(...steps)).toBeGreaterThan(29)
    expect(300 / (waits.at(-1)! / 1000)).toBeGreaterThan(29.1)
  })

  it('lets a reply leave at once amid pushes', () => {
    const { clock, pace } = paceOf(30)
    for (let second = 0; second < 5; second++) {
      for (let n = 0; n < 29; n++) {
        clock.now += pace.take(true)
        if (n === 20) expect(pace.take()).toBeLessThan(70)
      }
    }
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
    expect(pace.take(true)).toBeGreaterThan(400)
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

  it('never lets more than the rate leave in any second, pushes or not', () => {
    const steps = fc.array(fc.tuple(fc.nat(400), fc.boolean(), fc.nat(60)), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 50 }), (said, rate) => {
        const { clock, pace } = paceOf(rate)
        let leaves: number[] = []
        for (const [wait, push, pause] of said) {
          clock.now += wait
          if (pause === 60) {
            pace.pause(1000 + wait)
            leaves = leaves.filter((at) => at <= clock.now) // what was taken is void
          }
          leaves.push(clock.now + pace.take(push))
        }
        leaves.sort((a, b) => a - b)
        for (const [i, from] of leaves.entries())
          expect(leaves.slice(i).filter((to) => to - from < 1000).length).toBeLessThanOrEqual(rate)
      }),
      { numRuns: 100 },
    )
  })
})
