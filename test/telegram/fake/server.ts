import http from 'node:http'
import { type Answer, type Call, Refusal, refusal, type Upload } from './call.ts'
import { readMultipart } from './multipart.ts'

/** A download breaks, or stands still, in the middle; or somebody looks on as it leaves. */
export type DownloadFault = 'cut' | 'hang' | (() => void)

/** What the HTTP side needs to know. */
export type Api = {
  token: string
  /** undefined: never answered, and the connection is left as it is. */
  answer(call: Call, request: Wire): Promise<Answer | 'cut' | 'hang' | 'gateway page'>
  download(path: string): Buffer | undefined
  downloadFault(): DownloadFault | undefined
  /** Requests of whoever steers the fake from another process. */
  control(body: string): Promise<unknown>
}

/** `whenGone` calls back if the bot hangs up before it was answered. */
export type Wire = { whenGone: (gone: () => void) => void }

const GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>'
const TOKEN_FORM = /^\d+:[\w-]+$/

/** The HTTP face of the fake: /bot<token>/<method>, /file/bot<token>/<path> and POST /control. */
export function createServer(api: Api): http.Server {
  return http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => response.destroy())
    request.on('end', () => {
      route(api, request, response, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).catch((error: Error) => {
        console.error('fake Telegram:', error)
        response.destroy()
      })
    })
  })
}

async function route(
  api: Api,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  body: Buffer,
): Promise<void> {
  const url = request.url ?? ''
  if (url === '/control') return control(api, response, body.toString())
  if (url.startsWith('/file/')) return download(api, response, url)
  const called = /^\/bot([^/]+)\/(\w+)(?:\?(.*))?$/.exec(url)
  if (!called) return refuse(response, refusal.notFound())
  const [, token, method, query] = called
  if (token !== api.token)
    return refuse(response, TOKEN_FORM.test(token!) ? refusal.unauthorized() : refusal.notFound())
  const read = readCall(method!, query, request.headers['content-type'] ?? '', body)
  if (read instanceof Refusal) return refuse(response, read)
  const answer = await api.answer(read, {
    whenGone: (gone) => response.once('close', () => response.writableFinished || gone()),
  })
  if (answer === 'hang') return
  if (answer === 'cut') return void request.socket.destroy()
  if (answer === 'gateway page') return void response.writeHead(502, { 'content-type': 'text/html' }).end(GATEWAY_PAGE)
  json(response, answer.ok ? 200 : answer.error_code, answer)
}

async function control(api: Api, response: http.ServerResponse, body: string): Promise<void> {
  try {
    json(response, 200, await api.control(body))
  } catch (error) {
    json(response, 400, { error: (error as Error).message })
  }
}

function readCall(method: string, query: string | undefined, contentType: string, body: Buffer): Call | Refusal {
  let payload: Record<string, unknown> = query ? Object.fromEntries(new URLSearchParams(query)) : {}
  let uploads: ReadonlyMap<string, Upload> = new Map()
  if (contentType.startsWith('multipart/')) {
    const form = readMultipart(body, contentType)
    payload = { ...payload, ...form.fields }
    uploads = form.uploads
  } else if (contentType.startsWith('application/x-www-form-urlencoded')) {
    payload = { ...payload, ...Object.fromEntries(new URLSearchParams(body.toString())) }
  } else if (body.length > 0) {
    try {
      payload = { ...payload, ...JSON.parse(body.toString()) }
    } catch {
      return refusal.badRequest("can't parse JSON object")
    }
  }
  return { method, payload, uploads, at: Date.now() }
}

function download(api: Api, response: http.ServerResponse, url: string): void {
  const [, token, path] = /^\/file\/bot([^/]+)\/(.+)$/.exec(url) ?? []
  const data = token === api.token && path ? api.download(path) : undefined
  if (!data) return refuse(response, refusal.notFound())
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': data.length })
  const fault = api.downloadFault()
  const half = data.subarray(0, data.length / 2)
  if (fault === 'cut') return void response.write(half, () => response.destroy())
  if (fault === 'hang') return void response.write(half)
  response.end(data)
  fault?.()
}

const refuse = (response: http.ServerResponse, error: Refusal) => json(response, error.code, error.answer)

function json(response: http.ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value ?? null)
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text)
}
