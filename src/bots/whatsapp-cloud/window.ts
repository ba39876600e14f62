import type { ChatAddress } from '../../domain/chat.ts'

/** When somebody last wrote to us; undefined: never, or so long ago that it is not kept. */
export type LastHeard = (address: ChatAddress) => Promise<Date | undefined>

/** For so long after a person's last message WhatsApp lets us write freely; a minute less, for a send takes time. */
const WINDOW_MS = (24 * 60 - 1) * 60_000
const MAX_KNOWN = 20_000

/** Whether we may write freely to people, or by template only. */
export class Windows {
  readonly #lastHeard: LastHeard
  readonly #now: () => number
  /** When people were last heard, as far as this process knows, in milliseconds; the oldest half goes when it is full. */
  readonly #known = new Map<string, number>()

  /** `now`: a clock in milliseconds. */
  constructor(lastHeard: LastHeard, now: () => number) {
    this.#lastHeard = lastHeard
    this.#now = now
  }

  heard(chatId: string, at: Date): void {
    if (this.#known.size >= MAX_KNOWN)
      for (const key of [...this.#known.keys()].slice(0, MAX_KNOWN / 2)) this.#known.delete(key)
    this.#known.set(chatId, Math.max(at.getTime(), this.#known.get(chatId) ?? 0))
  }

  /** Other processes hear people too, so the database is asked where we know of nothing recent. If it fails, Meta decides. */
  async isOpen(to: ChatAddress): Promise<boolean> {
    if (this.#isRecent(this.#known.get(to.chatId))) return true
    try {
      const at = await this.#lastHeard(to)
      if (at) this.heard(to.chatId, at)
      return this.#isRecent(at?.getTime())
    } catch {
      return true
    }
  }

  #isRecent(at: number | undefined): boolean {
    return at !== undefined && this.#now() - at < WINDOW_MS
  }
}
