/** What the server knows of a linked device: its address, its keys. */
import {
  type AuthenticationCreds,
  type BinaryNode,
  generateSignalPubKey,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidDecode,
} from 'baileys'
import type { Bundle, Device } from './phone.ts'

const number = (bytes: BinaryNode['content']) => [...(bytes as Uint8Array)].reduce((sum, byte) => sum * 256 + byte, 0)
const bytesOf = (node: BinaryNode | undefined, tag: string) => getBinaryNodeChild(node, tag)!.content as Uint8Array

export class Bot {
  readonly pn: string
  readonly lid: string
  readonly device: number
  /** Proves that a login is this device's. */
  readonly noiseKey: Buffer
  readonly preKeys = new Map<number, Uint8Array>()
  #identity: Uint8Array = Buffer.alloc(0)
  #registrationId = 0
  #signed: Bundle['signedPreKey'] | undefined

  constructor(pn: string, lid: string, device: number, noiseKey: Uint8Array) {
    this.pn = pn
    this.lid = lid
    this.device = device
    this.noiseKey = Buffer.from(noiseKey)
  }

  static of({ me, noiseKey }: AuthenticationCreds): Bot {
    const { user, device } = jidDecode(me!.id)!
    return new Bot(user, jidDecode(me!.lid!)!.user, device ?? 0, noiseKey.public)
  }

  get address(): Device {
    return { user: this.pn, device: this.device }
  }

  isUser(user: string): boolean {
    return user === this.pn || user === this.lid
  }

  /** Its keys, as it uploads them. */
  upload(node: BinaryNode): void {
    const signed = getBinaryNodeChild(node, 'skey')
    this.#registrationId = number(bytesOf(node, 'registration'))
    this.#identity = bytesOf(node, 'identity')
    const publicKey = generateSignalPubKey(bytesOf(signed, 'value'))
    this.#signed = { keyId: number(bytesOf(signed, 'id')), publicKey, signature: bytesOf(signed, 'signature') }
    for (const key of getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'key'))
      this.preKeys.set(number(bytesOf(key, 'id')), bytesOf(key, 'value'))
  }

  /** For somebody who writes to it first; a pre-key is given out once. */
  bundle(): Bundle {
    const [first] = this.preKeys
    if (first) this.preKeys.delete(first[0])
    return {
      registrationId: this.#registrationId,
      identityKey: generateSignalPubKey(this.#identity),
      signedPreKey: this.#signed!,
      ...(first && { preKey: { keyId: first[0], publicKey: generateSignalPubKey(first[1]) } }),
    }
  }
}
