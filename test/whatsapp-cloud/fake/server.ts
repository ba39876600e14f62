import http from 'node:http'
import type { Fault } from './faults.ts'
import { Refusal, refusal } from './refusal.ts'

export type Request = { method: string; path: string; query: URLSearchParams; headers: Headers; body: Buffer }
export type Api = {
  token: string
  faultFor(path: string): Fault | undefined
  /** Throws Refusal; a Buffer is a file's bytes. */
  answer(request: Request): Promise<object | Buffer>
}

/** Graph's HTTP side. */
export function createServer(api: Api): http.Server {
  return http.createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('error', () => response.destroy())
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://graph')
      const request = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: new Headers(incoming.headers as Record<string, string>),
        body: Buffer.concat(chunks),
      }
      serve(api, request, response).catch((error: Error) => {
        console.error('fake Graph:', error)
        response.destroy()
      })
    })
  })
}

async function serve(api: Api, request: Request, response: http.ServerResponse): Promise<void> {
  if (request.headers.get('authorization') !== `Bearer ${api.token}`) return refuse(response, refusal.badToken())
  const fault = api.faultFor(request.path)
  if (fault === 'cut before') return void response.destroy()
  if (fault === 'gateway page')
    return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502</html>')
  if (fault === 'no id') return json(response, 200, { messaging_product: 'whatsapp' })
  if (fault instanceof Refusal) return refuse(response, fault)
  try {
    const answer = await api.answer(request)
    const bytes = Buffer.isBuffer(answer) ? answer : undefined
    if (bytes) response.writeHead(200, { 'content-length': bytes.length })
    if (fault === 'cut after' && bytes) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
    else if (fault === 'cut after') response.destroy()
    else if (bytes) response.end(bytes)
    else json(response, 200, answer)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refuse(response, error)
  }
}

function refuse(response: http.ServerResponse, error: Refusal): void {
  if (error.retryAfter !== undefined) response.setHeader('retry-after', error.retryAfter)
  json(response, error.status, error.answer)
}

function json(response: http.ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
