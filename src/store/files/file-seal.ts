/**
 * Every file is sealed by a key of its own (AES-256-GCM), which lies sealed by the keyring in the file's row. So a change of
 * keys need not touch the files, and a row that is deleted makes its file unreadable at once, in every copy of the folder too.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { SealError } from '../keyring.ts'

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES

export const newFileKey = (): Buffer => randomBytes(32)

/** `place`: it opens nowhere else. */
export function sealFile(key: Buffer, place: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body])
}

/** Throws SealError. */
export function openFile(key: Buffer, place: string, sealed: Buffer): Buffer {
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new SealError('not a sealed file')
  const iv = sealed.subarray(1, 1 + IV_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()])
  } catch {
    throw new SealError('a sealed file was changed or belongs elsewhere')
  }
}
