import { setTimeout as sleep } from 'node:timers/promises'
import type { Arrival } from '../../app/login.ts'
import { type ChannelAdapter, type Content, FileError } from '../../app/ports.ts'
import type { ChatAddress, ChatEvent, FileRef, Reply } from '../../domain/chat.ts'
import { BackOff, type Patience } from '../back-off.ts'
import { Condition } from '../condition.ts'
import { afterEnd } from './disconnects.ts'
import { readFileHandle } from './file-handle.ts'
import { inbound } from './inbound.ts'
import { KnownNumbers } from './known-numbers.ts'
import { Line } from './line.ts'
import { messageId } from './message-id.ts'
import { OpenLine } from './open-line.ts'
import type { WhatsAppOptions } from './options.ts'
import { outbound } from './outbound.ts'
import { Restrictions } from './restriction.ts'
import { watchLeaving } from './watch-leaving.ts'

export type WhatsAppAdapter = ChannelAdapter & { close(): Promise<void> }

type Receive = (events: ChatEvent[]) => Promise<void>
/** The ways a number can be unwell. */
type Part = 'line' | 'storing'

const PATIENCE: Patience = { first: 1000, longest: 5 * 60_000 }
const LOOK_MS = 2000
/** A line that is ended sooner than this is no better than none: who comes back at once each time is a nuisance. */
const STEADY_MS = 30_000
const NO_LINE = 'no line to WhatsApp'
const NOT_LINKED = 'not linked: langkah whatsapp link'

/** A number on WhatsApp, as a linked device. Nothing is asked of WhatsApp before start(). */
export function whatsapp(options: WhatsAppOptions): WhatsAppAdapter {
  return new WhatsApp(options)
}

class WhatsApp implements WhatsAppAdapter {
  readonly channel = 'whatsapp'
  readonly exclusive = true
  readonly tied = true
  readonly account: string
  readonly #options: WhatsAppOptions
  readonly #condition: Condition<Part>
  readonly #backOff: BackOff
  readonly #restrictions: Restrictions
  readonly #numbers: KnownNumbers
  /** How often the line ended in a row without having been open for long. */
  #failures = 0
  /** When the last line came to be open (performance.now()). */
  #openedAt = 0
  #end = new AbortController()
  readonly #taking = new Set<Promise<void>>()
  #receive: Receive | undefined
  #line: Line | undefined
  readonly #open = new OpenLine()
  #running: Promise<void> = Promise.resolve()

  constructor(options: WhatsAppOptions) {
    this.account = options.account
    this.#options = options
    this.#condition = new Condition<Part>('whatsapp', options.log, () => this.#report())
    this.#backOff = new BackOff(options.patience ?? PATIENCE)
    this.#restrictions = new Restrictions(options)
    const ask = async (chatId: string) => (await this.#open.get()).has(chatId)
    this.#numbers = new KnownNumbers(options.login, ask, options.askGapMs)
  }

  /**
   * Resolves when it is listening. Where the number is not linked, or the line does not open, resolves after the first look
   * and goes on by itself, so that the rest of the house can start; health() tells.
   */
  start(receive: Receive): Promise<void> {
    this.#receive = receive
    this.#end = new AbortController()
    this.#open.give(false)
    return new Promise((resolve) => {
      this.#running = this.#run(resolve).catch((error: Error) => {
        this.#options.log.error({ channel: 'whatsapp', error: error.name }, 'the line ended by a bug')
        this.#condition.bad('line', 'ended by a bug')
        resolve()
      })
    })
  }

  async send(to: ChatAddress, reply: Reply, key?: string, content?: Content): Promise<{ platformId: string }> {
    const bytes = reply.file && !readFileHandle(reply.file.ref) ? await content?.() : undefined
    if (!bytes) outbound(reply) // what cannot be said need not wait for a line
    const line = await this.#open.get()
    const upload = bytes && (await line.media.send(bytes, reply.file!))
    const id = messageId(line.login, key)
    await line.send({ to: to.chatId, what: outbound(reply, upload), id, repeatable: key !== undefined })
    return { platformId: id }
  }

  async fetch(file: FileRef, from: ChatAddress, limit: number): Promise<Buffer> {
    const handle = readFileHandle(file.ref)
    if (!handle) throw new FileError('gone', 'WhatsApp does not have it')
    const line = await this.#open.get().catch((error: Error) => {
      throw new FileError('try later', error.message)
    })
    return line.media.fetch(handle, from.chatId, limit)
  }

  composing(to: ChatAddress): void {
    this.#line?.composing(to.chatId)
  }

  knows(to: ChatAddress): Promise<boolean> {
    return this.#numbers.has(to.chatId)
  }

  health(): string | undefined {
    return this.#condition.problem ?? (this.#line && !this.#open.isOpen ? 'connecting' : undefined)
  }

  async stop(): Promise<void> {
    this.#end.abort()
    await this.#line?.deafen()
    while (this.#taking.size > 0) await Promise.allSettled(this.#taking)
  }

  async close(): Promise<void> {
    this.#end.abort()
    await this.#line?.close()
    await this.#running
  }

  async #run(listening: () => void): Promise<void> {
    const { signal } = this.#end
    while (!signal.aborted) {
      const credentials = await this.#credentials()
      if (credentials !== undefined && !(await this.#live(credentials, listening))) break
      listening()
      if (credentials === undefined) await this.#pause()
    }
    this.#open.give(true)
    listening()
  }

  /** undefined: not linked, or nobody can tell now. */
  async #credentials(): Promise<string | undefined> {
    try {
      const credentials = await this.#options.login.load()
      if (credentials === undefined) this.#condition.bad('line', NOT_LINKED)
      return credentials
    } catch {
      this.#condition.bad('line', 'the login cannot be read')
      return undefined
    }
  }

  /** One line, from its start to its end. False: there shall be no other. */
  async #live(credentials: string, listening: () => void): Promise<boolean> {
    const { login, server, account, retryMs, hurried } = this.#options
    const line = new Line({
      server,
      login,
      credentials,
      read: (message) => inbound(message, account, new Date()),
      kept: (arrival) => this.#hear(arrival),
      stored: (problem) => this.#stored(problem),
      restricted: (kind, until) => this.#restrictions.take(kind, until),
      ...(retryMs !== undefined && { retryMs }),
      ...(hurried && { hurried }),
    })
    this.#line = line
    const over = new AbortController()
    const isOpen = await line.opened
    if (isOpen) this.#opened(line)
    listening()
    const watching = watchLeaving(line, login, this.#options.lookMs ?? LOOK_MS, over.signal)
    const code = await line.ended
    over.abort()
    await watching
    this.#open.closed()
    this.#line = undefined
    return this.#next(code, isOpen)
  }

  #opened(line: Line): void {
    this.#openedAt = performance.now()
    this.#condition.good('line')
    this.#report()
    if (this.#end.signal.aborted) void line.deafen()
    this.#open.opened(line)
  }

  /** What went wrong before this line has passed. */
  #steady(): void {
    this.#failures = 0
    this.#backOff.reset()
  }

  /** What to do after the end of a line; false: nothing. */
  async #next(code: number | undefined, wasOpen: boolean): Promise<boolean> {
    const { signal } = this.#end
    if (signal.aborted) return false
    if (wasOpen && performance.now() - this.#openedAt >= STEADY_MS) this.#steady()
    const step = afterEnd(code, ++this.#failures)
    if (step.kind === 'again') {
      if (step.atOnce) return true
      this.#condition.bad('line', step.problem ?? NO_LINE)
      if (step.problem) void this.#options.tellStaff(step.problem).catch(() => {}) // it is said again, if it stays so
      await this.#backOff.wait(signal)
      return true
    }
    this.#condition.bad('line', step.problem)
    await this.#backOff.untilDone(async () => void (await this.#options.tellStaff(step.problem)), signal)
    if (step.kind === 'stop') {
      this.#options.log.error({ channel: 'whatsapp', code, problem: step.problem }, 'WhatsApp is given up')
      return false
    }
    // What the phone threw out must not log in again, and a database that is away must not end the channel.
    await this.#backOff.untilDone(() => this.#options.login.clear(), signal)
    return true
  }

  #pause(): Promise<void> {
    return sleep(this.#options.lookMs ?? LOOK_MS, undefined, { signal: this.#end.signal }).catch(() => {})
  }

  /** It is in the inbox already: this only has it decided at once. */
  #hear(arrival: Arrival): void {
    const { phone: _, ...event } = arrival
    const taking = this.#receive?.([event]).catch(() => {})
    if (!taking) return
    this.#taking.add(taking)
    void taking.then(() => this.#taking.delete(taking))
  }

  #stored(problem: Error | undefined): void {
    if (problem) this.#condition.bad('storing', 'messages cannot be stored')
    else this.#condition.good('storing')
  }

  #report(): void {
    void this.#options.login.report(this.#condition.problem).catch(() => {})
  }
}
