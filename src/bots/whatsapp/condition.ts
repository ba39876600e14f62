import type { Log } from '../../app/log.ts'

/** The ways a WhatsApp number can be unwell. */
export type Part = 'line' | 'storing' | 'sending'

/** What is wrong now, by part; each change is logged once. */
export class Condition {
  readonly #problems = new Map<Part, string>()
  readonly #log: Log
  readonly #changed: () => void

  constructor(log: Log, changed: () => void) {
    this.#log = log
    this.#changed = changed
  }

  /** undefined: all is well. */
  get problem(): string | undefined {
    return this.#problems.values().next().value
  }

  bad(part: Part, problem: string): void {
    if (this.#problems.get(part) === problem) return
    this.#problems.set(part, problem)
    this.#log.warn({ channel: 'whatsapp', part, problem }, 'WhatsApp is unwell')
    this.#changed()
  }

  good(part: Part): void {
    if (!this.#problems.delete(part)) return
    this.#log.info({ channel: 'whatsapp', part }, 'WhatsApp is well again')
    this.#changed()
  }
}
