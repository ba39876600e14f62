/** At most `perSecond` sends in any second; beyond that the server asks to wait. */
export class RateLimit {
  readonly #times: number[]
  #next = 0
  /** How often it asked to wait. */
  refused = 0

  constructor(perSecond: number) {
    this.#times = new Array(perSecond).fill(Number.NEGATIVE_INFINITY)
  }

  /** Whole seconds to wait, at least 1; 0: admitted. `now` in milliseconds. */
  admit(now: number): number {
    const oldest = this.#times[this.#next]!
    if (now - oldest < 1000) {
      this.refused++
      return Math.max(1, Math.ceil((oldest + 1000 - now) / 1000))
    }
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#times.length
    return 0
  }
}
