import type { ChatEvent } from '../domain/chat.ts'

/** Events on their way into the inbox, and how to tell those who brought them. */
export type Batch = {
  events: ChatEvent[]
  /** They are durable. */
  done(): void
  /** They could not be written down: whoever brought them keeps them. */
  failed(error: unknown): void
}

type Call = { events: ChatEvent[]; resolve: () => void; reject: (error: unknown) => void }

/** What was received and is not written down yet. What comes while one batch is being decided goes into the next one. */
export class Arrivals {
  #calls: Call[] = []

  get waiting(): boolean {
    return this.#calls.length > 0
  }

  /** Resolves when these events are durable. */
  add(events: ChatEvent[]): Promise<void> {
    return new Promise((resolve, reject) => this.#calls.push({ events, resolve, reject }))
  }

  /** The calls that came first, each whole: at least one, and no more once `limit` events are together. */
  take(limit: number): Batch {
    let size = 0
    const end = this.#calls.findIndex(({ events }) => {
      size += events.length
      return size >= limit
    })
    const calls = this.#calls.splice(0, end < 0 ? this.#calls.length : end + 1)
    return {
      events: calls.flatMap(({ events }) => events),
      done() {
        for (const { resolve } of calls) resolve()
      },
      failed(error) {
        for (const { reject } of calls) reject(error)
      },
    }
  }
}
