import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel } from '../domain/chat.ts'
import { describe } from './decide.ts'
import type { Log } from './log.ts'
import { Sleeper } from './sleeper.ts'
import type { Account, Claimed, Outbox, PushPace, PushSource } from './store.ts'

const IDLE_MS = 1000
/** How often a paced account is asked for: a reply waits no longer for the pushes that are on their way. */
const TICK_MS = 100
const IN_HAND_MAX = 400

/** The pace of pushes on a channel now; undefined: none now. */
export type PaceOf = (channel: Channel) => PushPace | undefined

export type PushFeedParts = {
  outbox: Pick<Outbox, 'pushes' | 'claimPushes'>
  paceOf: PaceOf
  /** Pushes that are not settled. */
  inHand(): number
  roomBelow(size: number): Promise<void>
  take(claimed: Claimed[]): void
  log: Log
}

/** Fetches reminders and announcements from the ledger, no faster than they may leave. */
export class PushFeed {
  readonly #parts: PushFeedParts
  readonly #sleeper = new Sleeper()
  /** What else left each account since it was last asked for. */
  readonly #replies = new Map<string, number>()

  constructor(parts: PushFeedParts) {
    this.#parts = parts
  }

  /** Something that is no push left this account. */
  replied(account: Account): void {
    const key = accountKey(account)
    this.#replies.set(key, (this.#replies.get(key) ?? 0) + 1)
  }

  nudge(): void {
    this.#sleeper.wake()
  }

  /** Resolves after `end`. */
  async run(end: AbortSignal): Promise<void> {
    while (!end.aborted) {
      try {
        const sources = await this.#parts.outbox.pushes()
        if (sources.length === 0) this.#replies.clear() // what left before pushes began is not counted
        if ((await this.#fetch(sources)) === 0) await this.#sleeper.sleep(sources.length > 0 ? TICK_MS : IDLE_MS)
      } catch (error) {
        this.#parts.log.error({ error: describe(error) }, 'announcements cannot be read; trying again')
        await this.#sleeper.sleep(IDLE_MS)
      }
    }
  }

  /** Returns how many there were. */
  async #fetch(sources: readonly PushSource[]): Promise<number> {
    const { outbox, paceOf, inHand, roomBelow, take } = this.#parts
    let fetched = 0
    /** By the pace, or there was no more. */
    let held = false
    for (const source of sources) {
      const pace = paceOf(source.account.channel)
      if (!pace) continue
      await roomBelow(IN_HAND_MAX)
      const room = IN_HAND_MAX - inHand()
      const claimed = await outbox.claimPushes(source, pace, room, this.#spent(source.account))
      take(claimed)
      fetched += claimed.length
      held ||= claimed.length < room
    }
    if (fetched > 0 && held) await sleep(TICK_MS)
    if (fetched > 0) await roomBelow(IN_HAND_MAX / 2)
    return fetched
  }

  #spent(account: Account): number {
    const spent = this.#replies.get(accountKey(account)) ?? 0
    this.#replies.delete(accountKey(account))
    return spent
  }
}

const accountKey = ({ channel, account }: Account) => `${channel}/${account}`
