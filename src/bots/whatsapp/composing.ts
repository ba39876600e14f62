import { setTimeout as sleep } from 'node:timers/promises'

/** What leaves so soon after another message to the same chat belongs to the same answer (ms). */
const FOLLOWS_MS = 500
/** Letters. Fewer than one answer in twenty is longer, so what is quick stays quick for nearly everybody. */
const LONG = 1500
const MS_PER_LETTER = 0.5
const SHORTEST_MS = 250
const LONGEST_MS = 1000
/** A pause keeps a place that others could send in (app/lanes.ts): where more would pause at once, nobody does. */
const MOST_AT_ONCE = 16

/** How long the phone shows that we write, before something of so many letters leaves (ms). */
export const pauseOf = (letters: number, follows: boolean): number =>
  follows || letters > LONG ? Math.min(LONGEST_MS, Math.max(SHORTEST_MS, letters * MS_PER_LETTER)) : 0

/**
 * Writes as somebody does whom one sees writing: what follows another message at once, or is long, comes after a moment in
 * which the phone shows it. Everything else leaves at once.
 */
export class Composing {
  readonly #show: (to: string) => void
  /** When the last message to a chat left (performance.now()); those of the last moment only, oldest first. */
  readonly #left = new Map<string, number>()
  #pausing = 0

  /** `show` lets the phone of this chat see that we write. */
  constructor(show: (to: string) => void) {
    this.#show = show
  }

  /** Resolves when something of so many letters may leave. */
  async before(to: string, letters: number): Promise<void> {
    const follows = performance.now() - (this.#left.get(to) ?? Number.NEGATIVE_INFINITY) < FOLLOWS_MS
    const pause = pauseOf(letters, follows)
    if (pause === 0 || this.#pausing >= MOST_AT_ONCE) return
    this.#show(to)
    this.#pausing++
    await sleep(pause)
    this.#pausing--
  }

  /** The person has written: what leaves next answers that, and follows nothing. */
  heard(from: string): void {
    this.#left.delete(from)
  }

  left(to: string): void {
    const now = performance.now()
    this.#left.delete(to)
    this.#left.set(to, now)
    for (const [chat, at] of this.#left) {
      if (now - at < FOLLOWS_MS) break
      this.#left.delete(chat)
    }
  }
}
