import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer, Call } from './fake/call.ts'
import { runControl } from './fake/control.ts'
import { dispatch } from './fake/dispatch.ts'
import { Faults } from './fake/faults.ts'
import { Files } from './fake/files.ts'
import { LIMITS, type Limits } from './fake/limits.ts'
import { People } from './fake/people.ts'
import { RateLimit } from './fake/rate.ts'
import { createServer, type DownloadFault } from './fake/server.ts'
import { type Seen, Sight } from './fake/sight.ts'
import { Updates } from './fake/updates.ts'
import { Webhook } from './fake/webhook.ts'
import type { World } from './fake/world.ts'

export { refusal } from './fake/call.ts'
export type { Call, Seen }

export type FakeOptions = Partial<Limits> & {
  token?: string
  username?: string
  /** The bot may write to people who never wrote to it. */
  openDoors?: boolean
  /** Keeps every call but getUpdates in `calls`; default true. */
  journal?: boolean
}

/**
 * A Bot API server for one bot, over real HTTP, with people who use it.
 * `people` act, `sight` is what they see, `faults` breaks calls, `calls` is what the bot asked for.
 */
export class FakeTelegram {
  readonly token: string
  readonly people: People
  readonly faults = new Faults()
  readonly sight = new Sight()
  readonly files = new Files()
  readonly updates = new Updates()
  readonly webhook: Webhook
  readonly calls: Call[] = []
  /** What becomes of the next downloads, in order. */
  readonly downloadFaults: DownloadFault[] = []
  readonly #world: World
  readonly #journal: boolean
  #server: Server | undefined
  #lastMessageId = 0

  constructor(options: FakeOptions = {}) {
    const limits = { ...LIMITS, ...options }
    this.token = options.token ?? '4242:fake-token_for-tests'
    this.#journal = options.journal ?? true
    this.webhook = new Webhook(this.updates, { retryMs: limits.webhookRetryMs, timeoutMs: limits.webhookTimeoutMs })
    this.#world = {
      me: {
        id: Number.parseInt(this.token, 10),
        is_bot: true,
        first_name: 'Langkah Aman',
        username: options.username ?? 'kerja_bot',
      },
      limits,
      openDoors: options.openDoors ?? false,
      rate: limits.perSecond === undefined ? undefined : new RateLimit(limits.perSecond),
      updates: this.updates,
      webhook: this.webhook,
      sight: this.sight,
      files: this.files,
      openTaps: new Set(),
      profile: new Map(),
      nextMessageId: () => ++this.#lastMessageId,
    }
    this.people = new People(this.#world)
  }

  /** Resolves to the API's root. Port 0: any free one. After close() the same fake may listen again: the server came back. */
  async listen(port = 0): Promise<string> {
    const server = createServer({
      token: this.token,
      answer: (call, wire) => this.#answer(call, wire),
      download: (path) => this.files.byPath(path)?.data,
      downloadFault: () => this.downloadFaults.shift(),
      control: (body) => runControl(this, body),
    })
    this.#server = server
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** Takes the server away, mid-call too. What people and the bot did stays. */
  async close(): Promise<void> {
    const server = this.#server
    if (!server) return
    this.#server = undefined
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  }

  /** Ends everything, so that a test leaves nothing behind. */
  async end(): Promise<void> {
    this.webhook.close()
    await this.close()
  }

  /** What the bot said about itself: commands, description, short_description. */
  get profile(): ReadonlyMap<string, unknown> {
    return this.#world.profile
  }

  /** Taps whose button still shows its clock. */
  get openTaps(): number {
    return this.#world.openTaps.size
  }

  /** Updates that the bot has not confirmed. */
  get unconfirmed(): number {
    return this.updates.count
  }

  /** How often the bot was asked to slow down. */
  get refused(): number {
    return this.#world.rate?.refused ?? 0
  }

  seenBy(chatId: number): Seen[] {
    return [...(this.sight.known(chatId)?.messages.values() ?? [])].filter((seen) => !seen.deleted)
  }

  /** Texts as this person reads them. */
  textsOf(chatId: number): string[] {
    return this.seenBy(chatId).map((seen) => seen.text)
  }

  /** The files that this person was shown, whole. */
  filesOf(chatId: number): { bytes: Buffer; picture: boolean; name: string }[] {
    const files = this.seenBy(chatId).flatMap(({ file }) => (file ? [this.files.byId(file.id)!] : []))
    return files.map(({ kind, name, data }) => ({ bytes: data, picture: kind === 'photo', name }))
  }

  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method)
  }

  /** Forgets messages and calls, not people: for long benchmarks. */
  forget(): void {
    this.sight.forget()
    this.calls.length = 0
  }

  #answer(call: Call, wire: Parameters<typeof dispatch>[3]): Promise<Answer | 'cut' | 'hang' | 'gateway page'> {
    if (this.#journal && call.method !== 'getUpdates') this.calls.push(call)
    return dispatch(this.#world, this.faults, call, wire)
  }
}
