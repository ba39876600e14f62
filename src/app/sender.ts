import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel } from '../domain/chat.ts'
import { contentOf, dropSent } from './content.ts'
import { describe } from './decide.ts'
import { Lanes } from './lanes.ts'
import type { Log } from './log.ts'
import type { Meter } from './meter.ts'
import { Paces } from './paces.ts'
import { type ChannelAdapter, SendError } from './ports.ts'
import { type PaceOf, PushFeed } from './push-feed.ts'
import { isPush, mustKnow } from './pushes.ts'
import { QueueKnowledge } from './queue-knowledge.ts'
import { Settler } from './settler.ts'
import { Sleeper } from './sleeper.ts'
import type { Account, Claimed, Files, Outbox, Settlement } from './store.ts'
import { settlementOf } from './verdicts.ts'

const CLAIM_LIMIT = 100
const IDLE_MS = 1000
const RECOVER_MS = 2000
const QUIET_CHECK_MS = 5
/** A send that hangs longer when we stop is left: its row is taken over like that of a process that was killed. */
const STOPPING_MS = 3000

export type Sender = {
  /** Messages that this process claimed in a decision which began to look at the ledger at `since` (performance.now()). */
  hand(claimed: Claimed[], since?: number): void
  /** A decision may have been saved without our hearing of it. */
  doubt(): void
  /** There may be something to claim. */
  nudge(): void
  /** How many messages in hand have not been settled. */
  inHand(): number
  /** Resolves when nothing is in hand and nothing that may leave now waits in the ledger. */
  quiet(): Promise<void>
  /** Resolves when everything in hand is settled, or will not be for long. */
  stop(): Promise<void>
}

export type SenderParts = {
  outbox: Outbox
  adapters: readonly ChannelAdapter[]
  files: Pick<Files, 'open' | 'drop'>
  /** Messages a second, by channel; Infinity: no limit. */
  rates: Partial<Record<Channel, number>>
  /** How fast pushes may leave; default: as fast as everything else. */
  pushPace?: PaceOf | undefined
  log: Log
  meter: Meter
}

/** Sends what is due: in order within a chat, within the account's pace, and settles each message in the ledger. */
export function startSender(parts: SenderParts): Sender {
  return new Sending(parts)
}

class Sending implements Sender {
  readonly #parts: SenderParts
  readonly #sleeper = new Sleeper()
  readonly #settler: Settler
  readonly #lanes: Lanes
  readonly #paces: Paces
  readonly #feed: PushFeed
  readonly #knowledge = new QueueKnowledge()
  readonly #end = new AbortController()
  readonly #inHand = new Set<string>()
  /** Rows that the ledger calls ours and nobody here knows of. */
  #missing = new Set<string>()
  #recoverAt = 0
  /** When we last began to look into the ledger and found nothing to send (performance.now()). */
  #foundNothing = Number.NEGATIVE_INFINITY
  readonly #running: Promise<unknown>

  constructor(parts: SenderParts) {
    const { outbox, adapters, rates, log } = parts
    this.#parts = parts
    this.#settler = new Settler(outbox, (error) =>
      log.error({ error: describe(error) }, 'messages could not be settled; trying again'),
    )
    this.#settler.onWritten((batch) => this.#written(batch))
    this.#lanes = new Lanes(
      (message) => this.#send(message),
      (message) => this.#giveBack(message),
    )
    this.#paces = new Paces(adapters, rates)
    this.#feed = new PushFeed({
      outbox,
      paceOf:
        parts.pushPace ?? ((channel) => ({ kind: 'steady', perSecond: rates[channel] ?? Number.POSITIVE_INFINITY })),
      inHand: () => this.#lanes.pushes,
      roomBelow: (size) => this.#lanes.pushRoomBelow(size),
      take: (claimed) => this.#take(claimed),
      log,
    })
    this.#running = Promise.all([this.#run(), this.#feed.run(this.#end.signal)])
  }

  /** What would overtake something that the decision did not know of goes into the queue behind it. */
  hand(claimed: readonly Claimed[], since = performance.now()): void {
    for (const message of claimed) {
      this.#inHand.add(message.row)
      if (this.#knowledge.isTrue(message.chat, since)) this.#take([message])
      else this.#giveBack(message)
    }
  }

  doubt(): void {
    this.#knowledge.doubt()
  }

  nudge(): void {
    this.#sleeper.wake()
    this.#feed.nudge()
  }

  inHand(): number {
    return this.#lanes.size + this.#settler.size
  }

  async quiet(): Promise<void> {
    do {
      while (this.inHand() > 0) await sleep(QUIET_CHECK_MS)
      const asked = performance.now()
      this.#sleeper.wake()
      while (this.#foundNothing < asked && !this.#isStopping) await sleep(QUIET_CHECK_MS)
    } while (this.inHand() > 0)
  }

  async stop(): Promise<void> {
    this.#end.abort()
    this.nudge()
    await this.#running
    const patience = new Promise((resolve) => setTimeout(resolve, STOPPING_MS).unref())
    await Promise.race([this.#lanes.empty().then(() => this.#settler.flush()), patience])
  }

  get #isStopping(): boolean {
    return this.#end.signal.aborted
  }

  async #run(): Promise<void> {
    const { log } = this.#parts
    while (!this.#isStopping) {
      try {
        if (performance.now() >= this.#recoverAt) {
          await this.#recover()
          this.#recoverAt = performance.now() + RECOVER_MS
        }
        const claimed = await this.#claim(CLAIM_LIMIT - this.#lanes.size + this.#lanes.pushes)
        this.#take(claimed)
        if (claimed.length === 0) await this.#sleeper.sleep(IDLE_MS)
        else await this.#lanes.roomBelow(CLAIM_LIMIT / 2)
      } catch (error) {
        log.error({ error: describe(error) }, 'the outbox cannot be read; trying again')
        await this.#sleeper.sleep(IDLE_MS)
      }
    }
  }

  async #claim(free: number): Promise<Claimed[]> {
    const { outbox, adapters } = this.#parts
    if (free <= 0) return []
    const began = performance.now()
    try {
      const claimed = adapters.length > 0 ? await outbox.claim(free) : []
      if (claimed.length === 0) this.#foundNothing = began
      return claimed
    } catch (error) {
      this.#knowledge.doubt()
      throw error
    }
  }

  #take(claimed: readonly Claimed[]): void {
    for (const message of claimed) {
      this.#inHand.add(message.row)
      this.#lanes.add(message)
    }
  }

  /**
   * Takes over what dead processes were sending. And what we claimed ourselves without learning of it, for the line
   * broke at the commit: seen missing twice, it was never sent, and is claimed anew.
   */
  async #recover(): Promise<void> {
    const { outbox, log } = this.#parts
    const recovered = await outbox.recover()
    if (recovered > 0) log.warn({ recovered }, 'messages of a process that ended were taken over')
    const unknown = (await outbox.ours()).filter((row) => !this.#inHand.has(row))
    for (const row of unknown.filter((row) => this.#missing.has(row)))
      this.#settler.add({ row, state: 'queued', afterMs: 0, reason: 'never handed over', repeated: false })
    this.#missing = new Set(unknown)
    if (unknown.length === 0) this.#knowledge.sure()
  }

  /** Sends one message and settles it. False: later messages of its chat must wait for it. */
  async #send(message: Claimed): Promise<boolean> {
    const { adapters, meter } = this.#parts
    try {
      const adapter = adapters.find((a) => a.channel === message.to.channel && a.account === message.to.account)
      if (!adapter) throw new SendError('message refused', 'no such channel here')
      if (isPush(message)) await mustKnow(adapter, message.to)
      if (!(await this.#paces.mayLeave(adapter, this.#end.signal, isPush(message)))) return this.#giveBack(message)
      if (!isPush(message)) this.#feed.replied(adapter)
      const { platformId } = await adapter.send(message.to, message.reply, message.row, contentOf(message, this.#parts))
      this.#settler.add({ row: message.row, state: 'sent', platformId })
      if (message.reply.file?.once) void this.#settler.after(() => dropSent(message, this.#parts))
      meter.settled('sent')
      return true
    } catch (error) {
      return this.#settleFailure(message, error)
    }
  }

  #giveBack(message: Claimed): false {
    if (!isPush(message)) this.#knowledge.wentBack(message)
    this.#settler.add({ row: message.row, state: 'queued', afterMs: 0, reason: 'given back', repeated: false })
    return false
  }

  #settleFailure(message: Claimed, error: unknown): boolean {
    const { outbox, log, meter } = this.#parts
    if (!(error instanceof SendError))
      log.error({ row: message.row, error: describe(error) }, 'a message could not be made')
    const settlement = settlementOf(message, error)
    if (settlement.state === 'queued' && !isPush(message)) this.#knowledge.wentBack(message)
    this.#settler.add(settlement)
    meter.settled(settlement.state)
    log.debug({ row: message.row, state: settlement.state }, 'a message did not go out')
    if (error instanceof SendError && error.verdict === 'person left')
      void this.#settler.after(() => outbox.left(message.chat))
    if (error instanceof SendError && error.retryAfterMs !== undefined) this.#pause(message.to, error.retryAfterMs)
    return settlement.state !== 'queued'
  }

  /** One "too many requests" holds back everything of that account, in every process. */
  #pause({ channel, account }: Account, ms: number): void {
    const { outbox, log } = this.#parts
    this.#paces.pause({ channel, account }, ms)
    log.warn({ channel, ms }, 'the platform asked for a pause')
    void this.#settler.after(() => outbox.pause({ channel, account }, new Date(Date.now() + ms)))
  }

  #written(batch: readonly Settlement[]): void {
    for (const { row } of batch) this.#inHand.delete(row)
    this.#knowledge.written(batch.map(({ row }) => row))
    if (batch.some(({ state }) => state === 'queued')) this.#sleeper.wake()
  }
}
