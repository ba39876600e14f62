import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Takes a webhook's body and secret; returns the HTTP status for the platform. */
export type Webhook = (body: string, secret: string | undefined) => Promise<number>

/** Meta's webhook: proves to be the address that was entered there, and takes what is posted, byte by byte as it was signed. */
type MetaWebhook = {
  challenge(query: URLSearchParams): string | undefined
  webhook(body: Buffer, signature: string | undefined): Promise<number>
}

export type HttpParts = {
  host: string
  port: number
  /** What is not ready, by part; empty: ready. */
  notReady: () => Promise<Record<string, string>>
  metrics: () => Promise<string>
  metricsType: string
  telegram?: Webhook | undefined
  whatsapp?: MetaWebhook | undefined
  /** Answers what is under /unggah/; false: it is not. */
  uploads?: ((path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>) | undefined
}

export type HttpServer = { port: number; stop(): Promise<void> }

/** Larger bodies are refused: a Telegram update is a few kilobytes, and Meta posts up to 3 MB. */
const MAX_BODY = 1024 * 1024
const MAX_META_BODY = 3 * MAX_BODY
const REQUEST_MS = 30_000

/** Health, metrics and the webhooks. Throws when the port is taken. */
export async function startHttp(parts: HttpParts): Promise<HttpServer> {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.requestTimeout = REQUEST_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, parts.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1000).unref()
      }),
  }
}

async function answer(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path, query] = (request.url ?? '/').split('?')
  const route = `${request.method} ${path}`
  if (route === 'GET /health/live') return json(response, 200, { status: 'live' })
  if (route === 'GET /health/ready') {
    const reasons = await parts.notReady()
    return json(
      response,
      Object.keys(reasons).length === 0 ? 200 : 503,
      Object.keys(reasons).length === 0 ? { status: 'ready' } : { status: 'not ready', reasons },
    )
  }
  if (route === 'GET /metrics') {
    response.writeHead(200, { 'content-type': parts.metricsType })
    response.end(await parts.metrics())
    return
  }
  if (route === 'POST /webhook/telegram' && parts.telegram) {
    const { telegram } = parts
    return take(request, response, MAX_BODY, (body) =>
      telegram(body.toString('utf8'), header(request, 'x-telegram-bot-api-secret-token')),
    )
  }
  if (route === 'GET /webhook/whatsapp' && parts.whatsapp)
    return prove(response, parts.whatsapp.challenge(new URLSearchParams(query)))
  if (route === 'POST /webhook/whatsapp' && parts.whatsapp) {
    const { whatsapp } = parts
    return take(request, response, MAX_META_BODY, (body) =>
      whatsapp.webhook(body, header(request, 'x-hub-signature-256')),
    )
  }
  if (await parts.uploads?.(path ?? '', request, response)) return
  json(response, 404, { error: 'not found' })
}

/** Hands a webhook's body on and answers with the status that comes back. */
async function take(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
  webhook: (body: Buffer) => Promise<number>,
): Promise<void> {
  const body = await readBody(request, maxBytes)
  if (body === undefined) return json(response, 413, { error: 'too large' })
  response.writeHead(await webhook(body))
  response.end()
}

/** What a stranger may have put into the challenge is text, and nothing that a browser would run. */
function prove(response: ServerResponse, challenge: string | undefined): void {
  if (challenge === undefined) return json(response, 403, { error: 'not ours' })
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
  response.end(challenge)
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}

/** undefined: too large. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else resolve(undefined) // it goes on to be read and thrown away, or the answer would not get through
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('close', () => reject(new Error('the request broke off')))
  })
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
