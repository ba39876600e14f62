/** GET and POST /unggah/<token>: one document past the chat. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { Vet } from '../app/ports.ts'
import type { Uploads } from '../app/store.ts'
import { fileType } from '../domain/file-type.ts'
import { type DocumentOutcome, MAX_FILE_BYTES } from '../domain/kept-file.ts'
import { Guesses } from './guesses.ts'
import { BUSY_PAGE, donePage, formPage, GONE_PAGE, PAGE_HEADERS } from './upload-page.ts'

export type UploadParts = {
  uploads: Uploads
  vet: Vet
  /** A document's name, and why one could not be used, in words for its person. */
  label: (document: string) => string
  why: (outcome: Exclude<DocumentOutcome, 'kept'>) => string
  now: () => Date
}

/** What stands around the file in a form. */
const FORM_BYTES = 20_000
/** In memory at once, each up to 10 MB and its picture. */
const AT_ONCE = 3
const TOKEN = /^\/unggah\/([0-9a-f]{32})$/

/** Undefined: the path is none of ours. */
export function uploadHandler(parts: UploadParts) {
  const guesses = new Guesses()
  let busy = 0
  return async (path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (!path.startsWith('/unggah/')) return false
    const show = (status: number, page: string) => {
      response.writeHead(status, { ...PAGE_HEADERS, ...(status >= 400 && { connection: 'close' }) })
      response.end(page)
      return true
    }
    const now = parts.now()
    if (guesses.tooMany(request, now)) return show(429, BUSY_PAGE)
    const token = TOKEN.exec(path)?.[1]
    const document = token && (await parts.uploads.find(token, now))
    if (!token || !document) {
      guesses.wrong(request)
      return show(404, GONE_PAGE)
    }
    const label = parts.label(document)
    if (request.method === 'GET') return show(200, formPage(label))
    if (request.method !== 'POST') return show(405, GONE_PAGE)
    if (busy >= AT_ONCE) return show(503, BUSY_PAGE)
    busy++
    try {
      const sent = await fileIn(request)
      const seen = typeof sent === 'string' ? { unfit: sent } : await look(parts, sent)
      if ('unfit' in seen)
        return show(seen.unfit === 'too large' ? 413 : 422, formPage(label, `${label} ${parts.why(seen.unfit)}`))
      const taken = await parts.uploads.take(token, seen, parts.now())
      return taken ? show(200, donePage(label)) : show(404, GONE_PAGE)
    } finally {
      busy--
    }
  }
}

async function look({ vet }: UploadParts, bytes: Buffer): Promise<Awaited<ReturnType<Vet>> | { unfit: 'other kind' }> {
  const type = fileType(bytes)
  return type ? vet(bytes, type) : { unfit: 'other kind' }
}

/** The one file of a form; what it is called and said to be is not read. A word instead: why there is none. */
function fileIn(request: IncomingMessage): Promise<Buffer | 'too large' | 'unreadable'> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_FILE_BYTES + FORM_BYTES) return Promise.resolve('too large')
  return new Promise((resolve) => {
    const broken = () => resolve('unreadable')
    let form: BusboyInstance
    try {
      const limits = { files: 1, fields: 0, parts: 2, fileSize: MAX_FILE_BYTES, headerPairs: 20 }
      form = new Busboy({
        headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
        limits,
      })
    } catch {
      return broken() // no form at all
    }
    form.on('file', (_, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => resolve('too large'))
      stream.on('error', broken)
      stream.on('end', () => resolve(stream.truncated ? 'too large' : Buffer.concat(chunks)))
    })
    form.on('error', broken)
    form.on('finish', broken) // without a file; else it is resolved already
    request.on('error', broken)
    request.on('close', broken)
    request.pipe(form)
  })
}
