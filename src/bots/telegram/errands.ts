import { GrammyError } from 'grammy'

/** More than this waiting: the newest are dropped, for an errand that is late is worth nothing. */
const MAX_WAITING = 500

/**
 * Small calls that nobody waits for, a few at a time and in order. One that fails is dropped, and after
 * "too many requests" all are, until Telegram wants calls again: messages come first.
 */
export class Errands {
  readonly #width: number
  readonly #now: () => number
  #waiting: (() => Promise<unknown>)[] = []
  #running = 0
  #restUntil = 0

  /** `now`: a clock in milliseconds. */
  constructor(width: number, now: () => number = Date.now) {
    this.#width = width
    this.#now = now
  }

  add(errand: () => Promise<unknown>): void {
    if (this.#waiting.length >= MAX_WAITING || this.#now() < this.#restUntil) return
    this.#waiting.push(errand)
    this.#pump()
  }

  #pump(): void {
    while (this.#running < this.#width && this.#waiting.length > 0) void this.#run(this.#waiting.shift()!)
  }

  async #run(errand: () => Promise<unknown>): Promise<void> {
    this.#running++
    try {
      await errand()
    } catch (error) {
      if (error instanceof GrammyError && error.error_code === 429) this.#rest(error.parameters.retry_after ?? 1)
    }
    this.#running--
    this.#pump()
  }

  #rest(seconds: number): void {
    this.#restUntil = this.#now() + seconds * 1000
    this.#waiting = []
  }
}
