import type { IncomingMessage } from 'node:http'

/** Wrong tokens from one address, in so many minutes; then it is heard no more until they are over. */
const MOST = 20
const MINUTES = 10
/** Addresses remembered at once: an attacker with many must not fill the memory. */
const REMEMBERED = 10_000

/** Counts wrong tokens by where they come from. They cannot be guessed (128 bits); this keeps whoever tries from our database. */
export class Guesses {
  #wrong = new Map<string, number>()
  #since = 0

  tooMany(request: IncomingMessage, now: Date): boolean {
    if (now.getTime() - this.#since > MINUTES * 60_000) {
      this.#wrong = new Map()
      this.#since = now.getTime()
    }
    return (this.#wrong.get(addressOf(request)) ?? 0) >= MOST
  }

  wrong(request: IncomingMessage): void {
    const address = addressOf(request)
    if (this.#wrong.size < REMEMBERED || this.#wrong.has(address))
      this.#wrong.set(address, (this.#wrong.get(address) ?? 0) + 1)
  }
}

const LOOPBACK = /^(::1|(::ffff:)?127\.)/

/** Behind a proxy on this machine, what the proxy says last; nobody else is believed. */
function addressOf({ socket, headers }: IncomingMessage): string {
  const direct = socket.remoteAddress ?? ''
  const said = headers['x-forwarded-for']
  const last = typeof said === 'string' ? said.split(',').at(-1)?.trim() : undefined
  return LOOPBACK.test(direct) && last ? last.slice(0, 64) : direct
}
