import type { Outbox, Settlement } from './store.ts'

const RETRY_MS = 300

/** Writes settlements into the ledger, many in one statement; keeps them until the database has taken them. */
export class Settler {
  #open: Settlement[] = []
  #added = 0
  #written = 0
  #waiting: { upTo: number; resolve: () => void }[] = []
  #busy = false
  #onWritten: (batch: readonly Settlement[]) => void = () => {}
  readonly #outbox: Pick<Outbox, 'settle'>
  readonly #onError: (error: unknown) => void

  constructor(outbox: Pick<Outbox, 'settle'>, onError: (error: unknown) => void) {
    this.#outbox = outbox
    this.#onError = onError
  }

  get size(): number {
    return this.#added - this.#written
  }

  /** Called with what has been written. */
  onWritten(listener: (batch: readonly Settlement[]) => void): void {
    this.#onWritten = listener
  }

  add(settlement: Settlement): void {
    this.#open.push(settlement)
    this.#added++
    if (!this.#busy) void this.#write()
  }

  /** Does something after what was added so far is written; a failure is reported and not repeated. */
  async after(work: () => Promise<void>): Promise<void> {
    await this.flush()
    await work().catch(this.#onError)
  }

  /** Resolves when everything added so far is written. */
  async flush(): Promise<void> {
    if (this.size > 0) await new Promise<void>((resolve) => this.#waiting.push({ upTo: this.#added, resolve }))
  }

  async #write(): Promise<void> {
    this.#busy = true
    await new Promise(setImmediate) // what is settled in the same moment goes into the same statement
    while (this.#open.length > 0) {
      const batch = this.#open
      this.#open = []
      try {
        await this.#outbox.settle(batch)
        this.#keepCount(batch)
      } catch (error) {
        this.#onError(error)
        this.#open = [...batch, ...this.#open]
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
    this.#busy = false
  }

  #keepCount(batch: readonly Settlement[]): void {
    this.#written += batch.length
    this.#onWritten(batch)
    const done = this.#waiting.filter(({ upTo }) => upTo <= this.#written)
    this.#waiting = this.#waiting.filter((waiter) => !done.includes(waiter))
    for (const { resolve } of done) resolve()
  }
}
