/** In no stretch of so many ms does more leave than the rate says; a little longer than a second, for lines are uneven. */
const WINDOW_MS = 1010
/** Pushes leave one place in such a stretch free, so that a reply need not wait, and are even: so many times the rate at most. */
const PUSH_WINDOW_MS = 990
const EVENLY = 1.1

/** When messages may leave one account: at most `rate` in any second. */
export class Pace {
  /** When messages leave, in order; those ahead are reserved. */
  #leaving: number[] = []
  #lastPush = Number.NEGATIVE_INFINITY
  #until = 0
  #pauses = 0
  readonly #rate: number
  readonly #now: () => number

  /** `rate`: messages a second, at least 1 (Infinity: no limit). `now`: a monotonic clock in ms. */
  constructor(rate: number, now: () => number = () => performance.now()) {
    this.#rate = rate
    this.#now = now
  }

  /** Reserves a place for one message; returns how long to wait before sending (ms). */
  take(push = false): number {
    const now = this.#now()
    if (this.#rate === Number.POSITIVE_INFINITY) return Math.max(0, this.#until - now)
    const free = push ? this.#freeForPush() : Number.NEGATIVE_INFINITY
    const at = Math.max(now, this.#until, this.#after(this.#rate, WINDOW_MS), free)
    if (push) this.#lastPush = at
    this.#reserve(at, now)
    return at - now
  }

  /**
   * Nothing leaves for so long (ms, at least a second): the platform asked for it. Afterwards one message leaves after another, and whoever
   * waits for a place takes a new one, or all would leave in the same moment and be turned away once more.
   */
  pause(ms: number): void {
    this.#until = Math.max(this.#until, this.#now() + ms)
    this.#pauses++
    if (this.#rate === Number.POSITIVE_INFINITY) return
    const step = 1000 / this.#rate
    const from = this.#until - WINDOW_MS + step
    this.#leaving = Array.from({ length: Math.floor(this.#rate) }, (_, n) => from + n * step)
  }

  /** Changes with every pause: what was taken before is void. */
  get pauses(): number {
    return this.#pauses
  }

  #freeForPush(): number {
    const full = this.#after(Math.max(1, this.#rate - 1), PUSH_WINDOW_MS)
    return Math.max(full, this.#lastPush + 1000 / (this.#rate * EVENLY))
  }

  /** `ms` after the one that leaves `count` before the next. */
  #after(count: number, ms: number): number {
    const nth = this.#leaving.at(-Math.floor(count))
    return nth === undefined ? Number.NEGATIVE_INFINITY : nth + ms
  }

  #reserve(at: number, now: number): void {
    let place = this.#leaving.length
    while (place > 0 && this.#leaving[place - 1]! > at) place--
    this.#leaving.splice(place, 0, at)
    if (this.#leaving.length > 4 * this.#rate + 16)
      this.#leaving = this.#leaving.filter((left) => left > now - 2 * WINDOW_MS)
  }
}
