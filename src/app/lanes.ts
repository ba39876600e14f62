import type { Claimed } from './store.ts'

/** Requests on their way at once. */
const MAX_AT_ONCE = 64

/**
 * Messages in hand: one at a time within a chat, many chats at once. When a message must be tried again later, what
 * stands behind it in its lane is given back, so that nothing overtakes it.
 */
export class Lanes {
  readonly #lanes = new Map<string, Claimed[]>()
  readonly #ready: string[] = []
  readonly #waiting: (() => void)[] = []
  #atOnce = 0
  #size = 0
  readonly #send: (message: Claimed) => Promise<boolean>
  readonly #giveBack: (message: Claimed) => void

  /** `send` resolves false when later messages of the chat must wait. It never rejects. */
  constructor(send: (message: Claimed) => Promise<boolean>, giveBack: (message: Claimed) => void) {
    this.#send = send
    this.#giveBack = giveBack
  }

  get size(): number {
    return this.#size
  }

  add(message: Claimed): void {
    this.#size++
    const lane = this.#lanes.get(message.chat)
    if (lane) {
      lane.push(message)
      return
    }
    this.#lanes.set(message.chat, [message])
    this.#ready.push(message.chat)
    this.#start()
  }

  /** Resolves when fewer than `size` messages are in hand. */
  async roomBelow(size: number): Promise<void> {
    while (this.#size >= size) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  empty(): Promise<void> {
    return this.roomBelow(1)
  }

  #start(): void {
    while (this.#atOnce < MAX_AT_ONCE) {
      const chat = this.#ready.shift()
      if (chat === undefined) return
      this.#atOnce++
      void this.#next(chat)
    }
  }

  async #next(chat: string): Promise<void> {
    const lane = this.#lanes.get(chat)!
    const done = await this.#send(lane[0]!)
    lane.shift()
    this.#atOnce--
    this.#size--
    if (!done) for (const message of lane.splice(0)) this.#return(message)
    if (lane.length > 0) this.#ready.push(chat)
    else this.#lanes.delete(chat)
    for (const resolve of this.#waiting.splice(0)) resolve()
    this.#start()
  }

  #return(message: Claimed): void {
    this.#size--
    this.#giveBack(message)
  }
}
