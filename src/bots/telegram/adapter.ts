import type { Api } from 'grammy'
import type { Log } from '../../app/log.ts'
import type { ChannelAdapter, Content, SendError } from '../../app/ports.ts'
import type { ChatAddress, ChatEvent, FileRef, Reply } from '../../domain/chat.ts'
import { BackOff, type Patience } from '../back-off.ts'
import { Condition } from '../condition.ts'
import { Intake } from '../intake.ts'
import { clients, endedBy } from './clients.ts'
import { Errands } from './errands.ts'
import { askedToWaitMs, isWrongToken, toSendError, WRONG_TOKEN } from './errors.ts'
import { asDocument, fetchFile, uploadOf } from './files.ts'
import { inbound } from './inbound.ts'
import { introduce } from './introduction.ts'
import { type ApiCall, outbound } from './outbound.ts'
import { poll } from './polling.ts'
import { sendAll } from './send.ts'
import { Taps } from './taps.ts'
import { WANTED_UPDATES } from './update.ts'
import { Uploads } from './uploads.ts'
import { knock } from './webhook.ts'
import { watchWebhook } from './webhook-watch.ts'

export type TelegramOptions = {
  /** As BotFather gave it. */
  token: string
  apiRoot: string
  /** Webhook: `url` is where Telegram reaches `webhook()` below; it proves itself by `secret`. */
  mode: { kind: 'polling' } | { kind: 'webhook'; url: string; secret: string }
  log: Log
  /** Waits after failures while receiving. */
  patience?: Patience
  /** How often Telegram is asked whether it reaches our webhook. */
  watchMs?: number
}

export type TelegramAdapter = ChannelAdapter & {
  /** Takes one request to the webhook; resolves to the status to answer with. */
  webhook(body: string, secret: string | undefined): Promise<number>
}

type Receive = (events: ChatEvent[]) => Promise<void>
/** The ways an account can be unwell. */
type Part = 'setup' | 'receiving' | 'storing' | 'sending'

/** Telegram itself delivers so many at once, one per chat. */
const WEBHOOK_CONNECTIONS = 40
const PATIENCE: Patience = { first: 500, longest: 30_000 }
const WATCH_MS = 60_000
const COMPOSING_AT_ONCE = 2

/** A bot on Telegram. Nothing is asked of Telegram before start(). */
export function telegram(options: TelegramOptions): TelegramAdapter {
  return new Telegram(options)
}

class Telegram implements TelegramAdapter {
  readonly channel = 'telegram'
  readonly exclusive: boolean
  /** The bot's id, which every token begins with. */
  readonly account: string
  readonly #options: TelegramOptions
  readonly #calls: Api
  readonly #polls: Api
  readonly #taps: Taps
  readonly #uploads = new Uploads()
  readonly #composing = new Errands(COMPOSING_AT_ONCE)
  readonly #condition: Condition<Part>
  readonly #backOff: BackOff
  readonly #end = new AbortController()
  readonly #intake: Intake
  #username = ''
  #receive: Receive | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(options: TelegramOptions) {
    const { calls, polls } = clients(options.token, options.apiRoot)
    this.account = options.token.split(':')[0]!
    this.exclusive = options.mode.kind === 'polling'
    this.#options = options
    this.#calls = calls
    this.#polls = polls
    this.#taps = new Taps(calls)
    this.#condition = new Condition<Part>('telegram', options.log)
    this.#intake = new Intake(this.#condition)
    this.#backOff = new BackOff(options.patience ?? PATIENCE)
  }

  /**
   * Resolves when it is listening. Where Telegram does not answer, resolves after the first try and goes on by itself,
   * so that the rest of the house can start; health() tells.
   */
  start(receive: Receive): Promise<void> {
    return new Promise((resolve) => {
      this.#running = this.#run(receive, resolve).catch((error: Error) => {
        this.#options.log.error({ channel: 'telegram', error: error.name }, 'receiving ended by a bug')
        this.#condition.bad('receiving', 'ended by a bug')
        resolve()
      })
    })
  }

  async send(to: ChatAddress, reply: Reply, _key?: string, content?: Content): Promise<{ platformId: string }> {
    const before = this.#uploads.of(reply.file)
    const upload = before ?? (await uploadOf(reply.file, content))
    try {
      return await this.#deliver(outbound(reply, to.chatId, upload), reply.file)
    } catch (error) {
      if ((error as SendError).verdict !== 'message refused' || !upload) throw error
      if (before) {
        this.#uploads.forget(reply.file) // or it would be refused for ever
        return this.send(to, reply, _key, content)
      }
      if (upload.kind !== 'photo') throw error
      return this.#deliver(outbound(reply, to.chatId, asDocument(upload)), reply.file) // too long or too wide to be shown as a picture
    }
  }

  fetch(file: FileRef, _from: ChatAddress, limit: number): Promise<Buffer> {
    const { token, apiRoot } = this.#options
    return fetchFile(this.#calls, { token, apiRoot }, file, limit)
  }

  composing({ chatId }: ChatAddress): void {
    this.#composing.add(() => this.#calls.sendChatAction(chatId, 'typing'))
  }

  health(): string | undefined {
    return this.#condition.problem
  }

  async stop(): Promise<void> {
    this.#receive = undefined
    this.#end.abort()
    await this.#running
    await this.#intake.empty()
  }

  webhook(body: string, secret: string | undefined): Promise<number> {
    const { mode } = this.#options
    if (mode.kind !== 'webhook') return Promise.resolve(404)
    return knock({ secret: mode.secret, take: this.#receive && ((updates) => this.#take(updates)) }, body, secret)
  }

  async #deliver(calls: readonly ApiCall[], file?: FileRef): Promise<{ platformId: string }> {
    try {
      const sent = await sendAll(this.#calls, calls)
      this.#uploads.note(file, sent)
      this.#condition.good('sending')
      return { platformId: sent.map(({ message_id }) => message_id).join(',') }
    } catch (error) {
      const sendError = toSendError(error)
      if (sendError.message === WRONG_TOKEN) this.#condition.bad('sending', sendError.message)
      throw sendError
    }
  }

  async #run(receive: Receive, listening: () => void): Promise<void> {
    if (!(await this.#setUp(listening))) return listening()
    const { signal } = this.#end
    this.#receive = receive
    listening()
    void this.#introduce()
    const { mode, watchMs = WATCH_MS } = this.#options
    if (mode.kind === 'webhook') return watchWebhook(this.#calls, mode.url, this.#condition, watchMs, signal)
    const take = (updates: readonly unknown[]) => this.#take(updates)
    return poll({ api: this.#polls, take, condition: this.#condition, backOff: this.#backOff, signal })
  }

  /** Tries until Telegram agrees to our way of receiving. False: stopped, or trying is no use. */
  async #setUp(triedOnce: () => void): Promise<boolean> {
    const { signal } = this.#end
    while (!signal.aborted) {
      try {
        await this.#agree()
        this.#condition.good('setup')
        return !signal.aborted
      } catch (error) {
        this.#condition.bad('setup', toSendError(error).message)
        triedOnce()
        if (isWrongToken(error)) return false
        await this.#backOff.wait(signal, askedToWaitMs(error))
      }
    }
    return false
  }

  async #agree(): Promise<void> {
    const { mode } = this.#options
    const ended = endedBy(this.#end.signal)
    this.#username = (await this.#calls.getMe(ended)).username
    if (mode.kind === 'polling') {
      await this.#calls.deleteWebhook({ drop_pending_updates: false }, ended)
      return
    }
    const terms = { secret_token: mode.secret, allowed_updates: WANTED_UPDATES, max_connections: WEBHOOK_CONNECTIONS }
    await this.#calls.setWebhook(mode.url, terms, ended)
  }

  async #introduce(): Promise<void> {
    try {
      await introduce(this.#calls)
    } catch (error) {
      const reason = toSendError(error).message
      this.#options.log.warn({ channel: 'telegram', reason }, 'the bot could not describe itself')
    }
  }

  /** Resolves when what people did is committed. Their taps are answered before, and ticked after. */
  async #take(updates: readonly unknown[]): Promise<void> {
    const receive = this.#receive
    if (!receive) throw new Error('not listening')
    const tick = this.#taps.answer(updates)
    const now = new Date()
    const bot = { id: this.account, username: this.#username }
    const events = updates.map((update) => inbound(update, bot, now)).filter((event) => event !== undefined)
    if (events.length > 0) await this.#intake.keep(receive(events))
    tick()
  }
}
