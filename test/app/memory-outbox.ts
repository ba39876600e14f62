/** A ledger in memory with the manners of the real one. */
import { isPush } from '../../src/app/pushes.ts'
import type { Account, Claimed, MessageKind, Outbox, PushPace, PushSource, Settlement } from '../../src/app/store.ts'
import type { ChatAddress } from '../../src/domain/chat.ts'

export type Entry = Claimed & { state: Settlement['state'] | 'sending'; dueAt: number; reason?: string }

export class MemoryOutbox implements Outbox {
  readonly entries: Entry[] = []
  /** Every settlement in the order in which it was written. */
  readonly settled: Settlement[] = []
  /** How many settlements each statement wrote. */
  readonly batches: number[] = []
  readonly gone: string[] = []
  readonly pauses: { account: Account; until: Date }[] = []
  /** The database cannot be reached. */
  away = false
  recoveries = 0
  /** How pushes were asked for; how many there are each time. */
  readonly asked: { pace: PushPace; limit: number; replies: number }[] = []
  pushesAtOnce = Number.POSITIVE_INFINITY

  /** A message that waits to be claimed. */
  add(chat: string, text: string, kind: MessageKind = 'reply'): Entry {
    const row = String(this.entries.length + 1)
    const to: ChatAddress = { channel: 'telegram', account: '42', chatId: chat }
    const entry: Entry = {
      row,
      chat,
      to,
      kind,
      reply: { text },
      attempts: 0,
      repeated: false,
      state: 'queued',
      dueAt: 0,
    }
    this.entries.push(entry)
    return entry
  }

  /** Messages that the process claimed when it decided them. */
  handed(chat: string, ...texts: string[]): Claimed[] {
    return texts.map((text) => this.#claim(this.add(chat, text)))
  }

  /** Every claim in this ledger is ours. */
  async ours(): Promise<string[]> {
    return this.entries.filter(({ state }) => state === 'sending').map(({ row }) => row)
  }

  async claim(limit: number): Promise<Claimed[]> {
    this.#reach()
    const now = performance.now()
    const asked = this.entries.filter((entry) => !isPush(entry))
    const first = (entry: Entry) =>
      asked.find(({ chat, state }) => chat === entry.chat && (state === 'queued' || state === 'sending'))
    return asked
      .filter((entry) => entry.state === 'queued' && entry.dueAt <= now && first(entry) === entry)
      .slice(0, limit)
      .map((entry) => this.#claim(entry))
  }

  async pushes(): Promise<PushSource[]> {
    this.#reach()
    const waits = this.entries.some((entry) => isPush(entry) && entry.state === 'queued')
    return waits ? [{ account: { channel: 'telegram', account: '42' }, announcement: undefined }] : []
  }

  async claimPushes(_: PushSource, pace: PushPace, limit: number, replies: number): Promise<Claimed[]> {
    this.#reach()
    this.asked.push({ pace, limit, replies })
    const free = Math.min(limit, this.pushesAtOnce)
    const due = this.entries.filter((entry) => isPush(entry) && entry.state === 'queued')
    return due.slice(0, free).map((entry) => this.#claim(entry))
  }

  async settle(settlements: Settlement[]): Promise<void> {
    this.#reach()
    this.batches.push(settlements.length)
    for (const settlement of settlements) {
      this.settled.push(settlement)
      const entry = this.entries.find(({ row }) => row === settlement.row)!
      entry.state = settlement.state
      if (settlement.state !== 'sent') entry.reason = settlement.reason
      if (settlement.state !== 'queued') continue
      entry.dueAt = performance.now() + settlement.afterMs
      entry.repeated ||= settlement.repeated
    }
  }

  async left(chat: string): Promise<void> {
    this.#reach()
    this.gone.push(chat)
    for (const entry of this.entries) if (entry.chat === chat && entry.state === 'queued') entry.state = 'skipped'
  }

  async recover(): Promise<number> {
    this.#reach()
    this.recoveries++
    return 0
  }

  async pause(account: Account, until: Date): Promise<void> {
    this.#reach()
    this.pauses.push({ account, until })
  }

  async paused(): Promise<{ account: Account; until: Date }[]> {
    return this.pauses
  }

  states(): string[] {
    return this.entries.map(({ reply, state }) => `${reply.text}: ${state}`)
  }

  #claim(entry: Entry): Claimed {
    entry.state = 'sending'
    entry.attempts++
    const { row, chat, to, kind, reply, attempts, repeated } = entry
    return { row, chat, to, kind, reply, attempts, repeated }
  }

  #reach(): void {
    if (this.away) throw new Error('cannot connect')
  }
}
