import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const POSTGRES_SOCKET = '.s.PGSQL.5432'

/** A way to a PostgreSQL server that can be cut: what happens between two machines. */
export class DatabaseProxy {
  readonly #folder: string
  readonly #database: string
  readonly #pairs = new Set<{ client: Socket; server: Socket }>()
  #listener: Server | undefined
  #port = 0
  #deaf = false

  /** `url`: of a database on a server that listens on a socket in the folder `?host=`. */
  constructor(url: string) {
    const { searchParams, pathname } = new URL(url)
    this.#folder = searchParams.get('host')!
    this.#database = pathname.slice(1)
  }

  async open(): Promise<void> {
    this.#listener = createServer((client) => this.#join(client)).listen(this.#port, '127.0.0.1')
    await once(this.#listener, 'listening')
    this.#port = (this.#listener.address() as AddressInfo).port
  }

  get url(): string {
    return `postgresql://postgres@127.0.0.1:${this.#port}/${this.#database}?sslmode=disable`
  }

  /** The server still gets and does everything, but no answer comes back; after `ms` every connection is gone. */
  async swallowAnswers(ms: number): Promise<void> {
    this.#deaf = true
    await sleep(ms)
    this.#cut()
    this.#deaf = false
  }

  /** Nobody gets through any more. */
  async close(): Promise<void> {
    const listener = this.#listener
    if (!listener) return
    this.#listener = undefined
    const closed = once(listener, 'close')
    listener.close()
    this.#cut()
    await closed
  }

  #join(client: Socket): void {
    const server = connect(`${this.#folder}/${POSTGRES_SOCKET}`)
    const pair = { client, server }
    this.#pairs.add(pair)
    client.on('data', (data) => server.write(data))
    server.on('data', (data) => this.#deaf || client.write(data))
    for (const socket of [client, server]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#pairs.delete(pair)
        client.destroy()
        server.destroy()
      })
    }
  }

  #cut(): void {
    for (const { client, server } of this.#pairs) {
      client.destroy()
      server.end() // what it was given it still does
    }
  }
}
