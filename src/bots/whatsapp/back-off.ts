import { setTimeout as sleep } from 'node:timers/promises'

/** How long to wait after failures, in milliseconds: `first`, then twice as long each time, at most `longest`. */
export type Patience = { first: number; longest: number }

export class BackOff {
  readonly #patience: Patience
  failures = 0

  constructor(patience: Patience) {
    this.#patience = patience
  }

  /** Waits, longer after each failure, and never quite as long as the others. Ends early, without throwing, when aborted. */
  async wait(signal: AbortSignal): Promise<void> {
    const { first, longest } = this.#patience
    const full = Math.min(first * 2 ** (Math.max(this.failures, 1) - 1), longest)
    await sleep(full * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {})
  }
}
