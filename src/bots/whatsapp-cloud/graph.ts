/** Meta's Graph API, as far as one WhatsApp number needs it. */
import { z } from 'zod'
import { bounded } from '../download.ts'

/** The version our payloads are written for, unless the root names another one. */
const VERSION = 'v24.0'
/** A send that takes longer than this is lost in any case. */
const CALL_MS = 20_000

/** Graph said no. Its message is left behind, for it may quote what a person wrote. */
export class GraphRefusal extends Error {
  readonly status: number
  readonly code: number
  readonly retryAfterMs: number | undefined
  constructor(status: number, code: number, retryAfterMs?: number) {
    super(`Graph error ${code}`)
    this.name = 'GraphRefusal'
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** Meta's file servers refuse with a status only. */
const NO_CODE = -1

const Refusal = z.object({ error: z.object({ code: z.number() }) })

export type GraphOptions = { apiRoot: string; token: string; phoneId: string }

export class Graph {
  readonly #root: string
  readonly #token: string
  readonly #phoneId: string

  constructor({ apiRoot, token, phoneId }: GraphOptions) {
    const root = apiRoot.replace(/\/+$/, '')
    this.#root = /\/v\d+\.\d+$/.test(root) ? root : `${root}/${VERSION}`
    this.#token = token
    this.#phoneId = phoneId
  }

  /** Anything of our number: "messages", "media". Throws GraphRefusal, or whatever fetch throws. */
  post(edge: string, body: object | FormData): Promise<unknown> {
    const form = body instanceof FormData
    return this.#call(`${this.#phoneId}/${edge}`, {
      method: 'POST',
      body: form ? body : JSON.stringify(body),
      headers: form ? {} : { 'content-type': 'application/json' },
    })
  }

  /** The number itself. */
  number(fields: string, ended: AbortSignal): Promise<unknown> {
    return this.#call(`${this.#phoneId}?fields=${fields}`, { method: 'GET', signal: ended })
  }

  /** What is known of a file. */
  media(id: string): Promise<unknown> {
    return this.#call(encodeURIComponent(id), { method: 'GET' })
  }

  /** The bytes behind an address that Graph gave us, at most `limit`; it wants our token too. Throws FileError as well. */
  async bytes(url: string, limit: number): Promise<Buffer> {
    const response = await this.#fetch(url, { method: 'GET' })
    if (!response.ok) throw new GraphRefusal(response.status, NO_CODE)
    return bounded(response.body ?? new ReadableStream(), limit)
  }

  get origin(): string {
    return new URL(this.#root).origin
  }

  async #call(path: string, init: RequestInit): Promise<unknown> {
    const response = await this.#fetch(`${this.#root}/${path}`, init)
    const answer: unknown = await response.json()
    if (response.ok) return answer
    const code = Refusal.safeParse(answer).data?.error.code
    if (code === undefined) throw new Error('no answer of Graph')
    throw new GraphRefusal(response.status, code, waitIn(response.headers))
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#token}` }
    const late = AbortSignal.timeout(CALL_MS)
    const signal = init.signal ? AbortSignal.any([init.signal, late]) : late
    return fetch(url, { ...init, headers, signal })
  }
}

/** Retry-After in seconds, where Graph sends it. */
function waitIn(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return seconds > 0 ? seconds * 1000 : undefined
}
