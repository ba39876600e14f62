import { setTimeout as sleep } from 'node:timers/promises'
import type { LoginStore } from '../../app/login.ts'

/** Between two questions, more or less (ms): who asks for many numbers quickly is taken for a harvester. */
const GAP_MS = 4000

export type Ask = (chatId: string) => Promise<boolean>

/**
 * Whether somebody is still on WhatsApp. Asked once, and only of those who have not written for long; one after another, and
 * slowly.
 */
export class KnownNumbers {
  readonly #login: Pick<LoginStore, 'known' | 'noteKnown'>
  readonly #ask: Ask
  readonly #gapMs: number
  #last: Promise<unknown> = Promise.resolve()
  #mayAskAt = 0

  constructor(login: Pick<LoginStore, 'known' | 'noteKnown'>, ask: Ask, gapMs = GAP_MS) {
    this.#login = login
    this.#ask = ask
    this.#gapMs = gapMs
  }

  /** Throws SendError where WhatsApp cannot be asked now. */
  async has(chatId: string): Promise<boolean> {
    if (await this.#login.known(chatId)) return true
    const asking = this.#last.then(() => this.#find(chatId))
    this.#last = asking.catch(() => {})
    return asking
  }

  async #find(chatId: string): Promise<boolean> {
    if (await this.#login.known(chatId)) return true // somebody has asked meanwhile
    await sleep(Math.max(0, this.#mayAskAt - performance.now()), undefined, { ref: false })
    this.#mayAskAt = performance.now() + this.#gapMs * (0.5 + Math.random())
    const there = await this.#ask(chatId)
    if (there) await this.#login.noteKnown(chatId)
    return there
  }
}
