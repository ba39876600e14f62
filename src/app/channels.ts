import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatEvent } from '../domain/chat.ts'
import type { Log } from './log.ts'
import type { ChannelAdapter } from './ports.ts'
import type { Account } from './store.ts'

type Receive = (events: ChatEvent[]) => Promise<void>
/**
 * Resolves once no other process holds this name; false: stopped first. `lost` is called when somebody else may hold it
 * before we know.
 */
type Hold = (name: string, lost?: () => void) => Promise<boolean>

export type ChannelsParts = { adapters: readonly ChannelAdapter[]; hold: Hold; log: Log }

/** Longer than a name that nobody holds takes to become ours (store/instance.ts). */
const OUR_TURN_MS = 1000

/** What the process holds that receives for an account which only one may receive for. */
export const holdName = ({ channel, account }: Account): string => `${channel}/${account}`

/** The channels of one process. Where only one process may have an account, it is started when it is our turn. */
export class Channels {
  readonly #parts: ChannelsParts
  readonly #held = new Set<ChannelAdapter>()
  #stopping = false

  constructor(parts: ChannelsParts) {
    this.#parts = parts
  }

  /** The accounts of this process. */
  readonly served = (): Account[] => this.#parts.adapters.map(accountOf)

  /** Where an account sends over one process's line, only that process may take its messages in hand. */
  readonly sendable = (): Account[] =>
    this.#parts.adapters.filter((adapter) => !adapter.tied || this.#held.has(adapter)).map(accountOf)

  /**
   * Starts those that `wanted` says. Waits no longer for our turn on an account than it takes where nobody else has it, so
   * that who is ready holds what can be held.
   */
  async start(wanted: (adapter: ChannelAdapter) => boolean, receive: Receive): Promise<void> {
    for (const adapter of this.#parts.adapters.filter(wanted)) {
      if (!adapter.exclusive) await adapter.start(receive)
      else {
        const started = this.#startAlone(adapter, receive)
        if (adapter.tied) await Promise.race([started, sleep(OUR_TURN_MS, undefined, { ref: false })])
      }
    }
  }

  /** Receives no more; can still send. */
  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all(this.#parts.adapters.map((adapter) => adapter.stop()))
  }

  async close(): Promise<void> {
    await Promise.all(this.#parts.adapters.map((adapter) => adapter.close?.()))
  }

  /** Two processes that poll for one bot, or hold one number, would throw each other out. */
  async #startAlone(adapter: ChannelAdapter, receive: Receive): Promise<void> {
    const lost = adapter.tied && (() => void this.#letGo(adapter, receive))
    if (!(await this.#parts.hold(holdName(adapter), lost)) || this.#stopping) return
    this.#held.add(adapter)
    await adapter.start(receive)
  }

  /** Who cannot be sure to hold a number any more lets go of its line, and queues up again. */
  async #letGo(adapter: ChannelAdapter, receive: Receive): Promise<void> {
    this.#held.delete(adapter)
    this.#parts.log.warn({ channel: adapter.channel }, 'the hold on the account was lost')
    await adapter.close?.()
    await this.#startAlone(adapter, receive)
  }
}

const accountOf = ({ channel, account }: ChannelAdapter): Account => ({ channel, account })
