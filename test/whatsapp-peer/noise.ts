/** The server's side of WhatsApp's handshake, Noise_XX_25519_AESGCM_SHA256, and of the frames after it. */
import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from 'baileys'

const EMPTY = Buffer.alloc(0)

const counterIv = (n: number) => {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(n, 8)
  return iv
}

/** Signs the server's certificate; a client under test must be told to trust `root`. */
export class Authority {
  readonly root: KeyPair = Curve.generateKeyPair()

  certificateOf(serverKey: Uint8Array): Uint8Array {
    const { Details } = proto.CertChain.NoiseCertificate
    const between = Curve.generateKeyPair()
    const now = Math.floor(Date.now() / 1000)
    const valid = { notBefore: now - 60, notAfter: now + 86_400 }
    const middle = Details.encode({ serial: 1, issuerSerial: 0, key: between.public, ...valid }).finish()
    const leaf = Details.encode({ serial: 2, issuerSerial: 1, key: serverKey, ...valid }).finish()
    return proto.CertChain.encode({
      intermediate: { details: middle, signature: Curve.sign(this.root.private, middle) },
      leaf: { details: leaf, signature: Curve.sign(between.private, leaf) },
    }).finish()
  }
}

export class NoiseResponder {
  readonly #ephemeral = Curve.generateKeyPair()
  readonly #static = Curve.generateKeyPair()
  readonly #authority: Authority
  #hash: Uint8Array = Buffer.from(NOISE_MODE)
  #salt: Uint8Array = this.#hash
  #key: Uint8Array = this.#hash
  #count = 0
  #transport: { open: Uint8Array; seal: Uint8Array; read: number; written: number } | undefined
  #bytes: Buffer = EMPTY
  #introduced = false
  /** Who the client says it is, proven by the handshake. */
  clientKey: Buffer = EMPTY

  constructor(authority: Authority) {
    this.#authority = authority
  }

  /** Bytes from the line → whole frames. */
  *frames(chunk: Uint8Array): Generator<Buffer> {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    if (!this.#introduced && !this.#introduction()) return
    for (;;) {
      if (this.#bytes.length < 3) return
      const size = this.#bytes.readUIntBE(0, 3)
      if (this.#bytes.length < size + 3) return
      const frame = this.#bytes.subarray(3, 3 + size)
      this.#bytes = this.#bytes.subarray(3 + size)
      yield frame
    }
  }

  serverHello(frame: Uint8Array): Buffer {
    const theirs = Buffer.from(proto.HandshakeMessage.decode(frame).clientHello!.ephemeral!)
    this.#authenticate(theirs)
    this.#authenticate(this.#ephemeral.public)
    this.#mix(Curve.sharedKey(this.#ephemeral.private, theirs))
    const sealedKey = this.#encrypt(this.#static.public)
    this.#mix(Curve.sharedKey(this.#static.private, theirs))
    const payload = this.#encrypt(this.#authority.certificateOf(this.#static.public))
    const serverHello = { ephemeral: this.#ephemeral.public, static: sealedKey, payload }
    return framed(proto.HandshakeMessage.encode({ serverHello }).finish())
  }

  clientFinish(frame: Uint8Array): proto.ClientPayload {
    const { clientFinish } = proto.HandshakeMessage.decode(frame)
    this.clientKey = Buffer.from(this.#decrypt(clientFinish!.static!))
    this.#mix(Curve.sharedKey(this.#ephemeral.private, this.clientKey))
    const payload = proto.ClientPayload.decode(this.#decrypt(clientFinish!.payload!))
    const keys = hkdf(EMPTY, 64, { salt: Buffer.from(this.#salt), info: '' })
    this.#transport = { open: keys.subarray(0, 32), seal: keys.subarray(32), read: 0, written: 0 }
    return payload
  }

  seal(plain: Uint8Array): Buffer {
    const transport = this.#transport!
    return framed(aesEncryptGCM(plain, transport.seal, counterIv(transport.written++), EMPTY))
  }

  open(sealed: Uint8Array): Buffer {
    const transport = this.#transport!
    return aesDecryptGCM(sealed, transport.open, counterIv(transport.read++), EMPTY)
  }

  #introduction(): boolean {
    if (this.#bytes.length < NOISE_WA_HEADER.length) return false
    if (!this.#bytes.subarray(0, NOISE_WA_HEADER.length).equals(NOISE_WA_HEADER))
      throw new Error('no client of WhatsApp')
    this.#authenticate(NOISE_WA_HEADER)
    this.#bytes = this.#bytes.subarray(NOISE_WA_HEADER.length)
    this.#introduced = true
    return true
  }

  #authenticate(data: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, data]))
  }

  #mix(shared: Uint8Array): void {
    const keys = hkdf(Buffer.from(shared), 64, { salt: Buffer.from(this.#salt), info: '' })
    this.#salt = keys.subarray(0, 32)
    this.#key = keys.subarray(32)
    this.#count = 0
  }

  #encrypt(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, counterIv(this.#count++), this.#hash)
    this.#authenticate(sealed)
    return sealed
  }

  #decrypt(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, counterIv(this.#count++), this.#hash)
    this.#authenticate(sealed)
    return plain
  }
}

function framed(data: Uint8Array): Buffer {
  const head = Buffer.alloc(3)
  head.writeUIntBE(data.length, 0, 3)
  return Buffer.concat([head, data])
}
