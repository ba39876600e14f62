import { type Payload, refusal } from './call.ts'
import { numberOf, objectOf } from './payload.ts'

export type Update = { update_id: number } & Record<string, unknown>

const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

type Poller = { answer(updates: Update[]): void; refuse(error: Error): void }

/** Updates that the bot has not confirmed, and the one long poll that may wait for more. */
export class Updates {
  readonly #open = new Map<number, Update>() // in order of arrival
  #lastId = 1000
  #allowed: ReadonlySet<string> | undefined
  #poller: Poller | undefined

  get open(): readonly Update[] {
    return [...this.#open.values()]
  }

  get count(): number {
    return this.#open.size
  }

  get allowed(): string[] | undefined {
    return this.#allowed && [...this.#allowed]
  }

  /** undefined: the bot does not want this kind. Kinds are decided when it arrives, as with the real server. */
  add(fields: Record<string, unknown>): Update | undefined {
    const kind = Object.keys(fields)[0]!
    if (this.#allowed ? !this.#allowed.has(kind) : NOT_BY_DEFAULT.has(kind)) return undefined
    const update: Update = { update_id: ++this.#lastId, ...fields }
    this.#open.set(update.update_id, update)
    this.#poller?.answer([update])
    return update
  }

  /** Nothing given: stays as it was. An empty list: the default again. */
  allow(kinds: string[] | undefined): void {
    if (kinds) this.#allowed = kinds.length > 0 ? new Set(kinds) : undefined
  }

  confirm(id: number): void {
    this.#open.delete(id)
  }

  drop(): void {
    this.#open.clear()
  }

  /** Ends a waiting long poll with a conflict. */
  interrupt(error: Error): void {
    this.#poller?.refuse(error)
  }

  /** getUpdates: asking with an offset is what confirms all before it. A newer poll ends the one that waits. */
  poll(payload: Payload, whenGone: (gone: () => void) => void): Promise<Update[]> {
    this.interrupt(refusal.otherPoller())
    this.allow(objectOf(payload, 'allowed_updates'))
    this.#skipTo(numberOf(payload, 'offset') ?? 0)
    const limit = Math.min(Math.max(numberOf(payload, 'limit') ?? 100, 1), 100)
    const timeout = Math.min(numberOf(payload, 'timeout') ?? 0, 50)
    if (this.#open.size > 0 || timeout <= 0) return Promise.resolve(this.#first(limit))
    return this.#wait(timeout * 1000, whenGone)
  }

  #wait(ms: number, whenGone: (gone: () => void) => void): Promise<Update[]> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        if (this.#poller === poller) this.#poller = undefined
      }
      const poller: Poller = {
        answer(updates) {
          end()
          resolve(updates)
        },
        refuse(error) {
          end()
          reject(error)
        },
      }
      const timer = setTimeout(() => poller.answer([]), ms)
      this.#poller = poller
      whenGone(() => poller.answer([]))
    })
  }

  #skipTo(offset: number): void {
    const until = offset < 0 ? (this.open.at(offset)?.update_id ?? 0) : offset
    for (const id of this.#open.keys()) {
      if (id >= until) return
      this.#open.delete(id)
    }
  }

  #first(limit: number): Update[] {
    const updates: Update[] = []
    for (const update of this.#open.values()) {
      if (updates.length === limit) break
      updates.push(update)
    }
    return updates
  }
}
