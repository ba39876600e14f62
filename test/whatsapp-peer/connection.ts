import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, type proto } from 'baileys'
import type { WebSocket } from 'ws'
import { type Authority, NoiseResponder } from './noise.ts'

export type Listener = {
  login(connection: Connection, payload: proto.ClientPayload): Promise<void> | void
  node(connection: Connection, node: BinaryNode): Promise<void> | void
  closed(connection: Connection): void
  /** Something that no client of WhatsApp does. */
  problem(error: unknown): void
}

/** One client's line, from the handshake on. What comes in is worked on one after another. */
export class Connection {
  readonly #socket: WebSocket
  readonly #noise: NoiseResponder
  #queue: Promise<void> = Promise.resolve()

  constructor(socket: WebSocket, authority: Authority, listener: Listener) {
    this.#socket = socket
    this.#noise = new NoiseResponder(authority)
    let stage = 0
    const take = (frame: Buffer) => {
      stage++
      if (stage === 1) return void socket.send(this.#noise.serverHello(frame))
      if (stage === 2) {
        const payload = this.#noise.clientFinish(frame)
        return this.after(() => listener.login(this, payload), listener)
      }
      const plain = this.#noise.open(frame)
      this.after(async () => listener.node(this, await decodeBinaryNode(plain)), listener)
    }
    socket.on('message', (data: Buffer) => {
      try {
        for (const frame of this.#noise.frames(data)) take(frame)
      } catch (error) {
        listener.problem(error)
        socket.terminate()
      }
    })
    socket.on('close', () => listener.closed(this))
  }

  get clientKey(): Buffer {
    return this.#noise.clientKey
  }

  /** Does `work` after what came in before. */
  after(work: () => Promise<void> | void, { problem }: Pick<Listener, 'problem'>): void {
    this.#queue = this.#queue.then(work).catch(problem)
  }

  send(node: BinaryNode): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(this.#noise.seal(encodeBinaryNode(node)))
  }

  /** After what was sent. */
  close(): void {
    this.#socket.close()
  }

  cut(): void {
    this.#socket.terminate()
  }
}
