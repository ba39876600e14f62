import type { Update } from './updates.ts'

/** Order of delivery: one update at a time per chat, at most `width` at once, a refused one again after `retryMs`. */
export class Deliveries {
  readonly #deliver: (update: Update) => Promise<boolean>
  readonly #width: number
  readonly #retryMs: number
  readonly #queues = new Map<number, Update[]>()
  /** Chats whose first update waits for a free connection. */
  readonly #ready: number[] = []
  #running = 0
  #closed = false

  /** `deliver` resolves to whether the update was taken; it never rejects. */
  constructor(deliver: (update: Update) => Promise<boolean>, options: { width: number; retryMs: number }) {
    this.#deliver = deliver
    this.#width = options.width
    this.#retryMs = options.retryMs
  }

  add(update: Update): void {
    const chat = chatOf(update)
    const queue = this.#queues.get(chat)
    if (queue) queue.push(update)
    else {
      this.#queues.set(chat, [update])
      this.#release(chat)
    }
  }

  close(): void {
    this.#closed = true
  }

  #release(chat: number): void {
    this.#ready.push(chat)
    this.#pump()
  }

  #pump(): void {
    while (!this.#closed && this.#running < this.#width && this.#ready.length > 0)
      void this.#serve(this.#ready.shift()!)
  }

  async #serve(chat: number): Promise<void> {
    const queue = this.#queues.get(chat)!
    this.#running++
    const taken = await this.#deliver(queue[0]!)
    this.#running--
    if (!taken) return void setTimeout(() => this.#release(chat), this.#retryMs).unref()
    queue.shift()
    if (queue.length === 0) this.#queues.delete(chat)
    else this.#ready.push(chat)
    this.#pump()
  }
}

/** The chat an update belongs to; 0 for those without one. */
function chatOf(update: Update): number {
  for (const part of Object.values(update)) {
    if (typeof part !== 'object' || part === null) continue
    const { chat, message } = part as { chat?: { id: number }; message?: { chat: { id: number } } }
    const id = chat?.id ?? message?.chat.id
    if (id !== undefined) return id
  }
  return 0
}
