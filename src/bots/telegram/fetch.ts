import http from 'node:http'
import https from 'node:https'
import type { ApiClientOptions } from 'grammy'

/** The request never left: no connection came about. */
export class NotConnected extends Error {
  constructor(cause: Error) {
    super('no connection', { cause })
    this.name = 'NotConnected'
  }
}

/** An address that swallows packets would hold a message for minutes, and then nobody knew whether it went out. */
const CONNECT_MS = 10_000
/**
 * An idle connection is closed by us before the other side forgets it: a message written into a forgotten one is
 * answered with a reset, and then nobody knows whether it went out (yagop/node-telegram-bot-api issue 868).
 */
const IDLE_MS = 30_000

type Signal = { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void }
type Init = { method?: string; headers?: Record<string, string>; body: string | NodeJS.ReadableStream; signal?: Signal }
type Answer = { json(): Promise<unknown> }

/**
 * The part of fetch that grammY uses, straight on node:http with connections kept alive. A send costs about a quarter
 * less processor time than with grammY's own node-fetch, and an error tells whether the request ever left.
 */
export function leanFetch(apiRoot: string): NonNullable<ApiClientOptions['fetch']> {
  const { Agent, request } = apiRoot.startsWith('https:') ? https : http
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS })
  const fetch = (url: string | URL, init: Init) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request(url, { method: init.method ?? 'POST', agent, headers: headersOf(init) }, (response) => {
        readAll(response).then((text) => resolve({ json: async () => JSON.parse(text) }), reject)
      })
      const connected = watchConnection(sent)
      sent.on('error', (error) => reject(connected() ? error : new NotConnected(error)))
      const abort = () => sent.destroy(new Error('aborted'))
      if (init.signal?.aborted) abort()
      else init.signal?.addEventListener('abort', abort)
      if (typeof init.body === 'string') sent.end(init.body)
      else init.body.pipe(sent)
    })
  return fetch as unknown as NonNullable<ApiClientOptions['fetch']>
}

function headersOf({ headers, body }: Init): Record<string, string | number> {
  const type = headers?.['content-type'] ?? 'application/json'
  return typeof body === 'string'
    ? { 'content-type': type, 'content-length': Buffer.byteLength(body) }
    : { 'content-type': type }
}

/** Tells whether the request had a connection to leave by, and ends it when none comes about in time. */
function watchConnection(sent: http.ClientRequest): () => boolean {
  let connected = false
  sent.once('socket', (socket) => {
    if (!socket.connecting) {
      connected = true
      return
    }
    const timer = setTimeout(() => sent.destroy(new Error('connecting took too long')), CONNECT_MS)
    const ready = 'encrypted' in socket ? 'secureConnect' : 'connect'
    socket.once(ready, () => {
      connected = true
      clearTimeout(timer)
    })
    sent.once('close', () => clearTimeout(timer))
  })
  return () => connected
}

function readAll(response: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      text += chunk
    })
    response.on('end', () => resolve(text))
    response.on('error', reject)
  })
}
