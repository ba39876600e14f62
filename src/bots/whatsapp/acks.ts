import type { BinaryNode, WASocket } from 'baileys'

/** What WhatsApp's server said to a message: undefined for yes, else its error code. */
export type Ack = { error: string | undefined }

/** Baileys resolves a send when its bytes are written; whether the server took it, only this tells. */
export class Acks {
  readonly #waiting = new Map<string, (ack: Ack | undefined) => void>()

  attach(socket: WASocket): void {
    socket.ws.on('CB:ack,class:message', ({ attrs }: BinaryNode) => {
      this.#waiting.get(attrs.id ?? '')?.({ error: attrs.error })
    })
  }

  /** Call before the message is written. undefined: no answer within `ms`, or the line ended first. */
  of(id: string, ms: number): Promise<Ack | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(undefined), ms)
      const settle = (ack: Ack | undefined) => {
        clearTimeout(timer)
        this.#waiting.delete(id)
        resolve(ack)
      }
      this.#waiting.set(id, settle)
    })
  }

  /** The line has ended: nobody will answer any more. */
  end(): void {
    for (const settle of [...this.#waiting.values()]) settle(undefined)
  }
}
