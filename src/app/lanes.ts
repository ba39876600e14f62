import { isPush } from './pushes.ts'
import type { Claimed } from './store.ts'

/** Requests on their way at once, and how many of them may be pushes. */
const MAX_AT_ONCE = 64
const MAX_PUSHES_AT_ONCE = 48

/**
 * Messages in hand: one at a time within a chat, many chats at once. When a message must be tried again later, what
 * stands behind it in its lane is given back, so that nothing overtakes it. Pushes have lanes of their own: they wait for
 * everything else, and nothing waits for them.
 */
export class Lanes {
  readonly #lanes = new Map<string, Claimed[]>()
  readonly #ready: string[] = []
  readonly #readyPushes: string[] = []
  readonly #waiting: (() => void)[] = []
  #atOnce = 0
  #pushesAtOnce = 0
  #pushes = 0
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

  /** How many of them are pushes. */
  get pushes(): number {
    return this.#pushes
  }

  add(message: Claimed): void {
    this.#count(message, 1)
    const key = laneOf(message)
    const lane = this.#lanes.get(key)
    if (lane) {
      lane.push(message)
      return
    }
    this.#lanes.set(key, [message])
    this.#readyFor(message).push(key)
    this.#start()
  }

  /** Resolves when fewer than `size` messages besides pushes are in hand. */
  async roomBelow(size: number): Promise<void> {
    while (this.#size - this.#pushes >= size) await this.#change()
  }

  /** Resolves when fewer than `size` pushes are in hand. */
  async pushRoomBelow(size: number): Promise<void> {
    while (this.#pushes >= size) await this.#change()
  }

  async empty(): Promise<void> {
    while (this.#size > 0) await this.#change()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #start(): void {
    while (this.#atOnce < MAX_AT_ONCE) {
      const key =
        this.#ready.shift() ?? (this.#pushesAtOnce < MAX_PUSHES_AT_ONCE ? this.#readyPushes.shift() : undefined)
      if (key === undefined) return
      void this.#next(key)
    }
  }

  async #next(key: string): Promise<void> {
    const lane = this.#lanes.get(key)!
    const [message] = lane as [Claimed]
    const push = isPush(message) ? 1 : 0
    this.#atOnce++
    this.#pushesAtOnce += push
    const done = await this.#send(message)
    lane.shift()
    this.#atOnce--
    this.#pushesAtOnce -= push
    this.#count(message, -1)
    if (!done) for (const behind of lane.splice(0)) this.#return(behind)
    if (lane.length > 0) this.#readyFor(message).push(key)
    else this.#lanes.delete(key)
    for (const resolve of this.#waiting.splice(0)) resolve()
    this.#start()
  }

  #return(message: Claimed): void {
    this.#count(message, -1)
    this.#giveBack(message)
  }

  #readyFor(message: Claimed): string[] {
    return isPush(message) ? this.#readyPushes : this.#ready
  }

  #count(message: Claimed, by: 1 | -1): void {
    this.#size += by
    if (isPush(message)) this.#pushes += by
  }
}

const laneOf = (message: Claimed) => (isPush(message) ? `${message.chat}/push` : message.chat)
