import { expect, it } from 'vitest'
import { BackOff } from '../../src/bots/back-off.ts'

const timed = async (wait: Promise<void>) => {
  const before = performance.now()
  await wait
  return performance.now() - before
}

it('waits longer after each failure, up to a limit, and starts anew after a success', async () => {
  const backOff = new BackOff({ first: 40, longest: 100 })
  const { signal } = new AbortController()
  const waits = []
  for (let i = 0; i < 4; i++) waits.push(await timed(backOff.wait(signal)))
  for (const [i, full] of [40, 80, 100, 100].entries()) {
    expect(waits[i]).toBeGreaterThan(full * 0.75 - 3)
    expect(waits[i]).toBeLessThan(full + 60)
  }
  backOff.reset()
  expect(await timed(backOff.wait(signal))).toBeLessThan(75)
})

it('waits as long as the platform asked for', async () => {
  const backOff = new BackOff({ first: 1, longest: 2 })
  expect(await timed(backOff.wait(new AbortController().signal, 120))).toBeGreaterThan(115)
})

it('ends at once when aborted', async () => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(), 10)
  expect(await timed(new BackOff({ first: 5000, longest: 5000 }).wait(abort.signal))).toBeLessThan(1000)
})
