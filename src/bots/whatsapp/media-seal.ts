/**
 * How files lie on WhatsApp's servers: AES-256-CBC, ten bytes of a MAC behind it, their hashes in the message. Sealed and
 * opened in memory, for Baileys would write them in clear into the machine's temporary folder, and checks neither.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { getMediaKeys } from 'baileys'
import { FileError } from '../../app/ports.ts'
import type { FileKind, Media } from './file-handle.ts'

const MAC_BYTES = 10
/** So much larger a sealed file is, at most: the padding of a block, and the MAC. */
export const SEAL_BYTES = 16 + MAC_BYTES

export type SealedMedia = { sealed: Buffer; media: Media }

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** The bytes to upload, and what the message must say so that they can be opened. */
export async function sealMedia(plain: Buffer, kind: FileKind): Promise<SealedMedia> {
  const mediaKey = randomBytes(32)
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, kind)
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  const sealed = Buffer.concat([body, macOf(macKey!, iv, body)])
  const hashes = { fileSha256: sha256(plain), fileEncSha256: sha256(sealed) }
  return { sealed, media: { mediaKey, ...hashes, fileLength: plain.length } }
}

/** Throws FileError ("unreadable") where a hash, the MAC or the key does not fit: then it is not what was sent. */
export async function openMedia(sealed: Buffer, media: Media, kind: FileKind): Promise<Buffer> {
  const { mediaKey, fileSha256, fileEncSha256 } = media
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, kind)
  const body = sealed.subarray(0, -MAC_BYTES)
  const mac = sealed.subarray(-MAC_BYTES)
  if (!isSame(sha256(sealed), fileEncSha256) || !isSame(mac, macOf(macKey!, iv, body))) throw damaged()
  const plain = decipher(body, cipherKey, iv)
  if (!isSame(sha256(plain), fileSha256)) throw damaged()
  return plain
}

function decipher(body: Buffer, key: Uint8Array, iv: Uint8Array): Buffer {
  try {
    const opening = createDecipheriv('aes-256-cbc', key, iv)
    return Buffer.concat([opening.update(body), opening.final()])
  } catch {
    throw damaged()
  }
}

const macOf = (key: Uint8Array, iv: Uint8Array, body: Buffer) =>
  createHmac('sha256', key).update(iv).update(body).digest().subarray(0, MAC_BYTES)

const isSame = (found: Buffer, said: Uint8Array | null | undefined) =>
  said?.length === found.length && timingSafeEqual(found, said)

const damaged = () => new FileError('unreadable', 'it is not what was sent')
