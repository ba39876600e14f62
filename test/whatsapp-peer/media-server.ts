/** WhatsApp's file servers: they keep sealed files and know nothing of what is in them. TLS on loopback. */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { loopbackCertificate } from './certificate.ts'

/** What becomes of the next request: of a download, unless it says upload. */
export type MediaFault = 'cut' | 'damaged' | 'endless' | 'busy' | 'upload refused'

const AUTH = 'leave-to-upload'

export class MediaServer {
  /** Whoever believes this certificate reaches the server. */
  readonly ca: string
  readonly faults: MediaFault[] = []
  /** Sealed files by their path. */
  readonly kept = new Map<string, Buffer>()
  /** What was asked of it, as "GET /v/…". */
  readonly asked: string[] = []
  readonly #server

  constructor() {
    const { cert, key } = loopbackCertificate()
    this.ca = cert
    this.#server = createServer({ cert, key }, (request, response) => void this.#serve(request, response))
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async end(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Where it is, as the server of WhatsApp tells it: "127.0.0.1:443". */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get leave(): { auth: string; host: string } {
    return { auth: AUTH, host: this.host }
  }

  keep(sealed: Buffer): string {
    const path = `/v/t62.7118-24/${randomBytes(8).toString('hex')}`
    this.kept.set(path, sealed)
    return path
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'https://host')
    this.asked.push(`${request.method} ${pathname}`)
    if (request.method === 'POST') return this.#take(request, response, searchParams)
    const sealed = this.kept.get(pathname)
    if (!sealed) return void response.writeHead(410).end()
    this.#give(sealed, response)
  }

  #give(sealed: Buffer, response: ServerResponse): void {
    const fault = this.faults[0] === 'upload refused' ? undefined : this.faults.shift()
    if (fault === 'busy') return void response.writeHead(503).end()
    if (fault === 'endless') return this.#flood(response)
    const given = fault === 'damaged' ? Buffer.from(sealed).fill(0, 0, 16) : sealed
    response.writeHead(200, { 'content-length': given.length })
    if (fault !== 'cut') return void response.end(given)
    response.write(given.subarray(0, given.length / 2), () => response.destroy())
  }

  /** Says nothing of its size and never ends. */
  #flood(response: ServerResponse): void {
    response.writeHead(200)
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) {}
    }
    response.on('drain', pour)
    pour()
  }

  async #take(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const sealed = Buffer.concat(parts)
    const hash = createHash('sha256').update(sealed).digest('base64url')
    if (this.faults[0] === 'upload refused') {
      this.faults.shift()
      return void response.writeHead(507).end()
    }
    if (query.get('auth') !== AUTH || query.get('token') !== hash || !request.url!.includes(`/${hash}?`))
      return void response.writeHead(401).end()
    const path = this.keep(sealed)
    response.end(JSON.stringify({ url: `https://${this.host}${path}`, direct_path: path }))
  }
}
