import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel } from '../domain/chat.ts'
import { Pace } from './pace.ts'
import type { Account } from './store.ts'

/** What waits longer for its account must not keep the others' places in hand (ms). */
const HELD_MS = 500

/** The pace of each account of one process. */
export class Paces {
  readonly #paces: Map<string, Pace>

  /** `rates`: messages a second, by channel; without one there is no limit. */
  constructor(accounts: readonly Account[], rates: Partial<Record<Channel, number>>) {
    const newPace = ({ channel }: Account) => new Pace(rates[channel] ?? Number.POSITIVE_INFINITY)
    this.#paces = new Map(accounts.map((account) => [key(account), newPace(account)]))
  }

  /**
   * Waits for the account's pace and for short pauses. 0: a message may leave; else it may be tried again after so long
   * (ms), by whoever is there then. "ended": `end` came first.
   */
  async wait(account: Account, end: AbortSignal): Promise<number | 'ended'> {
    const pace = this.#paces.get(key(account))!
    for (;;) {
      const { pauses } = pace
      if (pace.pausedMs > HELD_MS) return end.aborted ? 'ended' : pace.pausedMs
      const wait = pace.take()
      if (wait === 0) return 0
      await sleep(wait, undefined, { signal: end }).catch(() => {})
      if (end.aborted) return 'ended'
      if (pace.pauses === pauses) return 0
    }
  }

  /** Nothing leaves this account for so long (ms). */
  pause(account: Account, ms: number): void {
    this.#paces.get(key(account))?.pause(ms)
  }
}

const key = ({ channel, account }: Account) => `${channel}/${account}`
