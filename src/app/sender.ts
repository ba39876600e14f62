import type { Channel } from '../domain/chat.ts'
import { describe } from './decide.ts'
import { Lanes } from './lanes.ts'
import type { Log } from './log.ts'
import type { Meter } from './meter.ts'
import { Pace } from './pace.ts'
import { type ChannelAdapter, SendError } from './ports.ts'
import { QueueKnowledge } from './queue-knowledge.ts'
import { Settler } from './settler.ts'
import { Sleeper } from './sleeper.ts'
import type { Account, Claimed, Outbox } from './store.ts'
import { settlementOf } from './verdicts.ts'

const CLAIM_LIMIT = 100
const IDLE_MS = 1000
const RECOVER_MS = 2000
/** What waits longer for its account must not keep the others' places in hand (ms). */
const HELD_MS = 500
/** A send that hangs longer when we stop is left: its row is taken over like that of a process that was killed. */
const STOPPING_MS = 3000

export type Sender = {
  /** Messages that this process claimed in a decision which began to look at the ledger at `since` (performance.now()). */
  hand(claimed: Claimed[], since?: number): void
  /** A decision may have been saved without our hearing of it. */
  doubt(): void
  /** There may be something to claim. */
  nudge(): void
  /** Messages in hand that have not been settled. */
  inHand(): number
  /** Resolves when everything in hand is settled, or will not be for long. */
  stop(): Promise<void>
}

export type SenderParts = {
  outbox: Outbox
  adapters: readonly ChannelAdapter[]
  /** Messages a second, by channel; Infinity: no limit. */
  rates: Partial<Record<Channel, number>>
  log: Log
  meter: Meter
}

/** Sends what is due: in order within a chat, within the account's pace, and settles each message in the ledger. */
export function startSender({ outbox, adapters, rates, log, meter }: SenderParts): Sender {
  const sleeper = new Sleeper()
  const settler = new Settler(outbox, (error) =>
    log.error({ error: describe(error) }, 'messages could not be settled; trying again'),
  )
  const lanes = new Lanes(send, giveBack)
  const paces = new Map(
    adapters.map((adapter) => [key(adapter), new Pace(rates[adapter.channel] ?? Number.POSITIVE_INFINITY)]),
  )
  let stopping = false
  let stop: () => void = () => {}
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  let recoverAt = 0
  const inHand = new Set<string>()
  let missing = new Set<string>()
  const knowledge = new QueueKnowledge()
  const running = loop()

  /** Sends one message and settles it. False: later messages of its chat must wait for it. */
  async function send(message: Claimed): Promise<boolean> {
    const adapter = adapters.find((a) => a.channel === message.to.channel && a.account === message.to.account)
    try {
      if (!adapter) throw new SendError('message refused', 'no such channel here')
      const pace = paces.get(key(adapter))!
      if (!(await mayLeave(pace))) return giveBack(message, stopping ? 0 : pace.pausedMs)
      const { platformId } = await adapter.send(message.to, message.reply, message.row)
      settler.add({ row: message.row, state: 'sent', platformId })
      meter.settled('sent')
      return true
    } catch (error) {
      return settleFailure(message, error)
    }
  }

  /** Waits for the account's pace and short pauses; false: it goes back into the queue, for whoever is there afterwards. */
  async function mayLeave(pace: Pace): Promise<boolean> {
    for (;;) {
      const { pauses } = pace
      if (pace.pausedMs > HELD_MS) return false
      const wait = pace.take()
      if (wait === 0) return true
      await Promise.race([new Promise((resolve) => setTimeout(resolve, wait)), stopped])
      if (stopping) return false
      if (pace.pauses === pauses) return true
    }
  }

  function giveBack(message: Claimed, afterMs = 0): false {
    knowledge.wentBack(message)
    settler.add({ row: message.row, state: 'queued', afterMs, reason: 'given back', repeated: false })
    return false
  }

  function settleFailure(message: Claimed, error: unknown): boolean {
    if (!(error instanceof SendError))
      log.error({ row: message.row, error: describe(error) }, 'a message could not be made')
    const settlement = settlementOf(message, error)
    if (settlement.state === 'queued') knowledge.wentBack(message)
    settler.add(settlement)
    meter.settled(settlement.state)
    log.debug({ row: message.row, state: settlement.state }, 'a message did not go out')
    if (error instanceof SendError && error.verdict === 'person left')
      void settler.after(() => outbox.left(message.chat))
    if (error instanceof SendError && error.retryAfterMs !== undefined) pause(message.to, error.retryAfterMs)
    return settlement.state !== 'queued'
  }

  /** One "too many requests" holds back everything of that account, in every process. */
  function pause(account: Account, ms: number): void {
    paces.get(key(account))?.pause(ms)
    setTimeout(() => sleeper.wake(), ms).unref()
    log.warn({ channel: account.channel, ms }, 'the platform asked for a pause')
    void settler.after(() =>
      outbox.pause({ channel: account.channel, account: account.account }, new Date(Date.now() + ms)),
    )
  }

  function take(claimed: readonly Claimed[]): void {
    for (const message of claimed) {
      inHand.add(message.row)
      lanes.add(message)
    }
  }

  /** What would overtake something that the decision did not know of goes into the queue behind it. */
  function hand(claimed: readonly Claimed[], since = performance.now()): void {
    for (const message of claimed) {
      if (knowledge.isTrue(message.chat, since)) take([message])
      else {
        inHand.add(message.row)
        giveBack(message)
      }
    }
  }

  /**
   * Takes over what dead processes were sending. And what we claimed ourselves without learning of it, for the line
   * broke at the commit: seen missing twice, it was never sent, and is claimed anew.
   */
  async function recover(): Promise<void> {
    const recovered = await outbox.recover()
    if (recovered > 0) log.warn({ recovered }, 'messages of a process that ended were taken over')
    const unknown = (await outbox.ours()).filter((row) => !inHand.has(row))
    for (const row of unknown.filter((row) => missing.has(row)))
      settler.add({ row, state: 'queued', afterMs: 0, reason: 'never handed over', repeated: false })
    missing = new Set(unknown)
    if (unknown.length === 0) knowledge.sure()
  }

  async function claim(free: number): Promise<Claimed[]> {
    return outbox.claim(free).catch((error: unknown) => {
      knowledge.doubt()
      throw error
    })
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      try {
        if (performance.now() >= recoverAt) {
          await recover()
          recoverAt = performance.now() + RECOVER_MS
        }
        const free = CLAIM_LIMIT - lanes.size
        const claimed = free > 0 && adapters.length > 0 ? await claim(free) : []
        take(claimed)
        if (claimed.length === 0) await sleeper.sleep(IDLE_MS)
        else await lanes.roomBelow(CLAIM_LIMIT / 2)
      } catch (error) {
        log.error({ error: describe(error) }, 'the outbox cannot be read; trying again')
        await sleeper.sleep(IDLE_MS)
      }
    }
  }

  settler.onWritten((batch) => {
    for (const { row } of batch) inHand.delete(row)
    knowledge.written(batch.map(({ row }) => row))
    if (batch.some(({ state }) => state === 'queued')) sleeper.wake()
  })

  return {
    hand,
    doubt: () => knowledge.doubt(),
    nudge: () => sleeper.wake(),
    inHand: () => lanes.size + settler.size,
    async stop() {
      stopping = true
      stop()
      sleeper.wake()
      await running
      const patience = new Promise((resolve) => setTimeout(resolve, STOPPING_MS).unref())
      await Promise.race([lanes.empty().then(() => settler.flush()), patience])
    },
  }
}

const key = ({ channel, account }: Account) => `${channel}/${account}`
