import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { SendError } from '../../app/ports.ts'
import { toSendError } from './errors.ts'
import type { FileKind } from './file-handle.ts'
import type { Graph } from './graph.ts'

/** WhatsApp's limit for pictures; larger files are not what people send to an office, and all of it passes our memory. */
const MAX_BYTES = { image: 5_000_000, document: 20_000_000 }

/** Where Meta keeps files; our token is shown to nobody else. */
const META_HOST = /(^|\.)(facebook\.com|fbsbx\.com|whatsapp\.net)$/

const Kept = z.object({ url: z.url(), mime_type: z.string(), file_size: z.coerce.number().optional() })
const Uploaded = z.object({ id: z.string().min(1) })

/** A message must not be lost for its file's sake. */
const TRIES = 3
const FIRST_WAIT_MS = 300

/**
 * Brings a file that a person sent into our own keeping, for WhatsApp sends only what its sender uploaded; resolves to
 * its new id, or undefined where it cannot be had. Throws SendError ("try later") where nothing would get through at all.
 */
export async function adopt(graph: Graph, kind: FileKind, mediaId: string): Promise<string | undefined> {
  for (let tried = 1; ; tried++) {
    try {
      return await tryToAdopt(graph, kind, mediaId)
    } catch (error) {
      const { verdict, message, retryAfterMs } = toSendError(error)
      if (retryAfterMs !== undefined) throw new SendError('try later', message, { retryAfterMs })
      if (verdict === 'message refused' || error instanceof z.ZodError || tried === TRIES) return undefined
      await sleep(FIRST_WAIT_MS * tried)
    }
  }
}

async function tryToAdopt(graph: Graph, kind: FileKind, mediaId: string): Promise<string | undefined> {
  const kept = Kept.parse(await graph.media(mediaId))
  if ((kept.file_size ?? 0) > MAX_BYTES[kind] || !isMetas(kept.url, graph.origin)) return undefined
  const bytes = await graph.bytes(kept.url)
  if (bytes.size > MAX_BYTES[kind]) return undefined
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('type', kept.mime_type)
  form.set('file', new Blob([bytes], { type: kept.mime_type }), 'berkas')
  return Uploaded.parse(await graph.post('media', form)).id
}

function isMetas(address: string, origin: string): boolean {
  const url = new URL(address)
  return url.origin === origin || (url.protocol === 'https:' && META_HOST.test(url.hostname))
}
