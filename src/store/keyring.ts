/** The keys that seal what people wrote: AES-256-GCM, each blob carrying the id of its key so that keys can be rotated. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 1
const ID_BYTES = 4
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + ID_BYTES + IV_BYTES + TAG_BYTES

/** A blob that cannot be opened: changed, sealed for another purpose, or its key is missing. */
export class SealError extends Error {
  override name = 'SealError'
}

export type Keyring = {
  /** Hex id of the key that seals now. */
  readonly current: string
  /** Is this key (hex id) at hand? */
  has(id: string): boolean
  /** `purpose` names the column; a blob opens only for the purpose it was sealed for. */
  seal(purpose: string, value: unknown): Buffer
  /** Throws SealError. */
  open(purpose: string, blob: Uint8Array): unknown
  /** Keyed hash for finding a value again without storing it in clear. */
  hash(purpose: string, value: string): Buffer
}

type Key = { id: string; seal: Buffer; hash: Buffer }

function makeKey(secret: Buffer): Key {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', secret, '', info, 32))
  const id = createHash('sha256')
    .update('langkah-aman key id')
    .update(secret)
    .digest()
    .subarray(0, ID_BYTES)
    .toString('hex')
  return { id, seal: derive('seal'), hash: derive('hash') }
}

/** How often the keys are looked at again (ms): another process may have rotated them. */
export const RELOAD_MS = 1000

/**
 * `load` gives the keys, 32 bytes each; the first seals, all open. It is asked again about once a second, and for a key
 * that is not known; undefined means that nothing changed.
 */
export function makeKeyring(load: () => readonly Buffer[] | undefined): Keyring {
  const keys = new Map<string, Key>()
  let current: Key | undefined
  let loadedAt = 0
  const reload = () => {
    loadedAt = performance.now()
    const [first, ...rest] = (load() ?? []).map(makeKey)
    if (!first) return
    for (const key of [first, ...rest]) keys.set(key.id, key)
    current = first
  }
  const sealing = (): Key => {
    if (!current || performance.now() - loadedAt > RELOAD_MS) reload()
    if (!current) throw new SealError('tidak ada kunci di dalamnya')
    return current
  }
  const find = (id: string): Key | undefined => {
    if (!keys.has(id)) reload()
    return keys.get(id)
  }
  sealing()
  return {
    get current() {
      return sealing().id
    },
    has: (id) => find(id) !== undefined,
    seal(purpose, value) {
      const key = sealing()
      const iv = freshIv()
      const cipher = createCipheriv('aes-256-gcm', key.seal, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(VERSION), Buffer.from(key.id, 'hex'), iv, cipher.getAuthTag(), body])
    },
    open(purpose, blob) {
      const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength)
      if (bytes.length < HEAD_BYTES || bytes[0] !== VERSION) throw new SealError('not a sealed value')
      const id = bytes.subarray(1, 1 + ID_BYTES).toString('hex')
      const key = find(id)
      if (!key) throw new SealError(`kunci ${id} tidak ada`)
      const iv = bytes.subarray(1 + ID_BYTES, 1 + ID_BYTES + IV_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key.seal, iv).setAAD(Buffer.from(purpose))
      decipher.setAuthTag(bytes.subarray(HEAD_BYTES - TAG_BYTES, HEAD_BYTES))
      try {
        return JSON.parse(
          Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8'),
        )
      } catch {
        throw new SealError(`a sealed value of ${purpose} was changed or belongs elsewhere`)
      }
    },
    hash: (purpose, value) => createHmac('sha256', sealing().hash).update(purpose).update('\0').update(value).digest(),
  }
}

/** Random bytes are drawn for many values at once: one draw costs as much as sealing. */
const POOL_IVS = 1024
let pool = Buffer.alloc(0)

function freshIv(): Buffer {
  if (pool.length < IV_BYTES) pool = randomBytes(POOL_IVS * IV_BYTES)
  const iv = pool.subarray(0, IV_BYTES)
  pool = pool.subarray(IV_BYTES)
  return iv
}

/** Reads keys written as base64, one after another, separated by commas or white space. Throws SealError for one of another size. */
export function readSecrets(text: string): Buffer[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => {
      const secret = Buffer.from(part, 'base64')
      if (secret.length !== 32 || !/^[A-Za-z0-9+/_-]+=*$/.test(part))
        throw new SealError('kunci harus 32 byte dalam base64')
      return secret
    })
}

export const newSecret = (): string => randomBytes(32).toString('base64')
