import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel } from '../domain/chat.ts'
import { Pace } from './pace.ts'
import type { Account } from './store.ts'

/** The pace of each account of one process. */
export class Paces {
  readonly #paces: Map<string, Pace>

  /** `rates`: messages a second, by channel; without one there is no limit. */
  constructor(accounts: readonly Account[], rates: Partial<Record<Channel, number>>) {
    const newPace = ({ channel }: Account) => new Pace(rates[channel] ?? Number.POSITIVE_INFINITY)
    this.#paces = new Map(accounts.map((account) => [key(account), newPace(account)]))
  }

  /** Waits for the account's pace and pauses; false: `end` came first, another process or start will send it. */
  async mayLeave(account: Account, end: AbortSignal, push = false): Promise<boolean> {
    const pace = this.#paces.get(key(account))!
    for (;;) {
      const { pauses } = pace
      const wait = pace.take(push)
      if (wait === 0) return true
      await sleep(wait, undefined, { signal: end }).catch(() => {})
      if (end.aborted) return false
      if (pace.pauses === pauses) return true
    }
  }

  /** Nothing leaves this account for so long (ms). */
  pause(account: Account, ms: number): void {
    this.#paces.get(key(account))?.pause(ms)
  }
}

const key = ({ channel, account }: Account) => `${channel}/${account}`
