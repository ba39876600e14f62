import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../app/log.ts'
import { type ChannelAdapter, type Content, FileError, SendError } from '../../app/ports.ts'
import type { Receipt } from '../../app/store.ts'
import type { ChatAddress, ChatEvent, FileRef, Reply } from '../../domain/chat.ts'
import { Condition } from '../condition.ts'
import { Intake } from '../intake.ts'
import { OUTSIDE_WINDOW, stoppedBy, toSendError } from './errors.ts'
import { handleOf } from './file-handle.ts'
import { Graph, type GraphOptions } from './graph.ts'
import { inbound } from './inbound.ts'
import { adopt, fetchMedia, upload } from './media.ts'
import { outbound } from './outbound.ts'
import { sendAll } from './send.ts'
import { receiptOf, type Undelivered, undelivered } from './status.ts'
import { asTemplate, type Template } from './template.ts'
import { challengeIn, isSigned, parse } from './webhook.ts'
import { type News, readBody } from './webhook-body.ts'
import { type LastHeard, Windows } from './window.ts'

export type WhatsAppCloudOptions = GraphOptions & {
  /** Meta signs what it posts with it. */
  appSecret: string
  /** What Meta asks for when the webhook's address is entered. */
  verifyToken: string
  /** For writing to people after 24 hours of silence; undefined: then nothing is written. */
  template?: Template | undefined
  lastHeard: LastHeard
  /** Corrects the ledger: a message that was sent did not arrive. False: no such message is known. */
  failedLater: (message: Undelivered) => Promise<boolean>
  /** Tells the ledger what has arrived and what was read. */
  noteReceipts: (receipts: readonly Receipt[]) => Promise<void>
  log: Log
  /** How often Meta is asked how our number is. */
  watchMs?: number
  /** How long the ledger may take to learn of a message that we just sent. */
  ledgerMs?: number
}

export type WhatsAppCloudAdapter = ChannelAdapter & {
  /** Meta's question whether the webhook is ours → the challenge to answer with; undefined: it is not Meta who asks. */
  challenge(query: URLSearchParams): string | undefined
  /** Takes one request to the webhook; resolves to the status to answer with. */
  webhook(body: Buffer, signature: string | undefined): Promise<number>
}

type Receive = (events: ChatEvent[]) => Promise<void>
/** The ways a number can be unwell. */
type Part = 'number' | 'storing' | 'sending'

const WATCH_MS = 60_000
const LEDGER_MS = 1000

/** A number on Meta's WhatsApp Cloud API. Nothing is asked of Meta before start(). */
export function whatsappCloud(options: WhatsAppCloudOptions): WhatsAppCloudAdapter {
  return new WhatsAppCloud(options)
}

class WhatsAppCloud implements WhatsAppCloudAdapter {
  readonly channel = 'whatsapp'
  /** Meta posts to one address; any number of processes may stand behind it. */
  readonly exclusive = false
  /** The number's id at Meta. */
  readonly account: string
  readonly #options: WhatsAppCloudOptions
  readonly #graph: Graph
  readonly #condition: Condition<Part>
  readonly #windows: Windows
  readonly #end = new AbortController()
  readonly #intake: Intake
  #receive: Receive | undefined
  #watching: Promise<void> = Promise.resolve()

  constructor(options: WhatsAppCloudOptions) {
    this.account = options.phoneId
    this.#options = options
    this.#graph = new Graph(options)
    this.#condition = new Condition<Part>('whatsapp', options.log)
    this.#intake = new Intake(this.#condition)
    this.#windows = new Windows(options.lastHeard, Date.now)
  }

  /** Listens at once; resolves when Meta has been asked for the first time how the number is. health() tells. */
  async start(receive: Receive): Promise<void> {
    this.#receive = receive
    await this.#look()
    this.#watching = this.#watch()
  }

  async send(to: ChatAddress, reply: Reply, _key?: string, content?: Content): Promise<{ platformId: string }> {
    const byTemplate = () => this.#deliver([asTemplate(reply, to.chatId, this.#options.template)])
    if (!(await this.#windows.isOpen(to))) return byTemplate()
    const ours = reply.file && (await this.#ours(reply.file, content))
    try {
      return await this.#deliver(outbound(reply, to.chatId, ours))
    } catch (error) {
      if (error instanceof SendError && error.message === OUTSIDE_WINDOW) return byTemplate()
      throw error
    }
  }

  async fetch(file: FileRef, _from: ChatAddress, limit: number): Promise<Buffer> {
    const handle = handleOf(file)
    if (!handle) throw new FileError('gone', 'Meta does not have it')
    return fetchMedia(this.#graph, handle.mediaId, limit)
  }

  health(): string | undefined {
    return this.#condition.problem
  }

  async stop(): Promise<void> {
    this.#receive = undefined
    this.#end.abort()
    await this.#watching
    await this.#intake.empty()
  }

  challenge(query: URLSearchParams): string | undefined {
    return challengeIn(query, this.#options.verifyToken)
  }

  /** 200: committed. 401: not from Meta. 400: no JSON. 500: could not be stored. 503: not open. Meta repeats all but 200. */
  async webhook(body: Buffer, signature: string | undefined): Promise<number> {
    if (!isSigned(body, signature, this.#options.appSecret)) return 401
    const read = parse(body)
    if (read === undefined) return 400
    const receive = this.#receive
    if (!receive) return 503
    try {
      await this.#intake.keep(this.#take(readBody(read, this.account), receive))
      return 200
    } catch {
      return 500
    }
  }

  async #deliver(messages: readonly object[]): Promise<{ platformId: string }> {
    try {
      const ids = await sendAll(this.#graph, messages)
      this.#condition.good('sending')
      return { platformId: ids.join(',') }
    } catch (error) {
      const problem = stoppedBy(error)
      if (problem) this.#condition.bad('sending', problem)
      throw toSendError(error)
    }
  }

  /** The id of a file in our own keeping at Meta; undefined: it cannot be had. */
  async #ours(file: FileRef, content: Content | undefined): Promise<string | undefined> {
    const bytes = await content?.()
    if (bytes) return upload(this.#graph, bytes, file)
    const handle = handleOf(file)
    return handle && adopt(this.#graph, handle.kind, handle.mediaId)
  }

  async #take({ messages, statuses }: News, receive: Receive): Promise<void> {
    const now = new Date()
    const events = messages.map((message) => inbound(message, this.account, now)).filter((event) => event !== undefined)
    for (const { from, at } of events) this.#windows.heard(from.chatId, at)
    if (events.length > 0) await receive(events)
    const receipts = statuses.map((status) => receiptOf(status, now)).filter((receipt) => receipt !== undefined)
    if (receipts.length > 0) await this.#options.noteReceipts(receipts)
    for (const status of statuses) {
      const message = undelivered(status, this.account)
      if (message) await this.#correct(message)
    }
  }

  /** Meta may know before our own ledger does, for that is written after the send; so it is looked at twice. */
  async #correct(message: Undelivered): Promise<void> {
    const { log, failedLater, ledgerMs = LEDGER_MS } = this.#options
    log.warn({ channel: this.channel, reason: message.reason }, 'a message that was sent did not arrive')
    if (await failedLater(message)) return
    await sleep(ledgerMs)
    await failedLater(message)
  }

  async #watch(): Promise<void> {
    const { signal } = this.#end
    while (!signal.aborted) {
      await sleep(this.#options.watchMs ?? WATCH_MS, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#look()
    }
  }

  async #look(): Promise<void> {
    const { signal } = this.#end
    try {
      await this.#graph.number('id', signal)
      this.#condition.good('number')
    } catch (error) {
      if (signal.aborted) return
      const { verdict, message } = toSendError(error)
      this.#condition.bad('number', verdict === 'unknown' ? 'the connection to Meta breaks' : message)
    }
  }
}
