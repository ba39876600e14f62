/**
 * Kept before it is acknowledged. Baileys sends the delivery receipt first and hands the message over later, out of a
 * buffer that is thrown away when the line breaks: what was in it is lost for good. So a message is taken where it is
 * decrypted, and is written in the very transaction that steps its keys on; the receipt leaves after that.
 */
import {
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  decodeMessageNode,
  proto,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  unpadRandomMax16,
  type WASocket,
} from 'baileys'
import type { Arrival } from '../../app/login.ts'
import type { Message } from './inbound.ts'
import type { KeyStore } from './key-store.ts'
import { stepFirst } from './step-first.ts'

type Me = { id: string; lid?: string | undefined }

export type HearingParts = {
  keys: KeyStore
  me: () => Me
  /** What a message means to us; undefined: nothing. */
  read: (message: Message) => Arrival | undefined
  /** It is durable. */
  kept: (arrival: Arrival) => void
}

/** One key for every transaction: a send and a decrypt of one chat that overlap put an older session over a newer one. */
const ACCOUNT = 'account'

export class Hearing {
  readonly #parts: HearingParts
  readonly #stanzas = new WeakMap<object, BinaryNode>()
  readonly #taking = new Set<Promise<unknown>>()
  #deaf = false

  constructor(parts: HearingParts) {
    this.#parts = parts
  }

  readonly makeSignalRepository: SocketConfig['makeSignalRepository'] = (auth, logger, toLid) => {
    const keys = auth.keys as SignalKeyStoreWithTransaction
    const transaction = keys.transaction.bind(keys)
    keys.transaction = (work) => transaction(work, ACCOUNT)
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, toLid)
    const decrypt = repository.decryptMessage.bind(repository)
    stepFirst(repository, keys, this.#parts.keys)
    repository.decryptMessage = (sealed) => {
      if (this.#deaf) return new Promise(() => {}) // never acknowledged, so that it comes again
      const stanza = this.#stanzas.get(sealed.ciphertext)
      if (!stanza) return decrypt(sealed)
      return this.#track(this.#take(keys, stanza, sealed.jid, () => decrypt(sealed)))
    }
    return repository
  }

  /** Must be called as soon as the socket is made: a ciphertext does not say which message it belongs to. */
  attach(socket: WASocket): void {
    socket.ws.prependListener('CB:message', (stanza: BinaryNode) => {
      if (!Array.isArray(stanza.content)) return
      for (const { content } of stanza.content) if (content instanceof Uint8Array) this.#stanzas.set(content, stanza)
    })
  }

  /** Takes nothing more in; resolves when nothing is being taken. */
  async end(): Promise<void> {
    this.#deaf = true
    await Promise.allSettled(this.#taking)
  }

  async #take(
    keys: SignalKeyStoreWithTransaction,
    stanza: BinaryNode,
    sender: string,
    decrypt: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    let arrival: Arrival | undefined
    const plain = await this.#parts.keys.with((events) =>
      keys.transaction(async () => {
        const plain = await decrypt()
        arrival = this.#meaning(stanza, sender, plain)
        if (arrival) events.push(arrival)
        return plain
      }, ACCOUNT),
    )
    if (arrival) this.#parts.kept(arrival)
    return plain
  }

  /** What cannot be read is Baileys' to report: here it must not spoil the keys' step. */
  #meaning(stanza: BinaryNode, sender: string, plain: Uint8Array): Arrival | undefined {
    try {
      return this.#parts.read(messageOf(stanza, sender, plain, this.#parts.me()))
    } catch {
      return undefined
    }
  }

  async #track<T>(taking: Promise<T>): Promise<T> {
    this.#taking.add(taking)
    try {
      return await taking
    } finally {
      this.#taking.delete(taking)
    }
  }
}

/** `sender`: the address Baileys decrypts by, which is the LID where it knows one. */
function messageOf(stanza: BinaryNode, sender: string, plain: Uint8Array, me: Me): Message {
  const { key, messageTimestamp } = decodeMessageNode(stanza, me.id, me.lid ?? '').fullMessage
  const content = proto.Message.decode(unpadRandomMax16(plain))
  const jids = [key.remoteJid, key.remoteJidAlt, ...(key.participant ? [] : [sender])]
  return { id: key.id ?? '', jids, fromMe: key.fromMe === true, at: Number(messageTimestamp ?? 0), content }
}
