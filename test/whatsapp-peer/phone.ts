/** Somebody's phone, with a Signal identity of its own. What it is sent it really decrypts. */
import { randomBytes } from 'node:crypto'
import {
  type BinaryNode,
  Curve,
  encodeBigEndian,
  encodeWAMessage,
  generateRegistrationId,
  generateSignalPubKey,
  type KeyPair,
  proto,
  signedKeyPair,
  unpadRandomMax16,
} from 'baileys'
import * as libsignal from 'libsignal'
import '../../src/bots/whatsapp/quiet.ts'
import '../../src/bots/whatsapp/failed-sessions.ts' // phones do not spoil a session either

/** What one needs of somebody to write to them first. */
export type Bundle = {
  registrationId: number
  identityKey: Uint8Array
  signedPreKey: { keyId: number; publicKey: Uint8Array; signature: Uint8Array }
  preKey?: { keyId: number; publicKey: Uint8Array }
}
export type Device = { user: string; device: number }
export type Sealed = { type: 'pkmsg' | 'msg'; ciphertext: Buffer }
export type Received = { id: string; message: proto.IMessage }

/** How one key pair looks to libsignal. */
const pair = ({ private: privKey, public: pubKey }: KeyPair) => ({
  privKey: Buffer.from(privKey),
  pubKey: Buffer.from(generateSignalPubKey(pubKey)),
})

export const newMessageId = () => `3A${randomBytes(9).toString('hex').toUpperCase()}`

export class Phone {
  readonly pn: string
  readonly lid: string
  /** Every message it could read, a second copy of an id included. */
  readonly received: Received[] = []
  /** Each time it showed that the bot writes: how many messages it had. */
  readonly composing: number[] = []
  readonly #identity = Curve.generateKeyPair()
  readonly #registrationId = generateRegistrationId()
  readonly #signed = signedKeyPair(this.#identity, 1)
  readonly #preKeys = new Map<number, KeyPair>()
  readonly #sessions = new Map<string, unknown>()
  #renewing = false

  constructor(pn: string, lid: string) {
    this.pn = pn
    this.lid = lid
  }

  get pnJid(): string {
    return `${this.pn}@s.whatsapp.net`
  }
  get lidJid(): string {
    return `${this.lid}@lid`
  }

  /** What it shows: one copy of an id. */
  get shown(): string[] {
    const once = new Map(this.received.map(({ id, message }) => [id, message]))
    return [...once.values()].map(textOf)
  }

  /** The key bundle that the server gives to whoever writes to it, with a fresh pre-key. */
  bundle(jid: string): BinaryNode {
    const id = this.#preKeys.size + 1
    const preKey = Curve.generateKeyPair()
    this.#preKeys.set(id, preKey)
    const leaf = (tag: string, content: Uint8Array): BinaryNode => ({ tag, attrs: {}, content })
    const key = [leaf('id', encodeBigEndian(id, 3)), leaf('value', preKey.public)]
    const signed = [
      leaf('id', encodeBigEndian(this.#signed.keyId, 3)),
      leaf('value', this.#signed.keyPair.public),
      leaf('signature', this.#signed.signature),
    ]
    return {
      tag: 'user',
      attrs: { jid },
      content: [
        leaf('registration', encodeBigEndian(this.#registrationId, 4)),
        leaf('type', Buffer.of(5)),
        leaf('identity', this.#identity.public),
        { tag: 'key', attrs: {}, content: key },
        { tag: 'skey', attrs: {}, content: signed },
      ],
    }
  }

  async encryptFor(to: Device, bundle: () => Bundle, message: proto.IMessage): Promise<Sealed> {
    const address = new libsignal.ProtocolAddress(to.user, to.device)
    if (this.#renewing || !this.#sessions.has(address.toString()))
      await new libsignal.SessionBuilder(this.#store as never, address).initOutgoing(bundle() as never)
    this.#renewing = false
    const cipher = new libsignal.SessionCipher(this.#store as never, address)
    const { type, body } = await cipher.encrypt(Buffer.from(encodeWAMessage(message)))
    return { type: type === 3 ? 'pkmsg' : 'msg', ciphertext: Buffer.from(body as unknown as string, 'binary') }
  }

  async decryptFrom(from: Device, type: string, ciphertext: Uint8Array): Promise<proto.IMessage> {
    const cipher = new libsignal.SessionCipher(
      this.#store as never,
      new libsignal.ProtocolAddress(from.user, from.device),
    )
    const bytes = Buffer.from(ciphertext)
    const plain =
      type === 'pkmsg' ? await cipher.decryptPreKeyWhisperMessage(bytes) : await cipher.decryptWhisperMessage(bytes)
    return proto.Message.decode(unpadRandomMax16(plain))
  }

  /** The other side could not read it: the next message begins a new session. What comes in the old one is still read. */
  renewSession(): void {
    this.#renewing = true
  }

  /** As after a new installation: it can read nothing that was made for it before. */
  forgetSessions(): void {
    this.#sessions.clear()
  }

  readonly #store = {
    loadSession: async (id: string) => {
      const kept = this.#sessions.get(id)
      return kept ? libsignal.SessionRecord.deserialize(kept as never) : null
    },
    storeSession: async (id: string, record: { serialize(): unknown }) =>
      void this.#sessions.set(id, record.serialize()),
    isTrustedIdentity: () => true,
    loadPreKey: async (id: number | string) => {
      const key = this.#preKeys.get(Number(id))
      return key && pair(key)
    },
    removePreKey: async (id: number) => void this.#preKeys.delete(id),
    loadSignedPreKey: () => pair(this.#signed.keyPair),
    getOurRegistrationId: () => this.#registrationId,
    getOurIdentity: () => pair(this.#identity),
  }
}

const textOf = (message: proto.IMessage): string =>
  message.conversation ||
  message.extendedTextMessage?.text ||
  message.imageMessage?.caption ||
  message.documentMessage?.caption ||
  ''
