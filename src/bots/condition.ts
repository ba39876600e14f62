import type { Log } from '../app/log.ts'
import type { Channel } from '../domain/chat.ts'

const NAMES: Partial<Record<Channel, string>> = { telegram: 'Telegram', whatsapp: 'WhatsApp' }

/** Where somebody who looks after some of the parts says how they are. */
export type Report<Part extends string> = Pick<Condition<Part>, 'bad' | 'good'>

/** What is wrong now with a channel's account, by part; each change is logged once, and told to `changed`. */
export class Condition<Part extends string> {
  readonly #problems = new Map<Part, string>()
  readonly #channel: Channel
  readonly #log: Log
  readonly #changed: () => void

  constructor(channel: Channel, log: Log, changed: () => void = () => {}) {
    this.#channel = channel
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
    this.#log.warn({ channel: this.#channel, part, problem }, `${NAMES[this.#channel]} is unwell`)
    this.#changed()
  }

  good(part: Part): void {
    if (!this.#problems.delete(part)) return
    this.#log.info({ channel: this.#channel, part }, `${NAMES[this.#channel]} is well again`)
    this.#changed()
  }
}
