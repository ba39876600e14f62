import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { FileError, SendError } from '../../app/ports.ts'
import { fileName } from '../../domain/file-type.ts'
import { fileErrorOf, tooLarge } from '../download.ts'
import { toSendError } from './errors.ts'
import type { FileKind } from './file-handle.ts'
import type { Graph } from './graph.ts'
import { MAX_IMAGE } from './outbound.ts'

/** WhatsApp's limit for pictures; larger files are not what people send to an office, and all of it passes our memory. */
const MAX_BYTES = { image: MAX_IMAGE, document: 20_000_000 }

/** Where Meta keeps files; our token is shown to nobody else. */
const META_HOST = /(^|\.)(facebook\.com|fbsbx\.com|whatsapp\.net)$/

const Kept = z.object({ url: z.url(), mime_type: z.string(), file_size: z.coerce.number().optional() })
const Uploaded = z.object({ id: z.string().min(1) })

/** A message must not be lost for its file's sake. */
const TRIES = 3
const FIRST_WAIT_MS = 300

type Fetched = { bytes: Buffer; mime: string }

/**
 * Brings a file that a person sent into our own keeping, for WhatsApp sends only what its sender uploaded; resolves to
 * its new id, or undefined where it cannot be had. Throws SendError ("try later") where nothing would get through at all.
 */
export async function adopt(graph: Graph, kind: FileKind, mediaId: string): Promise<string | undefined> {
  return patiently(async () => {
    const { bytes, mime } = await tryToFetch(graph, mediaId, MAX_BYTES[kind])
    return post(graph, bytes, mime, 'berkas')
  })
}

/** Meta refuses other kinds of text than plain ones (developers.facebook.com, supported media types); its name says what it is. */
const takenAs = (mime: string): string =>
  mime === 'application/json' || mime.startsWith('text/') ? 'text/plain' : mime

/** Uploads a file that we keep; resolves to its id, or undefined where Meta does not take it. Throws SendError as adopt(). */
export function upload(
  graph: Graph,
  bytes: Buffer,
  file: { mime: string; name?: string | undefined },
): Promise<string | undefined> {
  return patiently(() => post(graph, bytes, takenAs(file.mime), fileName(file)))
}

/** The bytes of a file that a person sent. Throws FileError. */
export async function fetchMedia(graph: Graph, mediaId: string, limit: number): Promise<Buffer> {
  try {
    return (await tryToFetch(graph, mediaId, limit)).bytes
  } catch (error) {
    if (error instanceof FileError) throw error
    if (error instanceof z.ZodError) throw new FileError('unreadable', 'Meta says something else')
    throw fileErrorOf(toSendError(error))
  }
}

async function patiently(work: () => Promise<string>): Promise<string | undefined> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof FileError && error.verdict !== 'try later') return undefined
      const { verdict, message, retryAfterMs } = toSendError(error)
      if (retryAfterMs !== undefined) throw new SendError('try later', message, { retryAfterMs })
      if (verdict === 'message refused' || error instanceof z.ZodError || tried === TRIES) return undefined
      await sleep(FIRST_WAIT_MS * tried)
    }
  }
}

async function tryToFetch(graph: Graph, mediaId: string, limit: number): Promise<Fetched> {
  const kept = Kept.parse(await graph.media(mediaId))
  if ((kept.file_size ?? 0) > limit) throw tooLarge()
  if (!isMetas(kept.url, graph.origin)) throw new FileError('unreadable', 'it lies elsewhere')
  return { bytes: await graph.bytes(kept.url, limit), mime: kept.mime_type }
}

async function post(graph: Graph, bytes: Buffer, mime: string, name: string): Promise<string> {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('type', mime)
  form.set('file', new Blob([new Uint8Array(bytes)], { type: mime }), name)
  return Uploaded.parse(await graph.post('media', form)).id
}

function isMetas(address: string, origin: string): boolean {
  const url = new URL(address)
  return url.origin === origin || (url.protocol === 'https:' && META_HOST.test(url.hostname))
}
