import { type AuthenticationCreds, generateWAMessageContent, proto, type WASocket } from 'baileys'
import type { Arrival, LoginStore, Restriction } from '../../app/login.ts'
import { Acks } from './acks.ts'
import { Composing } from './composing.ts'
import { lineDown, refused, STRANGERS_REFUSED, unanswered } from './errors.ts'
import { Hearing } from './hearing.ts'
import type { Message } from './inbound.ts'
import { fromText, KeyStore, toText } from './key-store.ts'
import { MediaLine } from './media.ts'
import type { Outbound } from './outbound.ts'
import { silentLogger } from './quiet.ts'
import { Recent } from './recent.ts'
import { Recipients } from './recipients.ts'
import { endOfCap, endOfTimeLock, untoldEnd } from './restriction.ts'
import { endOf, numberOf, openSocket, type Server } from './socket.ts'

export type LineParts = {
  server: Server
  login: LoginStore
  /** As the login store keeps them. */
  credentials: string
  read: (message: Message) => Arrival | undefined
  kept: (arrival: Arrival) => void
  /** After each write: how it went. */
  stored: (problem?: Error) => void
  /** Until when it may write to nobody new; undefined: it may. */
  restricted: (kind: Restriction, until: Date | undefined) => void
  /** Between two tries to write. */
  retryMs?: number
  /** Pauses for nothing. */
  hurried?: true
}

export type Sending = { to: string; what: Outbound; id: string; repeatable: boolean }

const ACK_MS = 15_000
const SAVE_AGAIN_MS = 1000

/** One connection to WhatsApp as a linked device, from its start to its end. */
export class Line {
  /** Resolves to whether it came to be open. */
  readonly opened: Promise<boolean>
  /** Resolves, when everything is written, to WhatsApp's code. */
  readonly ended: Promise<number | undefined>
  /** Tells this login from every other one. */
  readonly login: string
  readonly media: MediaLine
  readonly #parts: LineParts
  readonly #creds: AuthenticationCreds
  readonly #keys: KeyStore
  readonly #hearing: Hearing
  readonly #acks = new Acks()
  readonly #recipients: Recipients
  readonly #composing = new Composing((to) => this.composing(to))
  readonly #recent = new Recent()
  readonly #socket: WASocket
  #saving: Promise<void> = Promise.resolve()
  #over = false
  #leaving = false

  constructor(parts: LineParts) {
    this.#parts = parts
    this.#creds = fromText(parts.credentials) as AuthenticationCreds
    this.login = this.#creds.advSecretKey
    this.#keys = new KeyStore(parts.login, parts.stored)
    const me = () => ({ id: this.#creds.me?.id ?? '', lid: this.#creds.me?.lid })
    const kept = (arrival: Arrival) => {
      this.#recent.add(arrival.id)
      this.#composing.heard(arrival.from.chatId)
      parts.kept(arrival)
    }
    this.#hearing = new Hearing({ keys: this.#keys, me, read: parts.read, kept })
    this.#socket = openSocket({
      server: parts.server,
      creds: this.#creds,
      keys: this.#keys,
      makeSignalRepository: this.#hearing.makeSignalRepository,
      getMessage: (key) => this.#sent(key.id ?? ''),
      ...(parts.retryMs !== undefined && { retryMs: parts.retryMs }),
    })
    this.#recipients = new Recipients(this.#socket, this.#creds)
    this.media = new MediaLine(this.#socket, parts.server)
    this.#hearing.attach(this.#socket)
    this.#acks.attach(this.#socket)
    this.#listen()
    this.#listenToRestrictions()
    this.ended = this.#end()
    this.opened = Promise.race([this.#open(), this.ended.then(() => false)])
  }

  get isOver(): boolean {
    return this.#over || !this.#socket.ws.isOpen
  }

  /** Resolves when WhatsApp's server has it. Throws SendError. */
  async send({ to, what, id, repeatable }: Sending): Promise<void> {
    if (this.isOver) throw lineDown()
    await this.#recipients.prepare(to)
    if (!this.#parts.hurried) await this.#composing.before(to, lettersOf(what))
    const content = 'media' in what ? what.media : await this.#text(what.text)
    await this.#parts.login.keepSent(id, to, encoded(content))
    const answer = this.#acks.of(id, ACK_MS)
    const written = this.#socket.relayMessage(to, content, { messageId: id }).then(
      () => true,
      () => false,
    )
    const ack = (await written) ? await answer : await Promise.race([answer, undefined])
    if (!ack) throw unanswered(repeatable)
    if (!ack.error) return this.#composing.left(to)
    if (ack.error === STRANGERS_REFUSED) this.#askTimeLock()
    const refusal = refused(ack.error)
    if (refusal.verdict === 'message refused') await this.#drop([id]) // no phone has it, none will ask for it
    throw refusal
  }

  /** Lets a phone show that we write, until something comes or for some seconds. */
  composing(to: string): void {
    if (!this.isOver) this.#socket.sendPresenceUpdate('composing', to).catch(() => {})
  }

  /** Whether WhatsApp has somebody under this address. Throws SendError. */
  has(chatId: string): Promise<boolean> {
    return this.#recipients.has(chatId)
  }

  /** Hears no more, but can still send. Resolves when nothing is being taken in. */
  async deafen(): Promise<void> {
    this.#socket.ws.removeAllListeners('CB:message') // unheard, they stay on WhatsApp's server
    await this.#hearing.end()
  }

  /** Takes this device off the account. */
  async unlink(): Promise<void> {
    this.#leaving = true
    await this.#socket.logout().catch(() => {})
    await this.ended
  }

  async close(): Promise<void> {
    await this.#socket.end(undefined)
    await this.ended
  }

  #text(text: string): Promise<proto.IMessage> {
    const upload = () => Promise.reject(new Error('text only'))
    return generateWAMessageContent({ text }, { logger: silentLogger, upload })
  }

  /** A phone could not read it and asks for it again. */
  async #sent(id: string): Promise<proto.IMessage | undefined> {
    const body = await this.#parts.login.sent(id)
    return body === undefined ? undefined : proto.Message.decode(Buffer.from(body, 'base64'))
  }

  /** Keeps no longer what was sent; where that fails, retention finds it. */
  async #drop(ids: readonly string[]): Promise<void> {
    await this.#parts.login.dropSent(ids).catch(() => {})
  }

  #listen(): void {
    const { ev } = this.#socket
    ev.on('creds.update', () => this.#save())
    ev.on('messages.upsert', ({ messages }) => {
      for (const { key, message, messageTimestamp } of messages) {
        const jids = [key.remoteJid, key.remoteJidAlt]
        const content = key.isViewOnce && !message ? null : message
        const [id, fromMe, at] = [key.id ?? '', key.fromMe === true, Number(messageTimestamp ?? 0)]
        this.#missed({ id, jids, fromMe, at, content })
      }
    })
    ev.on('messages.update', (updates) => {
      const at = new Date()
      const { DELIVERY_ACK, READ } = proto.WebMessageInfo.Status
      const receipts = updates.flatMap(({ key, update: { status } }) =>
        key.fromMe && key.id && status && status >= DELIVERY_ACK
          ? [{ platformId: key.id, at, read: status >= READ }]
          : [],
      )
      if (receipts.length > 0) void this.#parts.login.arrived(receipts).catch(() => {}) // retention drops what was kept
    })
  }

  #listenToRestrictions(): void {
    const { ev } = this.#socket
    ev.on('connection.update', ({ reachoutTimeLock: lock }) => {
      if (lock) this.#parts.restricted('time-lock', endOfTimeLock(lock, new Date()))
    })
    ev.on('message-capping.update', (cap) => this.#parts.restricted('cap', endOfCap(cap, new Date())))
  }

  /** The answer is told as an update; where none comes, it is taken for locked. */
  #askTimeLock(): void {
    this.#socket.fetchAccountReachoutTimelock().catch(() => this.#parts.restricted('time-lock', untoldEnd(new Date())))
  }

  /** What came without being decrypted here: an advert's first message that the phone hands on, a photo shown once. */
  #missed(message: Message): void {
    if (this.#recent.has(message.id)) return
    const arrival = this.#parts.read(message)
    if (!arrival) return
    this.#recent.add(arrival.id)
    this.#parts.login.write([], [arrival]).then(
      () => this.#parts.kept(arrival),
      (error) => this.#parts.stored(error),
    )
  }

  /** Whole, one after another, and until it is written: a lost step of the credentials is lost keys. */
  #save(): void {
    this.#saving = this.#saving.then(async () => {
      while (!this.#leaving) {
        try {
          return await this.#parts.login.save(toText(this.#creds), numberOf(this.#creds))
        } catch (error) {
          this.#parts.stored(error as Error)
          if (this.#over) return
          await new Promise((resolve) => setTimeout(resolve, SAVE_AGAIN_MS))
        }
      }
    })
  }

  #open(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#socket.ev.on('connection.update', ({ connection }) => {
        if (connection === 'open') resolve(true)
      })
    })
  }

  async #end(): Promise<number | undefined> {
    const code = await endOf(this.#socket)
    this.#over = true
    this.#acks.end()
    await this.#keys.end()
    await this.#saving
    return code
  }
}

const encoded = (content: proto.IMessage) => Buffer.from(proto.Message.encode(content).finish()).toString('base64')

const lettersOf = (what: Outbound) => ('text' in what ? what.text.length : 0)
