import type { Outbox, Settlement } from './store.ts'

const RETRY_MS = 300

/** Writes settlements into the ledger, many in one statement; keeps them until the database has taken them. */
export class Settler {
  #open: Settlement[] = []
  #writing = 0
  #running: Promise<void> = Promise.resolve()
  #busy = false
  #settled: () => void = () => {}
  readonly #outbox: Pick<Outbox, 'settle'>
  readonly #onError: (error: unknown) => void

  constructor(outbox: Pick<Outbox, 'settle'>, onError: (error: unknown) => void) {
    this.#outbox = outbox
    this.#onError = onError
  }

  get size(): number {
    return this.#open.length + this.#writing
  }

  /** Called when rows that may be claimed again were written. */
  onSettled(listener: () => void): void {
    this.#settled = listener
  }

  add(settlement: Settlement): void {
    this.#open.push(settlement)
    if (this.#busy) return
    this.#busy = true
    this.#running = this.#write()
  }

  /** Does something after what was added so far is written; a failure is reported and not repeated. */
  async after(work: () => Promise<void>): Promise<void> {
    await this.flush()
    await work().catch(this.#onError)
  }

  /** Resolves when everything added is written. */
  async flush(): Promise<void> {
    while (this.#busy) await this.#running
  }

  async #write(): Promise<void> {
    await new Promise(setImmediate) // what is settled in the same moment goes into the same statement
    while (this.#open.length > 0) {
      const batch = this.#open
      this.#open = []
      this.#writing = batch.length
      try {
        await this.#outbox.settle(batch)
        if (batch.some((settlement) => settlement.state === 'queued')) this.#settled()
      } catch (error) {
        this.#onError(error)
        this.#open = [...batch, ...this.#open]
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
      this.#writing = 0
    }
    this.#busy = false
  }
}
