import { type ChannelAdapter, FileError } from '../../src/app/ports.ts'
import type { ChatAddress, ChatEvent, FileRef, Reply } from '../../src/domain/chat.ts'

/** A channel without a platform: it keeps what is sent, and fails as it is told. */
export class FakeAdapter implements ChannelAdapter {
  readonly channel = 'telegram'
  readonly account = '42'
  readonly exclusive = false
  /** What was shown to whom: "siti: halo". */
  readonly shown: string[] = []
  /** When it was, in ms since the adapter was made. */
  readonly times: number[] = []
  /** Called before a message is shown; what it throws, send() throws. */
  before: (to: ChatAddress, reply: Reply) => void | Promise<void> = () => {}
  problem: string | undefined
  /** Messages on their way now, and the most there ever were. */
  atOnce = 0
  mostAtOnce = 0
  receive: (events: ChatEvent[]) => Promise<void> = async () => {}
  /** Files that somebody sent, by their handle. */
  readonly files = new Map<string, Buffer>()
  readonly #began = performance.now()

  async start(receive: (events: ChatEvent[]) => Promise<void>): Promise<void> {
    this.receive = receive
  }

  async send(to: ChatAddress, reply: Reply): Promise<{ platformId: string }> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce)
    try {
      await this.before(to, reply)
      this.shown.push(`${to.chatId}: ${reply.text}`)
      this.times.push(performance.now() - this.#began)
      return { platformId: String(this.shown.length) }
    } finally {
      this.atOnce--
    }
  }

  async fetch({ ref = '' }: FileRef): Promise<Buffer> {
    const bytes = this.files.get(ref)
    if (!bytes) throw new FileError('gone', 'nothing was sent here')
    return bytes
  }

  health(): string | undefined {
    return this.problem
  }

  async stop(): Promise<void> {}
}
