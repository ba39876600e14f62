/** An inbox in memory with the manners of the real one: turns that fail leave nothing. */
import type { Claimed, Decided, Notice, OpenChat, Turns, TurnTransaction } from '../../src/app/store.ts'
import type { ChatEvent, Input } from '../../src/domain/chat.ts'
import type { Effect } from '../../src/domain/effect.ts'
import { newSession } from '../../src/domain/session.ts'

export class MemoryTurns implements Turns {
  readonly chats = new Map<string, OpenChat>()
  readonly saved: Decided[] = []
  readonly applied: { chat: string; effect: Effect }[] = []
  /** Limits of the transactions that began. */
  readonly limits: number[] = []
  /** Transactions that began with new events. */
  together = 0
  /** Chats that another process has in hand. */
  readonly busy = new Set<string>()
  /** The database cannot be reached. */
  away = false
  /** Throws when a decision cannot be saved. */
  refuse: (decided: Decided[]) => void = () => {}
  /** Delays every commit. */
  commit: () => Promise<void> = async () => {}
  notices: (effect: Effect) => Notice[] = () => []
  staff: string[] = []
  #rows = 0

  says(chatId: string, ...inputs: (string | Input)[]): OpenChat {
    const chat = this.chats.get(chatId) ?? blank(chatId)
    this.chats.set(chatId, chat)
    for (const input of inputs) {
      const row = String(++this.#rows)
      chat.events.push({
        row,
        id: `e${row}`,
        at: new Date(0),
        group: false,
        input: typeof input === 'string' ? { kind: 'text', text: input } : input,
        attempts: 0,
      })
    }
    return chat
  }

  async receive(events: ChatEvent[]): Promise<void> {
    if (this.away) throw new Error('cannot connect')
    for (const { from, input } of events) this.says(from.chatId, input)
  }

  async takeNew<T>(events: ChatEvent[], work: (tx: TurnTransaction) => Promise<T>): Promise<T | undefined> {
    if (this.away) throw new Error('cannot connect')
    this.together++
    const before = new Map([...this.chats].map(([name, chat]) => [name, [...chat.events]]))
    const names = new Set(events.map(({ from }) => from.chatId))
    await this.receive(events)
    try {
      return await this.#decide(
        [...names]
          .map((name) => this.chats.get(name)!)
          .filter((chat) => chat.events.length > 0 && !this.busy.has(chat.id)),
        work,
      )
    } catch (error) {
      for (const name of names) this.chats.get(name)!.events = before.get(name) ?? []
      throw error
    }
  }

  async take<T>(limit: number, work: (tx: TurnTransaction) => Promise<T>): Promise<T | undefined> {
    if (this.away) throw new Error('cannot connect')
    this.limits.push(limit)
    const open = [...this.chats.values()].filter(({ id, events }) => events.length > 0 && !this.busy.has(id))
    const tries = ({ events }: OpenChat) => Math.max(...events.map(({ attempts }) => attempts))
    return this.#decide(open.sort((a, b) => tries(a) - tries(b)).slice(0, limit), work)
  }

  async #decide<T>(chats: OpenChat[], work: (tx: TurnTransaction) => Promise<T>): Promise<T | undefined> {
    if (chats.length === 0) return undefined
    let saved: Decided[] = []
    const result = await work({
      firstAnswers: [],
      chats: chats.map((chat) => ({ ...chat, events: [...chat.events] })),
      look: async () => ({ kind: 'desk', requests: [], registrations: [], tickets: [], claims: 0, documents: 0 }),
      apply: async (chat, _, effect) => {
        if (effect.kind === 'forgetPerson') chat.person = { ...chat.person, id: `${chat.person.id}, blank` }
        this.applied.push({ chat: chat.id, effect })
        return this.notices(effect)
      },
      staffChats: async () => this.staff.map((id) => ({ id, channel: 'telegram' as const, role: 'petugas' as const })),
      save: async (decided) => {
        this.refuse(decided)
        saved = decided
        return decided.flatMap(claimed)
      },
    })
    await this.commit()
    this.saved.push(...saved)
    for (const { chat, closed, memory } of saved) {
      const kept = this.chats.get(chat.id)!
      kept.memory = memory
      kept.events = kept.events.filter(({ row }) => !closed.some((c) => c.row === row))
    }
    return result
  }

  async failed(rows: string[]): Promise<void> {
    if (this.away) throw new Error('cannot connect')
    for (const { events } of this.chats.values())
      for (const event of events) if (rows.includes(event.row)) event.attempts++
  }

  /** What this chat was told. */
  told(chatId: string): string[] {
    return this.saved.flatMap(({ outgoing }) =>
      outgoing.filter(({ chat }) => chat === chatId).map(({ reply }) => reply.text),
    )
  }

  /** What became of this chat's events. */
  outcomes(chatId: string): string[] {
    return this.saved
      .filter(({ chat }) => chat.id === chatId)
      .flatMap(({ closed }) => closed.map(({ outcome }) => outcome))
  }
}

const blank = (chatId: string): OpenChat => ({
  id: chatId,
  address: { channel: 'telegram', account: '42', chatId },
  person: { id: `person ${chatId}`, consents: [], registrations: [], stopped: false },
  memory: { session: newSession(), drafts: {} },
  left: false,
  unsent: 0,
  unsentElsewhere: 0,
  events: [],
})

const claimed = ({ chat, outgoing }: Decided): Claimed[] =>
  outgoing
    .filter((message) => message.chat === chat.id)
    .map(({ kind, reply }, i) => ({
      row: `${chat.id}/${i}`,
      chat: chat.id,
      to: chat.address,
      kind,
      reply,
      attempts: 1,
      repeated: false,
    }))
