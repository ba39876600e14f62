import { setTimeout as sleep } from 'node:timers/promises'

/** How long to wait after failures, in milliseconds: `first`, then twice as long each time, at most `longest`. */
export type Patience = { first: number; longest: number }

export class BackOff {
  readonly #patience: Patience
  #failures = 0

  constructor(patience: Patience) {
    this.#patience = patience
  }

  /** Waits, longer after each failure; `atLeast`: what the platform asked for. Ends early, without throwing, when aborted. */
  async wait(signal: AbortSignal, atLeast = 0): Promise<void> {
    const { first, longest } = this.#patience
    const full = Math.min(first * 2 ** this.#failures++, longest)
    const ms = full * (0.75 + Math.random() / 4) // processes that failed together must not come back together
    await sleep(Math.max(ms, atLeast), undefined, { signal }).catch(() => {})
  }

  /** Does it again after each failure, waiting between, until it succeeds or is aborted. */
  async untilDone(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const done = await work().then(
        () => true,
        () => false,
      )
      if (done) return
      await this.wait(signal)
    }
  }

  reset(): void {
    this.#failures = 0
  }
}
