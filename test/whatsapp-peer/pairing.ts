/** The owner's phone while a device is being linked, by QR code or by pairing code. */
import { createHmac, randomBytes } from 'node:crypto'
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  getBinaryNodeChild,
  hkdf,
  type KeyPair,
  proto,
} from 'baileys'

export type Owner = { pn: string; lid: string }

const REF = Buffer.from('ref')
const BUNDLE_INFO = 'link_code_pairing_key_bundle_encryption_key'

const iq = (id: string, content: BinaryNode[]): BinaryNode => ({
  tag: 'iq',
  attrs: { from: 's.whatsapp.net', type: 'set', id },
  content,
})
const leaf = (tag: string, content: Uint8Array): BinaryNode => ({ tag, attrs: {}, content })
const bytesIn = (node: BinaryNode | undefined, tag: string) =>
  Buffer.from(getBinaryNodeChild(node, tag)!.content as Uint8Array)

/** What the server offers to a device without an account: references for so many QR codes. */
export const pairDevice = (codes: number): BinaryNode =>
  iq('pair-device', [
    {
      tag: 'pair-device',
      attrs: {},
      content: Array.from({ length: codes }, (_, i) => leaf('ref', Buffer.from(`2@ref${i}`))),
    },
  ])

export class OwnerPhone {
  readonly owner: Owner
  readonly #identity = Curve.generateKeyPair()
  #hello: { sealedKey: Buffer; ephemeral: KeyPair } | undefined

  constructor(owner: Owner) {
    this.owner = owner
  }

  /** The device says hello; the answer. */
  hello(node: BinaryNode): BinaryNode[] {
    const sealedKey = bytesIn(node, 'link_code_pairing_wrapped_companion_ephemeral_pub')
    this.#hello = { sealedKey, ephemeral: Curve.generateKeyPair() }
    return [{ tag: 'link_code_companion_reg', attrs: {}, content: [leaf('link_code_pairing_ref', REF)] }]
  }

  /** The owner types the code: what the device is told. */
  async typed(code: string): Promise<BinaryNode> {
    const { ephemeral } = this.#hello!
    const [salt, iv] = [randomBytes(32), randomBytes(16)]
    const sealed = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(code, salt), iv)
    const content = [
      leaf('link_code_pairing_ref', REF),
      leaf('link_code_pairing_wrapped_primary_ephemeral_pub', Buffer.concat([salt, iv, sealed])),
      leaf('primary_identity_pub', this.#identity.public),
    ]
    const attrs = { from: 's.whatsapp.net', type: 'link_code_companion_reg', id: 'n1', t: '1' }
    const inner = { tag: 'link_code_companion_reg', attrs: { stage: 'primary_hello' }, content }
    return { tag: 'notification', attrs, content: [inner] }
  }

  /** The device's last word, which only fits if the code was right: the account is its. */
  async finish(node: BinaryNode, code: string): Promise<BinaryNode> {
    const { sealedKey, ephemeral } = this.#hello!
    const key = await derivePairingCodeKey(code, sealedKey.subarray(0, 32))
    const theirs = aesDecryptCTR(sealedKey.subarray(48, 80), key, sealedKey.subarray(32, 48))
    const shared = Curve.sharedKey(ephemeral.private, theirs)
    const sealed = bytesIn(node, 'link_code_pairing_wrapped_key_bundle')
    const identity = bytesIn(node, 'companion_identity_public')
    const bundleKey = hkdf(shared, 32, { salt: sealed.subarray(0, 32), info: BUNDLE_INFO })
    const bundle = aesDecryptGCM(sealed.subarray(44), bundleKey, sealed.subarray(32, 44), Buffer.alloc(0))
    const secrets = [shared, Curve.sharedKey(this.#identity.private, identity), bundle.subarray(64, 96)]
    return this.#success(identity, Buffer.from(hkdf(Buffer.concat(secrets), 32, { info: 'adv_secret' })))
  }

  /** The owner scans a QR code. */
  scanned(qr: string): BinaryNode {
    const [, , identity, secret] = qr.replace(/^.*#/, '').split(',')
    return this.#success(Buffer.from(identity!, 'base64'), Buffer.from(secret!, 'base64'))
  }

  #success(identity: Buffer, secret: Buffer): BinaryNode {
    const { pn, lid } = this.owner
    const device = { rawId: 1, timestamp: 1, keyIndex: 1, accountType: 0, deviceType: 0 }
    const details = proto.ADVDeviceIdentity.encode(device).finish()
    const signature = Curve.sign(this.#identity.private, Buffer.concat([Buffer.from([6, 0]), details, identity]))
    const account = { details, accountSignatureKey: this.#identity.public, accountSignature: signature }
    const signed = proto.ADVSignedDeviceIdentity.encode(account).finish()
    const hmac = createHmac('sha256', secret).update(signed).digest()
    return iq('pair-success', [
      {
        tag: 'pair-success',
        attrs: {},
        content: [
          leaf('device-identity', proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac }).finish()),
          { tag: 'device', attrs: { jid: `${pn}:1@s.whatsapp.net`, lid: `${lid}:1@lid` } },
          { tag: 'platform', attrs: { name: 'android' } },
        ],
      },
    ])
  }
}
