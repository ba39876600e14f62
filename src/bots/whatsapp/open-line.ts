import { setTimeout as sleep } from 'node:timers/promises'
import { lineDown } from './errors.ts'
import type { Line } from './line.ts'

/** Whoever sends waits so long for a line that is just being made anew. */
const LINE_WAIT_MS = 5000

/** The line of the moment, and those who wait for one. */
export class OpenLine {
  #line: Line | undefined
  /** There will be no other. */
  #given = false
  #waiting: (() => void)[] = []

  get isOpen(): boolean {
    return this.#line !== undefined
  }

  opened(line: Line): void {
    this.#line = line
    this.#wake()
  }

  closed(): void {
    this.#line = undefined
  }

  /** `given`: nobody need wait any more. */
  give(given: boolean): void {
    this.#given = given
    if (given) this.#wake()
  }

  /** A line that is open, or will be within some seconds. Throws SendError. */
  async get(): Promise<Line> {
    const end = performance.now() + LINE_WAIT_MS
    while (this.#line?.isOver !== false) {
      const left = end - performance.now()
      if (left <= 0 || this.#given) throw lineDown()
      const opened = new Promise<void>((resolve) => this.#waiting.push(resolve))
      await Promise.race([opened, sleep(left, undefined, { ref: false })])
    }
    return this.#line
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
