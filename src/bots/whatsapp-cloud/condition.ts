import type { Log } from '../../app/log.ts'

/** The ways a WhatsApp number can be unwell. */
export type Part = 'number' | 'storing' | 'sending'

/** What is wrong now, by part; each change is logged once. */
export class Condition {
  readonly #problems = new Map<Part, string>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** undefined: all is well. */
  get problem(): string | undefined {
    return this.#problems.values().next().value
  }

  bad(part: Part, problem: string): void {
    if (this.#problems.get(part) === problem) return
    this.#problems.set(part, problem)
    this.#log.warn({ channel: 'whatsapp', part, problem }, 'WhatsApp is unwell')
  }

  good(part: Part): void {
    if (this.#problems.delete(part)) this.#log.info({ channel: 'whatsapp', part }, 'WhatsApp is well again')
  }
}
