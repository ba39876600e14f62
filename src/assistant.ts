/** The running parts of one process, put together. */
import { randomInt } from 'node:crypto'
import { startDecider } from './app/decider.ts'
import { startJobs } from './app/jobs.ts'
import type { Log } from './app/log.ts'
import type { Meter } from './app/meter.ts'
import type { ChannelAdapter } from './app/ports.ts'
import { startSender } from './app/sender.ts'
import type { Account } from './app/store.ts'
import type { Channel, ChatEvent } from './domain/chat.ts'
import { CODE_DIGITS } from './domain/joining.ts'
import { book } from './flows/book.ts'
import { keptModels } from './knowledge/kept-models.ts'
import { makeMind } from './knowledge/make-mind.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import type { OpenStore } from './open-store.ts'
import { startInstance } from './store/instance.ts'
import { makeOutbox } from './store/outbox.ts'
import { enforceRetention } from './store/retention.ts'
import { makeTurns } from './store/turns.ts'

export type Role = 'all' | 'bot' | 'sender' | 'jobs'

export type AssistantParts = {
  store: OpenStore
  knowledge: Knowledge
  adapters: readonly ChannelAdapter[]
  rates: Partial<Record<Channel, number>>
  role: Role
  log: Log
  meter: Meter
}

export type Assistant = {
  /** Resolves when everything received so far is decided and sent. */
  quiet(): Promise<void>
  /** Takes nothing new in, finishes what is in hand, and lets go of the database's locks. */
  stop(): Promise<void>
}

const QUIET_CHECK_MS = 5

/** What the process holds that receives for an account which only one may receive for. */
export const holdName = ({ channel, account }: Account): string => `${channel}/${account}`

/** "LA-2026-482915": easy to say on the phone, and not to be guessed from another one. */
const freshNumber = () => `LA-${new Date().getFullYear()}-${String(randomInt(1_000_000)).padStart(6, '0')}`
const freshCode = () => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')

export async function startAssistant({
  store,
  knowledge,
  adapters,
  rates,
  role,
  log,
  meter,
}: AssistantParts): Promise<Assistant> {
  let stopping = false
  const held = new Set<ChannelAdapter>()
  /** Where an account sends over one process's line, only that process may take its messages in hand. */
  const sendable = (): Account[] =>
    adapters
      .filter((adapter) => !adapter.tied || held.has(adapter))
      .map(({ channel, account }) => ({ channel, account }))
  const served = (): Account[] => adapters.map(({ channel, account }) => ({ channel, account }))
  const instance = await startInstance(store.url, () => log.warn({}, 'the line to the database was lost'))
  const clock = () => new Date()
  const { draftDays } = knowledge.office.retention
  const retention = {
    name: 'retensi',
    at: '30 2 * * *',
    run: () => enforceRetention(store.db, knowledge.office.retention, clock()),
  }
  const sends = role === 'all' || role === 'sender'
  const decides = role === 'all' || role === 'bot'
  // What a process decides it also claims for sending, if it sends at all.
  const accounts = sends ? sendable : served
  const turns = makeTurns(store.db, { accounts, instance: sends ? instance.id : undefined, clock, draftDays })

  const sender = sends
    ? startSender({ outbox: makeOutbox(store.db, sendable, instance.id), adapters, rates, log, meter })
    : undefined
  const mind = makeMind(knowledge, keptModels(knowledge))
  const brain = { book, knowledge, mind, clock, freshNumber, freshCode, log, meter }
  const handover = sender ?? { hand() {}, doubt() {} }
  const decider = decides ? startDecider(brain, turns, handover) : undefined
  instance.onNudge(() => sender?.nudge())
  const jobs = role === 'all' || role === 'jobs' ? startJobs([retention], knowledge.office.zone, log) : undefined

  /** A tied adapter's messages are in the inbox before they get here; where nobody decides, another process does. */
  async function receive(events: ChatEvent[]): Promise<void> {
    if (!events[0]) return
    await decider?.receive(events)
    meter.received(events[0].from.channel, events.length)
  }
  for (const adapter of adapters) {
    if (!(adapter.tied ? sends : decides)) continue
    if (!adapter.exclusive) await adapter.start(receive)
    else void startAlone(adapter)
  }
  /** Two processes that poll for one bot, or hold one number, would throw each other out. */
  async function startAlone(adapter: ChannelAdapter): Promise<void> {
    const lost = adapter.tied && (() => void letGo(adapter))
    if (!(await instance.hold(holdName(adapter), lost)) || stopping) return
    held.add(adapter)
    await adapter.start(receive)
  }
  /** Who cannot be sure to hold a number any more lets go of its line, and queues up again. */
  async function letGo(adapter: ChannelAdapter): Promise<void> {
    held.delete(adapter)
    log.warn({ channel: adapter.channel }, 'the hold on the account was lost')
    await adapter.close?.()
    await startAlone(adapter)
  }

  return {
    async quiet() {
      do {
        await decider?.quiet()
        await new Promise((resolve) => setTimeout(resolve, QUIET_CHECK_MS))
      } while ((sender?.inHand() ?? 0) > 0)
    },
    async stop() {
      stopping = true
      await Promise.all(adapters.map((adapter) => adapter.stop()))
      await decider?.stop()
      await jobs?.stop()
      await sender?.stop()
      await Promise.all(adapters.map((adapter) => adapter.close?.()))
      await instance.stop()
    },
  }
}
