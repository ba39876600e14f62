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
  const sleeper = new Sleeper()
  const arrivals = new Arrivals()
  let stopping = false
  /** Something may be open in the inbox: we left it there, or another process did. */
  let look = true
  let lookedAt = 0
  /** Chats to be decided one by one, for one of them cannot be saved and shall not hold up the others. */
  let singly = 0
  let waiting: (() => void)[] = []
  const running = loop()

  async function loop(): Promise<void> {
    while (!stopping) {
      try {
        const asked = waiting
        if (arrivals.waiting) await takeArrivals()
        if (look || waiting.length > 0 || performance.now() - lookedAt >= IDLE_MS) {
          const found = await takeOpen()
          if (!found && !arrivals.waiting) answerThose(asked)
        }
        if (!look && waiting.length === 0 && !arrivals.waiting) await sleeper.sleep(IDLE_MS)
      } catch (error) {
        brain.log.error({ error: describe(error) }, 'decisions could not be saved; trying again')
        look = true
        if (singly === 0) await sleeper.sleep(RETRY_MS)
      }
    }
  }

  function answerThose(asked: (() => void)[]): void {
    for (const resolve of asked) resolve()
    waiting = waiting.filter((resolve) => !asked.includes(resolve))
  }

  /** Whatever comes of the decision, what arrived is written down. */
  async function takeArrivals(): Promise<void> {
    const batch = arrivals.take(BATCH)
    try {
      if (singly > 0) await writeDown(batch)
      else {
        const done = await decide((work) => turns.takeNew(batch.events, work))
        batch.done()
        look ||= !done || done.left > 0 || done.chats.length < addresses(batch.events).size
      }
    } catch (error) {
      brain.log.error({ error: describe(error) }, 'new events could not be decided at once')
      await writeDown(batch)
    }
  }

  async function writeDown(batch: Batch): Promise<void> {
    look = true
    await turns.receive(batch.events).then(batch.done, batch.failed)
  }

  /** Whatever is open. False: nothing is. */
  async function takeOpen(): Promise<boolean> {
    const alone = singly > 0
    const trying: OpenChat[] = []
    try {
      const done = await decide((work) => turns.take(alone ? 1 : BATCH, work), trying)
      lookedAt = performance.now()
      singly = done ? Math.max(0, singly - 1) : 0
      look = done !== undefined
      return done !== undefined
    } catch (error) {
      singly = alone ? 0 : trying.length
      if (alone && trying.length > 0) await turns.failed(rowsOf(trying))
      throw error
    }
  }

  /** One transaction. `left`: events of these chats that stay open. undefined: there was nothing to decide. */
  async function decide(
    take: (work: Work) => Promise<Claimed[] | undefined>,
    trying: OpenChat[] = [],
  ): Promise<{ chats: OpenChat[]; left: number } | undefined> {
    const began = performance.now()
    let closed = 0
    try {
      const claimed = await take(async (tx) => {
        trying.push(...tx.chats)
        const decided = await decideOrGiveUp(tx)
        closed = decided.reduce((sum, chat) => sum + chat.closed.length, 0)
        return tx.save(decided)
      })
      if (!claimed) return undefined
      sender.hand(claimed, began)
      const events = rowsOf(trying).length
      brain.meter.decided((performance.now() - began) / 1000, events)
      return { chats: trying, left: events - closed }
    } catch (error) {
      sender.doubt()
      throw error
    }
  }

  async function decideOrGiveUp(tx: TurnTransaction): Promise<Decided[]> {
    for (const { id } of tx.chats.filter((chat) => chat.unreadable))
      brain.log.error({ chat: id }, 'a chat cannot be opened: its key is missing, or a row is damaged')
    const hopeless = tx.chats.filter(
      (chat) => chat.unreadable || chat.events.some((event) => event.attempts >= MAX_ATTEMPTS),
    )
    const decided = await decideChats(brain, { ...tx, chats: tx.chats.filter((chat) => !hopeless.includes(chat)) })
    return [...decided, ...hopeless.map(giveUp)]
  }

  return {
    receive(events) {
      const written = arrivals.add(events)
      sleeper.wake()
      return written
    },
    quiet: () =>
      new Promise((resolve) => {
        waiting = [...waiting, resolve]
        sleeper.wake()
      }),
    async stop() {
      stopping = true
      sleeper.wake()
      await running
    },
  }
}
