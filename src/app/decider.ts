import { type Brain, decideChats, describe, giveUp } from './decide.ts'
import { Sleeper } from './sleeper.ts'
import type { Claimed, Decided, OpenChat, Turns } from './store.ts'

/** Chats of one transaction. Under load a batch fills while the last one commits, which is where the speed comes from. */
const BATCH = 100
/** Looks again after this time even when nobody called (ms): another process may have left something. */
const IDLE_MS = 1000
const RETRY_MS = 300
/** An event whose decision cannot be saved is given up, with an apology, after so many tries. */
const MAX_ATTEMPTS = 3

export type Decider = {
  /** There is something to decide. */
  nudge(): void
  /** Resolves when nothing that was received before is open. */
  quiet(): Promise<void>
  /** Resolves when the decision in hand is saved. */
  stop(): Promise<void>
}

const rowsOf = (chats: OpenChat[]) => chats.flatMap((chat) => chat.events.map((event) => event.row))

export type Handover = {
  /** Messages that this process is to send at once, and when the decision began to look at the ledger (performance.now()). */
  hand(claimed: Claimed[], since: number): void
  /** A decision may have been saved without our hearing of it. */
  doubt(): void
}

/** Decides whatever is open, batch after batch. */
export function startDecider(brain: Brain, turns: Turns, sender: Handover): Decider {
  const sleeper = new Sleeper()
  let stopping = false
  /** Chats to be decided one by one, for one of them cannot be saved and shall not hold up the others. */
  let singly = 0
  let waiting: (() => void)[] = []
  const running = loop()

  async function loop(): Promise<void> {
    while (!stopping) {
      try {
        const asked = waiting
        const found = await takeBatch()
        if (found === 'more' || (found === 'some' && waiting.length > 0)) continue
        if (found === 'some') {
          await sleeper.sleep(IDLE_MS)
          continue
        }
        for (const resolve of asked) resolve()
        waiting = waiting.filter((resolve) => !asked.includes(resolve))
        if (waiting.length === 0) await sleeper.sleep(IDLE_MS)
      } catch (error) {
        brain.log.error({ error: describe(error) }, 'decisions could not be saved; trying again')
        if (singly === 0) await sleeper.sleep(RETRY_MS)
      }
    }
  }

  /** `some`: there may be no more, and whoever writes next will say so; `more`: something was left open for certain. */
  async function takeBatch(): Promise<'none' | 'some' | 'more'> {
    const alone = singly > 0
    let chats: OpenChat[] = []
    let left = 0
    try {
      const began = performance.now()
      const claimed = await turns.take(alone ? 1 : BATCH, async (tx) => {
        chats = tx.chats
        const decided = await decideOrGiveUp(tx)
        left = rowsOf(chats).length - decided.reduce((sum, { closed }) => sum + closed.length, 0)
        return tx.save(decided)
      })
      singly = claimed ? Math.max(0, singly - 1) : 0
      if (claimed) {
        sender.hand(claimed, began)
        brain.meter.decided((performance.now() - began) / 1000, rowsOf(chats).length)
      }
      if (!claimed) return 'none'
      return alone || left > 0 || chats.length >= BATCH ? 'more' : 'some'
    } catch (error) {
      sender.doubt()
      singly = alone ? 0 : chats.length
      if (alone && chats.length > 0) await turns.failed(rowsOf(chats))
      throw error
    }
  }

  async function decideOrGiveUp(tx: Parameters<typeof decideChats>[1]): Promise<Decided[]> {
    for (const { id } of tx.chats.filter((chat) => chat.unreadable))
      brain.log.error({ chat: id }, 'a chat cannot be opened: its key is missing, or a row is damaged')
    const hopeless = tx.chats.filter(
      (chat) => chat.unreadable || chat.events.some((event) => event.attempts >= MAX_ATTEMPTS),
    )
    const decided = await decideChats(brain, { ...tx, chats: tx.chats.filter((chat) => !hopeless.includes(chat)) })
    return [...decided, ...hopeless.map(giveUp)]
  }

  return {
    nudge: () => sleeper.wake(),
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
