import type { ChatEvent } from '../domain/chat.ts'
import { Arrivals, type Batch } from './arrivals.ts'
import { type Brain, decideChats, describe, giveUp } from './decide.ts'
import { Sleeper } from './sleeper.ts'
import type { Claimed, Decided, OpenChat, Turns, TurnTransaction } from './store.ts'

/** Chats, or new events, of one transaction. Under load a batch fills while the last one commits, which is where the speed comes from. */
const BATCH = 100
/** Looks again after this time even when nobody called (ms): another process may have left something. */
const IDLE_MS = 1000
const RETRY_MS = 300
/** An event whose decision cannot be saved is given up, with an apology, after so many tries. */
const MAX_ATTEMPTS = 3

export type Decider = {
  /** Resolves when these events are durable. They are decided at once, in the same transaction where that is possible. */
  receive(events: ChatEvent[]): Promise<void>
  /** Resolves when nothing that was received before is open. */
  quiet(): Promise<void>
  /** Resolves when the decision in hand is saved. Nothing may be received any more. */
  stop(): Promise<void>
}

const rowsOf = (chats: OpenChat[]) => chats.flatMap((chat) => chat.events.map((event) => event.row))
const addresses = (events: ChatEvent[]) => new Set(events.map(({ from }) => JSON.stringify(from)))

export type Handover = {
  /** Messages that this process is to send at once, and when the decision began to look at the ledger (performance.now()). */
  hand(claimed: Claimed[], since: number): void
  /** A decision may have been saved without our hearing of it. */
  doubt(): void
}

type Work = (tx: TurnTransaction) => Promise<Claimed[]>

/** Decides what arrives, and whatever else is open, batch after batch. */
export function startDecider(brain: Brain, turns: Turns, sender: Handover): Decider {
  return new Deciding(brain, turns, sender)
}

class Deciding implements Decider {
  readonly #brain: Brain
  readonly #turns: Turns
  readonly #sender: Handover
  readonly #sleeper = new Sleeper()
  readonly #arrivals = new Arrivals()
  #stopping = false
  /** Something may be open in the inbox: we left it there, or another process did. */
  #look = true
  #lookedAt = 0
  /** Chats to be decided one by one, for one of them cannot be saved and shall not hold up the others. */
  #singly = 0
  #waiting: (() => void)[] = []
  readonly #running: Promise<void>

  constructor(brain: Brain, turns: Turns, sender: Handover) {
    this.#brain = brain
    this.#turns = turns
    this.#sender = sender
    this.#running = this.#run()
  }

  receive(events: ChatEvent[]): Promise<void> {
    const written = this.#arrivals.add(events)
    this.#sleeper.wake()
    return written
  }

  quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = [...this.#waiting, resolve]
      this.#sleeper.wake()
    })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#sleeper.wake()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        const asked = this.#waiting
        if (this.#arrivals.waiting) await this.#takeArrivals()
        if (this.#look || this.#waiting.length > 0 || performance.now() - this.#lookedAt >= IDLE_MS) {
          const found = await this.#takeOpen()
          if (!found && !this.#arrivals.waiting) this.#answerThose(asked)
        }
        if (!this.#look && this.#waiting.length === 0 && !this.#arrivals.waiting) await this.#sleeper.sleep(IDLE_MS)
      } catch (error) {
        this.#brain.log.error({ error: describe(error) }, 'decisions could not be saved; trying again')
        this.#look = true
        if (this.#singly === 0) await this.#sleeper.sleep(RETRY_MS)
      }
    }
  }

  #answerThose(asked: (() => void)[]): void {
    for (const resolve of asked) resolve()
    this.#waiting = this.#waiting.filter((resolve) => !asked.includes(resolve))
  }

  /** Whatever comes of the decision, what arrived is written down. */
  async #takeArrivals(): Promise<void> {
    const batch = this.#arrivals.take(BATCH)
    try {
      if (this.#singly > 0) await this.#writeDown(batch)
      else {
        const done = await this.#decide((work) => this.#turns.takeNew(batch.events, work))
        batch.done()
        this.#look ||= !done || done.left > 0 || done.chats.length < addresses(batch.events).size
      }
    } catch (error) {
      this.#brain.log.error({ error: describe(error) }, 'new events could not be decided at once')
      await this.#writeDown(batch)
    }
  }

  async #writeDown(batch: Batch): Promise<void> {
    this.#look = true
    await this.#turns.receive(batch.events).then(batch.done, batch.failed)
  }

  /** Whatever is open. False: nothing is. */
  async #takeOpen(): Promise<boolean> {
    const alone = this.#singly > 0
    const trying: OpenChat[] = []
    try {
      const done = await this.#decide((work) => this.#turns.take(alone ? 1 : BATCH, work), trying)
      this.#lookedAt = performance.now()
      this.#singly = done ? Math.max(0, this.#singly - 1) : 0
      this.#look = done !== undefined
      return done !== undefined
    } catch (error) {
      this.#singly = alone ? 0 : trying.length
      if (alone && trying.length > 0) await this.#turns.failed(rowsOf(trying))
      throw error
    }
  }

  /** One transaction. `left`: events of these chats that stay open. undefined: there was nothing to decide. */
  async #decide(
    take: (work: Work) => Promise<Claimed[] | undefined>,
    trying: OpenChat[] = [],
  ): Promise<{ chats: OpenChat[]; left: number } | undefined> {
    const began = performance.now()
    let closed = 0
    try {
      const claimed = await take(async (tx) => {
        trying.push(...tx.chats)
        const decided = await this.#decideOrGiveUp(tx)
        closed = decided.reduce((sum, chat) => sum + chat.closed.length, 0)
        return tx.save(decided)
      })
      if (!claimed) return undefined
      this.#sender.hand(claimed, began)
      const events = rowsOf(trying).length
      this.#brain.meter.decided((performance.now() - began) / 1000, events)
      return { chats: trying, left: events - closed }
    } catch (error) {
      this.#sender.doubt()
      throw error
    }
  }

  async #decideOrGiveUp(tx: TurnTransaction): Promise<Decided[]> {
    for (const { id } of tx.chats.filter((chat) => chat.unreadable))
      this.#brain.log.error({ chat: id }, 'a chat cannot be opened: its key is missing, or a row is damaged')
    const hopeless = tx.chats.filter(
      (chat) => chat.unreadable || chat.events.some((event) => event.attempts >= MAX_ATTEMPTS),
    )
    const decided = await decideChats(this.#brain, {
      ...tx,
      chats: tx.chats.filter((chat) => !hopeless.includes(chat)),
    })
    return [...decided, ...hopeless.map(giveUp)]
  }
}
