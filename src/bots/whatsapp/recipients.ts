import { type AuthenticationCreds, isPnUser, jidDecode, type WASocket } from 'baileys'
import { lineDown, nobodyThere } from './errors.ts'

/** Who is written to: what WhatsApp knows of them, and their keys. */
export class Recipients {
  readonly #socket: WASocket
  readonly #creds: AuthenticationCreds

  constructor(socket: WASocket, creds: AuthenticationCreds) {
    this.#socket = socket
    this.#creds = creds
  }

  /** By their number where we know it; a LID can only be asked for its devices. Throws SendError. */
  async has(to: string): Promise<boolean> {
    const { onWhatsApp, getUSyncDevices, signalRepository } = this.#socket
    const number = isPnUser(to) ? to : await signalRepository.lidMapping.getPNForLID(to)
    const found = await (number ? onWhatsApp(number) : getUSyncDevices([to], false, false)).catch(() => undefined)
    if (!found) throw lineDown()
    return found.some((one) => !('exists' in one) || one.exists)
  }

  /**
   * Asks for everything that needs the network before the message itself is made, for that is done under the one lock of
   * the account, which also everybody who writes to us waits for. Throws SendError.
   */
  async prepare(to: string): Promise<void> {
    const own = to.endsWith('@lid') ? this.#creds.me?.lid : this.#creds.me?.id
    const asked = [own, to].filter((jid) => jid !== undefined)
    const devices = await this.#socket.getUSyncDevices(asked, true, false).catch(() => {
      throw lineDown()
    })
    const user = jidDecode(to)?.user
    if (!devices.some((device) => device.user === user)) throw nobodyThere() // it would go to our own phone only
    const others = devices.map(({ jid }) => jid).filter((jid) => jid !== own)
    await this.#socket.assertSessions(others).catch(() => {
      throw lineDown()
    })
  }
}
