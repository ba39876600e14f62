import { setTimeout as sleep } from 'node:timers/promises'
import type { StoreProcess } from '../store-contract.ts'
import { chatOf, said } from './turn.ts'

/** Chats that are decided by several deciders at once, some of whose transactions fail. */
export class Race {
  overlaps = 0
  failures = 0
  readonly said = new Map<string, string[]>()
  readonly decided = new Map<string, string[]>()
  #turns = 0
  readonly #busy = new Set<string>()
  readonly #deciders = new Map<string, Set<StoreProcess>>()

  events(chats: number, each: number) {
    const events = Array.from({ length: chats * each }, (_, i) => said('halo', chatOf(`chat ${i % chats}`)))
    for (const { from, id } of events) this.said.set(from.chatId, [...(this.said.get(from.chatId) ?? []), id])
    return events
  }

  /** Decides at most two events of a chat in a transaction, until nothing is left. */
  async decideAll(process: StoreProcess): Promise<void> {
    for (let idle = 0; idle < 5; ) {
      const done = await this.#take(process).catch((error: Error) => {
        if (error.message !== 'on purpose') throw error
        this.failures++
        return true
      })
      idle = done ? 0 : idle + 1
      if (!done) await sleep(5)
    }
  }

  async #take(process: StoreProcess): Promise<boolean> {
    const decided: [string, string][] = []
    const taken = await process.turns.take(3, async (tx) => {
      for (const { id } of tx.chats) this.#enter(id)
      await sleep(Math.random() * 6)
      const saved = tx.chats.map((chat) => {
        const closed = chat.events.slice(0, 2)
        decided.push(...closed.map(({ id }): [string, string] => [chat.address.chatId, id]))
        const n = Number(chat.memory.session.notes.note ?? 0) + closed.length
        return {
          chat,
          memory: { ...chat.memory, session: { ...chat.memory.session, notes: { note: n } } },
          closed: closed.map(({ row }) => ({ row, outcome: 'answered' as const })),
          outgoing: [],
        }
      })
      for (const { id } of tx.chats) this.#busy.delete(id)
      if (tx.chats.length > 0 && ++this.#turns % 4 === 0) throw new Error('on purpose')
      await tx.save(saved) // and commits: from here on the chats are anybody's
      return tx.chats.map(({ address }) => address.chatId)
    })
    for (const [chat, id] of decided) this.decided.set(chat, [...(this.decided.get(chat) ?? []), id])
    for (const chat of taken ?? []) this.#deciders.set(chat, (this.#deciders.get(chat) ?? new Set()).add(process))
    return taken !== undefined
  }

  /** How many processes at most had a hand in one chat: 1 would mean that nobody raced. */
  decidersOfChats(): number {
    return Math.max(...[...this.#deciders.values()].map((deciders) => deciders.size))
  }

  #enter(chat: string): void {
    if (this.#busy.has(chat)) this.overlaps++
    this.#busy.add(chat)
  }
}
