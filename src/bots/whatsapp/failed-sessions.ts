/**
 * A session that cannot read a message stays as it was. libsignal tries a message on every session it has with somebody, steps
 * the ratchet of each on the way, also of those that turn out not to be the right one, and keeps them all: the next message
 * of a session that was tried in vain is "Bad MAC", and what is sealed by it cannot be read. So each try is made on a copy.
 * Imported for good, like quiet.ts.
 */
import { SessionCipher } from 'libsignal'

type Session = { serialize(): object; pendingPreKey?: unknown; constructor: { deserialize(data: object): Session } }
type Cipher = { doDecryptWhisperMessage(message: Buffer, session: Session | undefined): Promise<Buffer> }

const cipher = SessionCipher.prototype as unknown as Cipher
const read = cipher.doDecryptWhisperMessage

cipher.doDecryptWhisperMessage = async function (this: Cipher, message, session) {
  if (!session) return read.call(this, message, session)
  const copy = session.constructor.deserialize(session.serialize())
  const plain = await read.call(this, message, copy)
  delete session.pendingPreKey
  Object.assign(session, copy)
  return plain
}
