/**
 * A WhatsApp for tests: a server with phones, which an unmodified Baileys takes for the real one. Handshake, login, linking,
 * key bundles, Signal-encrypted messages both ways, receipts, retries, and what goes wrong with all of it.
 * It holds what is not acknowledged as ciphertext: a redelivery is the same bytes, as with WhatsApp.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import {
  type AuthenticationCreds,
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidDecode,
  type proto,
} from 'baileys'
import { WebSocketServer } from 'ws'
import { Bot } from './bot.ts'
import { Connection, type Listener } from './connection.ts'
import { answer, type Directory, numbersIn } from './directory.ts'
import { answerRetry, readRetry } from './media-retry.ts'
import { MediaServer } from './media-server.ts'
import { Authority } from './noise.ts'
import { OwnerPhone, pairDevice } from './pairing.ts'
import { newMessageId, Phone, type Sealed } from './phone.ts'
import { type Given, mediaOf, opened, type ShownFile } from './phone-media.ts'

type Waiting = { id: string; phone: Phone; message: proto.IMessage; how: How; retries: number; sealed?: Sealed }
/** How a message is addressed; `attrs` go on top of everything. */
export type How = { by?: 'lid' | 'pn'; hidePn?: true; id?: string; attrs?: Record<string, string> }

/** What becomes of a message that the bot sends. */
export type Fate = { error: string } | 'swallowed' | 'cut after' | 'unreadable'

const seconds = () => String(Math.floor(Date.now() / 1000))
/** What Baileys says of a message whose key is used up: it has had it. */
const READ_BEFORE = '487'
/** A phone gives up a message after so many. */
const MOST_RETRIES = 5

export class WhatsAppPeer {
  readonly authority = new Authority()
  /** Fates of the next messages that the bot sends, in order. */
  readonly fates: Fate[] = []
  /** What no client should do, and what a phone could not read. */
  readonly problems: unknown[] = []
  /** Connections that logged in, since the beginning. */
  logins = 0
  /** How often the bot asked for a message again that it could not read. */
  retries = 0
  /** Refuse the next logins with this code. */
  refuseLogin: string | undefined
  /** How often that was. */
  refusals = 0
  /** Says nothing to nobody, as where the way to it is broken. */
  silent = false
  /** How many QR codes it lets a new device show. */
  qrCodes = 6
  /** Keep the client waiting for the end of what came while it was away. */
  holdOfflineEnd = false
  /** Whose devices nobody is told of, the next time somebody asks. */
  unknownOnce: Phone | undefined
  /** What it says to who asks whether the bot may write to new people; undefined: it does not know. */
  timeLock: object | undefined = { is_active: false }
  /** Do not take a receipt for what it is. */
  ignoreReceipts = false
  readonly receipts: BinaryNode[] = []
  /** Messages that their phones could not read, and have not asked for again. */
  readonly unread: { phone: Phone; id: string }[] = []
  /** Whose being on WhatsApp was asked for: numbers, with "+". */
  readonly lookedUp: string[] = []
  /** Where files lie. */
  readonly media = new MediaServer()
  /** Does the phone still have what it is asked to upload again? */
  uploadsAgain = true
  readonly #phones = new Map<string, Phone>()
  readonly #server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  #connection: Connection | undefined
  #ready = false
  #bot: Bot | undefined
  #owner: OwnerPhone | undefined
  #code = ''
  #waiting: Waiting[] = []
  /** What was sent, by its message: phones have it still when the file server has not. */
  readonly #files = new Map<string, proto.IMessage>()
  readonly #lost = new Map<string, Buffer>()

  /** Resolves to the address to connect to. */
  async listen(): Promise<string> {
    if (!this.#server.address()) await once(this.#server, 'listening')
    await this.media.listen()
    this.#server.on('connection', (socket) => new Connection(socket, this.authority, this.#listener))
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ws/chat`
  }

  async end(): Promise<void> {
    for (const client of this.#server.clients) client.terminate()
    await new Promise((resolve) => this.#server.close(resolve))
    await this.media.end()
  }

  get trustRoot(): string {
    return Buffer.from(this.authority.root.public).toString('hex')
  }

  /** Messages to the bot that it has not acknowledged. */
  get unconfirmed(): number {
    return this.#waiting.length
  }

  get connected(): boolean {
    return this.#ready
  }

  get linked(): boolean {
    return this.#bot !== undefined
  }

  addPhone(pn: string, lid: string): Phone {
    const phone = new Phone(pn, lid)
    this.#phones.set(phone.pnJid, phone)
    this.#phones.set(phone.lidJid, phone)
    return phone
  }

  /** A device that was linked long ago. */
  knows(creds: AuthenticationCreds): void {
    this.#bot = Bot.of(creds)
    this.addPhone(this.#bot.pn, this.#bot.lid)
  }

  /** Whose account a new device may be linked to. */
  setOwner(pn: string, lid: string): void {
    this.#owner = new OwnerPhone({ pn, lid })
  }

  scans(qr: string): void {
    this.#link(this.#connection!, this.#owner!.scanned(qr))
  }

  async typesCode(code: string): Promise<void> {
    this.#code = code
    this.#send(await this.#owner!.typed(code))
  }

  /** Delivered now, or when the bot logs in next. Resolves to nothing: the bot's receipt tells. */
  says(phone: Phone, said: string | proto.IMessage, how: How = {}): string {
    const message = typeof said === 'string' ? { conversation: said } : said
    const waiting: Waiting = { id: how.id ?? newMessageId(), phone, message, how, retries: 0 }
    this.#waiting.push(waiting)
    const connection = this.#connection
    if (connection && this.#ready) connection.after(() => this.#deliver(waiting, false), this.#listener)
    return waiting.id
  }

  /** A picture, or a document where it has a name. */
  async sendsFile(phone: Phone, given: Given, how: How = {}): Promise<string> {
    const message = await mediaOf(this.media, given)
    const id = this.says(phone, message, how)
    this.#files.set(id, message)
    return id
  }

  /** The files that a phone was shown, whole. */
  async filesOf(phone: Phone): Promise<ShownFile[]> {
    const files = await Promise.all(phone.received.map(({ message }) => opened(this.media, message)))
    return files.filter((file) => file !== undefined)
  }

  /** A photo that may be seen once, on the phone only: linked devices are told no more than that. */
  showsOnce(phone: Phone): void {
    const attrs = { id: newMessageId(), from: phone.lidJid, t: seconds(), type: 'media', addressing_mode: 'lid' }
    this.#send({ tag: 'message', attrs, content: [{ tag: 'unavailable', attrs: { type: 'view_once' } }] })
  }

  /** Somebody looks at a message of the bot. */
  reads(phone: Phone, id: string): void {
    this.#send({ tag: 'receipt', attrs: { id, from: phone.lidJid, type: 'read', t: seconds() } })
  }

  /** A phone could not read `id` and asks for it again, with new keys. */
  asksAgain(phone: Phone, id: string): void {
    phone.forgetSessions()
    const [registration, type, identity, key, signed] = phone.bundle('').content as BinaryNode[]
    const keys = { tag: 'keys', attrs: {}, content: [type!, identity!, key!, signed!] }
    const retry = { tag: 'retry', attrs: { count: '1', id, t: seconds(), v: '1' } }
    const attrs = { id, from: phone.lidJid, type: 'retry', t: seconds() }
    this.#send({ tag: 'receipt', attrs, content: [retry, registration!, keys] })
  }

  cut(): void {
    this.#connection?.cut()
  }

  /** Ends the line, saying why. */
  ends(code: string | undefined, why?: { tag: string; attrs: Record<string, string> }): void {
    this.#send({ tag: 'stream:error', attrs: code ? { code } : {}, ...(why && { content: [why] }) })
    this.#connection?.close()
  }

  /** Ends the line without a reason. */
  endsStream(): void {
    this.#send({ tag: 'xmlstreamend', attrs: {} })
  }

  readonly #listener: Listener = {
    login: (connection, payload) => this.#login(connection, payload),
    node: (connection, node) => this.#take(connection, node),
    problem: (error) => void this.problems.push(error),
    closed: (connection) => {
      if (this.#connection !== connection) return
      this.#connection = undefined
      this.#ready = false
    },
  }

  #send(node: BinaryNode): void {
    if (!this.silent) this.#connection?.send(node)
  }

  #login(connection: Connection, payload: proto.ClientPayload): void {
    this.#connection?.cut() // one line a device
    this.#connection = connection
    this.#ready = false
    if (payload.devicePairingData) return this.#send(pairDevice(this.qrCodes))
    const bot = this.#bot
    const known = bot && String(payload.username) === bot.pn && connection.clientKey.equals(bot.noiseKey)
    const refusal = this.refuseLogin ?? (known ? undefined : '401')
    if (refusal) this.refusals++
    if (refusal) return this.#send({ tag: 'failure', attrs: { reason: refusal, location: 'test' } })
    const lid = `${bot!.lid}:${bot!.device}@lid`
    this.#send({ tag: 'success', attrs: { t: seconds(), props: '1', lid, companion_enc_static: '', creation: '0' } })
    this.logins++
  }

  async #take(connection: Connection, node: BinaryNode): Promise<void> {
    if (connection !== this.#connection) return
    if (node.tag === 'iq') return this.#asked(connection, node)
    if (node.tag === 'message') return this.#sent(connection, node)
    if (node.tag === 'receipt') return this.#receipt(node)
    if (node.tag === 'chatstate') return this.#writes(node)
    if (node.tag === 'ack' && node.attrs.class === 'message') this.#taken(node.attrs)
  }

  /** The phone shows that the bot writes. */
  #writes(node: BinaryNode): void {
    const phone = this.#phoneOf(node.attrs.to!)
    if (getBinaryNodeChild(node, 'composing')) phone?.composing.push(phone.shown.length)
  }

  async #asked(connection: Connection, node: BinaryNode): Promise<void> {
    if (node.attrs.type === 'result') {
      if (getBinaryNodeChild(node, 'pair-device-sign')) this.ends('515') // linked: it shall come again
      return
    }
    this.lookedUp.push(...numbersIn(node))
    const linking = getBinaryNodeChild(node, 'link_code_companion_reg')
    const hello = linking?.attrs.stage === 'companion_hello' ? this.#owner!.hello(linking) : undefined
    const content =
      hello ??
      (node.attrs.xmlns === 'w:mex' ? this.#timeLock() : undefined) ??
      (this.#bot && answer(this.#directory(this.#bot), node))
    this.#send({
      tag: 'iq',
      attrs: { from: 's.whatsapp.net', type: 'result', id: node.attrs.id! },
      ...(content && { content }),
    })
    if (linking?.attrs.stage === 'companion_finish')
      this.#link(connection, await this.#owner!.finish(linking, this.#code))
    if (getBinaryNodeChild(node, 'remove-companion-device')) this.#bot = undefined
    if (node.attrs.xmlns === 'passive' && getBinaryNodeChild(node, 'active')) await this.#catchUp()
  }

  /** Tells the bot unasked, as WhatsApp does when it restricts a number. */
  notifies(operation: string, data: object): void {
    const update = { tag: 'update', attrs: { op_name: operation }, content: Buffer.from(JSON.stringify({ data })) }
    const attrs = { type: 'mex', from: 's.whatsapp.net', id: newMessageId(), t: seconds() }
    this.#send({ tag: 'notification', attrs, content: [update] })
  }

  #timeLock(): BinaryNode[] {
    const data = this.timeLock && { xwa2_fetch_account_reachout_timelock: this.timeLock }
    return [{ tag: 'result', attrs: {}, content: Buffer.from(JSON.stringify({ data })) }]
  }

  #link(connection: Connection, success: BinaryNode): void {
    const { pn, lid } = this.#owner!.owner
    this.#bot = new Bot(pn, lid, 1, connection.clientKey)
    this.addPhone(pn, lid)
    this.#send(success)
  }

  #directory(bot: Bot): Directory {
    const { media } = this
    const away = this.unknownOnce
    const phoneOf = (jid: string) => {
      const phone = this.#phoneOf(jid)
      if (!phone || phone !== away) return phone
      this.unknownOnce = undefined
      return undefined
    }
    return { bot, phoneOf, media: media.leave }
  }

  #phoneOf(jid: string): Phone | undefined {
    const { user, server } = jidDecode(jid)!
    return this.#phones.get(`${user}@${server}`)
  }

  /** What came while the bot was away. */
  async #catchUp(): Promise<void> {
    if (this.#ready) return
    this.#ready = true
    const missed = [...this.#waiting]
    for (const waiting of missed) await this.#deliver(waiting, true)
    const end = { tag: 'offline', attrs: { count: String(missed.length) } }
    if (!this.holdOfflineEnd) this.#send({ tag: 'ib', attrs: { from: 's.whatsapp.net' }, content: [end] })
  }

  async #deliver(waiting: Waiting, offline: boolean): Promise<void> {
    const bot = this.#bot!
    const { id, phone, message, how } = waiting
    waiting.sealed ??= await phone.encryptFor(bot.address, () => bot.bundle(), message)
    const { type, ciphertext } = waiting.sealed
    const byLid = { from: phone.lidJid, addressing_mode: 'lid', ...(how.hidePn ? {} : { sender_pn: phone.pnJid }) }
    const address = how.by === 'pn' ? { from: phone.pnJid, sender_lid: phone.lidJid } : byLid
    const attrs = {
      id,
      t: seconds(),
      type: 'text',
      notify: 'x',
      ...address,
      ...(offline && { offline: '0' }),
      ...how.attrs,
    }
    this.#send({ tag: 'message', attrs, content: [{ tag: 'enc', attrs: { v: '2', type }, content: ciphertext }] })
  }

  async #receipt(node: BinaryNode): Promise<void> {
    const { id, to, type } = node.attrs
    this.receipts.push(node)
    if (type === 'server-error') return this.#askedForFile(node)
    const waiting = this.#waiting.find((one) => one.id === id)
    if (type !== 'retry') this.#done(this.ignoreReceipts ? undefined : id)
    else if (waiting && waiting.retries < MOST_RETRIES) {
      this.retries++
      waiting.retries++
      waiting.phone.renewSession()
      delete waiting.sealed
      await this.#deliver(waiting, false)
    }
    this.#send({ tag: 'ack', attrs: { class: 'receipt', id: id!, from: to!, ...(type && { type }) } })
  }

  /** The bot found a file gone, and asks the phone to upload it again. */
  #askedForFile(node: BinaryNode): void {
    const id = readRetry(node)
    const media = this.#files.get(id)?.imageMessage ?? this.#files.get(id)?.documentMessage
    const backup = this.#lost.get(media?.directPath ?? '')
    this.#send(answerRetry(node, media?.mediaKey, this.uploadsAgain && backup ? this.media.keep(backup) : undefined))
  }

  /** The file server has it no more, as after some weeks. */
  loses(id: string): void {
    const media = this.#files.get(id)?.imageMessage ?? this.#files.get(id)?.documentMessage
    const path = media!.directPath!
    this.#lost.set(path, this.media.kept.get(path)!)
    this.media.kept.delete(path)
  }

  /** A refusal ends a message as well, but where it is asked for again. */
  #taken({ id, error }: BinaryNode['attrs']): void {
    if (!error || error === READ_BEFORE) this.#done(id)
  }

  #done(id: string | undefined): void {
    this.#waiting = this.#waiting.filter((one) => one.id !== id)
  }

  async #sent(connection: Connection, node: BinaryNode): Promise<void> {
    const { id, to } = node.attrs as { id: string; to: string }
    const fate = this.fates.shift()
    const ack = { tag: 'ack', attrs: { class: 'message', id, from: to, t: seconds() } }
    if (fate === 'swallowed') return
    if (fate === 'unreadable') {
      this.unread.push({ phone: this.#phoneOf(to)!, id })
      return this.#send(ack)
    }
    if (typeof fate === 'object') return this.#send({ ...ack, attrs: { ...ack.attrs, error: fate.error } })
    const arrived = await this.#bring(node, id, to)
    if (fate === 'cut after') return connection.cut()
    this.#send(ack)
    if (arrived) this.#send({ tag: 'receipt', attrs: { id, from: to, t: seconds() } })
  }

  /** To every phone it is meant for. False: none of them is the person's, or it could not read it. */
  async #bring(node: BinaryNode, id: string, to: string): Promise<boolean> {
    const list = getBinaryNodeChildren(getBinaryNodeChild(node, 'participants'), 'to')
    const copies = list.map((copy) => ({ jid: copy.attrs.jid!, enc: getBinaryNodeChild(copy, 'enc')! }))
    const direct = getBinaryNodeChild(node, 'enc')
    let arrived = false
    if (!list.some((copy) => copy.attrs.jid === to) && !direct)
      this.problems.push(new Error(`no copy for ${to} of ${id}`))
    for (const { jid, enc } of copies.length > 0 ? copies : direct ? [{ jid: to, enc: direct }] : []) {
      const phone = this.#phoneOf(jid)
      if (!phone) continue
      try {
        const message = await phone.decryptFrom(this.#bot!.address, enc.attrs.type!, enc.content as Uint8Array)
        if (message.deviceSentMessage) continue // the owner's own copy
        phone.received.push({ id, message })
        arrived = true
      } catch (cause) {
        this.problems.push(new Error(`${jid} cannot read ${id} (${enc.attrs.type})`, { cause }))
      }
    }
    return arrived
  }
}
