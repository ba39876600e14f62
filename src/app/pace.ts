/** How fast messages may leave one account: a bucket of tokens that fills with `rate` a second. */
export class Pace {
  #tokens: number
  #at: number
  #until = 0
  readonly #rate: number
  readonly #now: () => number

  /** `rate`: messages a second (Infinity: no limit). `now`: a monotonic clock in ms. */
  constructor(rate: number, now: () => number = () => performance.now()) {
    this.#rate = rate
    this.#tokens = rate
    this.#now = now
    this.#at = now()
  }

  /** Takes one token; returns how long to wait before sending (ms). */
  take(): number {
    if (this.#rate === Number.POSITIVE_INFINITY) return Math.max(0, this.#until - this.#now())
    const now = this.#now()
    this.#tokens = Math.min(this.#rate, this.#tokens + ((now - this.#at) / 1000) * this.#rate) - 1
    this.#at = now
    const forToken = this.#tokens < 0 ? (-this.#tokens / this.#rate) * 1000 : 0
    return Math.max(forToken, this.#until - now, 0)
  }

  /** Nothing leaves for so long (ms): the platform asked for it. */
  pause(ms: number): void {
    this.#until = Math.max(this.#until, this.#now() + ms)
  }

  get pausedMs(): number {
    return Math.max(0, this.#until - this.#now())
  }
}
