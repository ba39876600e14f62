import { request } from 'node:https'
import { DEFAULT_ORIGIN, MEDIA_PATH_MAP, type MediaConnInfo } from 'baileys'
import { z } from 'zod'
import type { FileKind, Media } from './file-handle.ts'

const UPLOAD_MS = 60_000
/** The answer is an address; more than this is none. */
const MAX_ANSWER = 100_000

const Uploaded = z.object({ url: z.string(), direct_path: z.string().startsWith('/') })

/** Uploads a sealed file to the first of WhatsApp's hosts that takes it; resolves to where it lies. Throws when none does. */
export async function upload(
  { hosts, auth }: MediaConnInfo,
  ca: string | undefined,
  kind: FileKind,
  sealed: Buffer,
  hash: Uint8Array,
): Promise<Pick<Media, 'url' | 'directPath'>> {
  const name = Buffer.from(hash).toString('base64url')
  const query = new URLSearchParams({ auth, token: name })
  let problem: unknown = new Error('WhatsApp names no host for files')
  for (const { hostname } of hosts) {
    try {
      const answer = await post(new URL(`https://${hostname}${MEDIA_PATH_MAP[kind]}/${name}?${query}`), ca, sealed)
      const { url, direct_path: directPath } = Uploaded.parse(JSON.parse(answer))
      return { url, directPath }
    } catch (error) {
      problem = error
    }
  }
  throw problem
}

function post(url: URL, ca: string | undefined, body: Buffer): Promise<string> {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': body.length,
    origin: DEFAULT_ORIGIN,
  }
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(UPLOAD_MS)
    const sent = request(url, { method: 'POST', headers, signal, ...(ca && { ca }) }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        if (text.length > MAX_ANSWER) sent.destroy(new Error('no answer of WhatsApp'))
      })
      response.on('error', reject)
      response.on('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`the file server says ${response.statusCode}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
