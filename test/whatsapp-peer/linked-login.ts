/** Credentials of a device that was linked long ago, and a login store in memory. */
import { randomBytes } from 'node:crypto'
import { type AuthenticationCreds, BufferJSON, initAuthCreds } from 'baileys'
import type { Arrival, KeyChange, LoginStore, Restriction } from '../../src/app/login.ts'
import type { Receipt } from '../../src/app/store.ts'

export function linkedCredentials(pn: string, lid: string): AuthenticationCreds {
  const bytes = (n: number) => randomBytes(n)
  const account = {
    details: bytes(16),
    accountSignatureKey: bytes(32),
    accountSignature: bytes(64),
    deviceSignature: bytes(64),
  }
  const me = { id: `${pn}:1@s.whatsapp.net`, lid: `${lid}:1@lid`, name: 'Bot' }
  // Synced before: else it waits twenty seconds for its history.
  return { ...initAuthCreds(), registered: true, me, platform: 'android', accountSyncCounter: 1, account }
}

export const asText = (creds: AuthenticationCreds) => JSON.stringify(creds, BufferJSON.replacer)

export class MemoryLogin implements LoginStore {
  credentials: string | undefined
  number: string | undefined
  wantsToLeave = false
  readonly reports: string[] = []
  readonly receipts: Receipt[] = []
  readonly restrictions: [Restriction, Date | undefined][] = []
  readonly knownChats = new Set<string>()
  readonly bodies = new Map<string, string>()
  /** How long a database may take, at most (ms). */
  slowMs = 0
  /** Called where a database would commit; throws where it would fail. */
  commit: (events: readonly Arrival[]) => Promise<void> = async () => {}
  readonly #keys = new Map<string, string>()

  constructor(credentials?: string) {
    this.credentials = credentials
  }

  /** What is kept at this moment. */
  copy(): ReadonlyMap<string, string> {
    return new Map(this.#keys)
  }
  /** Keeps that again, and nothing else. */
  become(keys: ReadonlyMap<string, string>): void {
    this.#keys.clear()
    for (const [name, text] of keys) this.#keys.set(name, text)
  }

  async load(): Promise<string | undefined> {
    return this.credentials
  }
  async save(credentials: string, number: string | undefined): Promise<void> {
    this.credentials = credentials
    this.number = number
  }
  async read(kind: string, ids: readonly string[]): Promise<Map<string, string>> {
    await this.#work()
    return new Map(
      ids.flatMap((id) => (this.#keys.has(`${kind} ${id}`) ? [[id, this.#keys.get(`${kind} ${id}`)!]] : [])),
    )
  }
  async write(changes: readonly KeyChange[], events: readonly Arrival[]): Promise<void> {
    await this.#work()
    await this.commit(events)
    for (const { kind, id, value } of changes)
      if (value === null) this.#keys.delete(`${kind} ${id}`)
      else this.#keys.set(`${kind} ${id}`, value)
  }
  async clear(): Promise<void> {
    this.credentials = undefined
    this.wantsToLeave = false
    this.#keys.clear()
  }
  async leaving(): Promise<boolean> {
    return this.wantsToLeave
  }
  async report(problem: string | undefined): Promise<void> {
    this.reports.push(problem ?? 'well')
  }
  async restrict(kind: Restriction, until: Date | undefined): Promise<void> {
    this.restrictions.push([kind, until])
  }
  async known(chatId: string): Promise<boolean> {
    return this.knownChats.has(chatId)
  }
  async noteKnown(chatId: string): Promise<void> {
    this.knownChats.add(chatId)
  }
  async keepSent(id: string, _chatId: string, body: string): Promise<void> {
    this.bodies.set(id, body)
  }
  async sent(id: string): Promise<string | undefined> {
    return this.bodies.get(id)
  }
  async dropSent(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.bodies.delete(id)
  }
  async arrived(receipts: readonly Receipt[]): Promise<void> {
    this.receipts.push(...receipts)
    await this.dropSent(receipts.map(({ platformId }) => platformId))
  }

  async #work(): Promise<void> {
    if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * this.slowMs))
  }
}
