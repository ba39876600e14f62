import { AsyncLocalStorage } from 'node:async_hooks'
import { BufferJSON, proto, type SignalDataSet, type SignalDataTypeMap, type SignalKeyStore } from 'baileys'
import type { Arrival, KeyChange, LoginStore } from '../../app/login.ts'

/** Credentials and keys as text, and back. */
export const toText = (value: unknown): string => JSON.stringify(value, BufferJSON.replacer)
export const fromText = (text: string): unknown => JSON.parse(text, BufferJSON.reviver)

/** What a key store needs of a login. */
export type Keys = Pick<LoginStore, 'read' | 'write'>

/** The line this store belonged to has ended: a late write would put older keys over newer ones. */
export class LineEnded extends Error {
  override name = 'LineEnded'
}

/**
 * Baileys' key store on ours, for the life of one line. What is `with`ed events is written together with the keys that
 * opened them, in one transaction.
 */
export class KeyStore implements SignalKeyStore {
  readonly #store: Keys
  readonly #written: (problem?: Error) => void
  readonly #staged = new AsyncLocalStorage<Arrival[]>()
  readonly #writing = new Set<Promise<void>>()
  #ended = false

  /** `written`: called after each write, with what went wrong. */
  constructor(store: Keys, written: (problem?: Error) => void) {
    this.#store = store
    this.#written = written
  }

  async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]): Promise<Record<string, SignalDataTypeMap[T]>> {
    const found = await this.#store.read(type, ids)
    return Object.fromEntries([...found].map(([id, text]) => [id, revived(type, fromText(text))]))
  }

  async set(data: SignalDataSet): Promise<void> {
    if (this.#ended) throw new LineEnded('the line has ended')
    const events = this.#staged.getStore() ?? []
    const writing = this.#store.write(changesIn(data), events)
    this.#writing.add(writing)
    try {
      await writing
      this.#written()
    } catch (error) {
      this.#written(error as Error)
      throw error
    } finally {
      this.#writing.delete(writing)
    }
  }

  /** Runs `work`; the events it puts into its list travel with the next write. */
  with<T>(work: (events: Arrival[]) => Promise<T>): Promise<T> {
    const events: Arrival[] = []
    return this.#staged.run(events, () => work(events))
  }

  /** Writes no more; resolves when nothing is being written. */
  async end(): Promise<void> {
    this.#ended = true
    await Promise.allSettled(this.#writing)
  }
}

const changesIn = (data: SignalDataSet): KeyChange[] =>
  Object.entries(data).flatMap(([kind, values]) =>
    Object.entries(values ?? {}).map(([id, value]) => ({ kind, id, value: value ? toText(value) : null })),
  )

/** This one must be an object of its class. */
const revived = <T extends keyof SignalDataTypeMap>(type: T, value: unknown): SignalDataTypeMap[T] =>
  (type === 'app-state-sync-key'
    ? proto.Message.AppStateSyncKeyData.create(value as object)
    : value) as SignalDataTypeMap[T]
