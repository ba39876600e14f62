/**
 * Whether a decision knew what still waits in the queue. A message that a decision claimed goes out at once, for nothing
 * of its chat was waiting. Had something gone back into the queue meanwhile, it would be overtaken.
 */
export class QueueKnowledge {
  /** Rows that went back and are not written yet → their chats. */
  readonly #open = new Map<string, string>()
  /** When the last message of a chat that went back was written. */
  readonly #written = new Map<string, number>()
  #doubtful = false
  #doubtedUntil = Number.NEGATIVE_INFINITY
  readonly #now: () => number

  /** `now`: a monotonic clock in ms. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** A message goes back into the queue. */
  wentBack({ row, chat }: { row: string; chat: string }): void {
    this.#open.set(row, chat)
  }

  /** These rows stand in the ledger as they were settled. */
  written(rows: readonly string[]): void {
    const now = this.#now()
    for (const row of rows) {
      const chat = this.#open.get(row)
      if (chat === undefined) continue
      this.#open.delete(row)
      this.#written.delete(chat) // so that the map stays in order of time
      this.#written.set(chat, now)
    }
    for (const [chat, at] of this.#written) {
      if (at > now - KEPT_MS) break
      this.#written.delete(chat)
    }
  }

  /** The line broke at a commit: something may stand claimed in the ledger that we never got. */
  doubt(): void {
    this.#doubtful = true
  }

  /** Nothing of the kind was found. */
  sure(): void {
    if (this.#doubtful) this.#doubtedUntil = this.#now()
    this.#doubtful = false
  }

  /** True: whoever looked at the ledger at `since` (ms) or later knows what of this chat waits there. */
  isTrue(chat: string, since: number): boolean {
    if (this.#doubtful || since < this.#doubtedUntil) return false
    if (since <= (this.#written.get(chat) ?? Number.NEGATIVE_INFINITY)) return false
    for (const open of this.#open.values()) if (open === chat) return false
    return true
  }
}

/** No decision takes longer. */
const KEPT_MS = 60_000
