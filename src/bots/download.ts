/** Fetches a file over HTTP without ever holding more of it than it may have. */
import http from 'node:http'
import https from 'node:https'
import { FileError, type SendError } from '../app/ports.ts'

/** Nothing came for so long, or the whole of it took so long: the line is as good as dead. */
const SILENCE_MS = 15_000
const WHOLE_MS = 60_000

/** `ca`: whose certificates are believed besides those of the system; a test's. */
export type Download = { url: string | URL; limit: number; ca?: string | undefined }

/** Throws FileError, in which the address does not stand: it may hold a token. */
export function download({ url, limit, ca }: Download): Promise<Buffer> {
  const { get } = new URL(url).protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const asked = get(url, { ...(ca && { ca }), signal: AbortSignal.timeout(WHOLE_MS), timeout: SILENCE_MS })
    asked.on('timeout', () => asked.destroy(broken()))
    asked.on('error', (error) => reject(error instanceof FileError ? error : broken()))
    asked.on('response', (response) => {
      const whole = Number(response.headers['content-length'] ?? Number.NaN)
      bodyOf(response, limit, whole).then(resolve, (error) => {
        asked.destroy()
        reject(error)
      })
    })
  })
}

async function bodyOf(response: http.IncomingMessage, limit: number, whole: number): Promise<Buffer> {
  const problem = refusal(response.statusCode ?? 0)
  if (problem) throw problem
  if (whole > limit) throw tooLarge()
  const bytes = await bounded(response, limit)
  if (bytes.length < whole) throw broken()
  return bytes
}

/** Everything of a stream, but never more than `limit`. Throws FileError. */
export async function bounded(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > limit) throw tooLarge()
      parts.push(chunk)
    }
  } catch (error) {
    throw error instanceof FileError ? error : broken()
  }
  return Buffer.concat(parts)
}

export const tooLarge = (): FileError => new FileError('too large', 'larger than it may be')
const broken = () => new FileError('try later', 'the connection broke while fetching')

/** What a file server says; file servers of every platform mean the same by it. */
function refusal(status: number): FileError | undefined {
  if (status === 200) return undefined
  if (status === 429 || status >= 500 || status < 400)
    return new FileError('try later', `the file server says ${status}`)
  return new FileError('gone', `the file server says ${status}`)
}

/** Asking twice for a file does no harm, so what is not known is tried again. */
export function fileErrorOf({ verdict, message, retryAfterMs }: SendError): FileError {
  const refused = verdict === 'message refused' || verdict === 'person left'
  return new FileError(refused ? 'gone' : 'try later', message, retryAfterMs)
}
