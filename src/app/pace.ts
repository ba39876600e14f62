/** How fast messages may leave one account: a bucket of tokens that fills with `rate` a second. */
export class Pace {
  #tokens: number
  #at: number
  #until = 0
  #pauses = 0
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
    const filled = (Math.max(0, now - this.#at) / 1000) * this.#rate
    this.#tokens = Math.min(this.#rate, this.#tokens + filled) - 1
    this.#at = Math.max(this.#at, now)
    const forToken = this.#tokens < 0 ? (-this.#tokens / this.#rate) * 1000 : 0
    return this.#at - now + forToken
  }

  /**
   * Nothing leaves for so long (ms): the platform asked for it. The bucket is empty afterwards, and whoever waits for a
   * token takes a new one, or all would leave in the same moment and be turned away once more.
   */
  pause(ms: number): void {
    this.#until = Math.max(this.#until, this.#now() + ms)
    this.#tokens = 0
    this.#at = this.#until
    this.#pauses++
  }

  /** Changes with every pause: what was taken before is void. */
  get pauses(): number {
    return this.#pauses
  }
}
