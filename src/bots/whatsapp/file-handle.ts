/** Our handle of a file that lies, encrypted, on WhatsApp's servers: where it is and how to open it. Pure. */
import { proto } from 'baileys'

export type Media = proto.Message.IImageMessage & proto.Message.IDocumentMessage
export type FileKind = 'image' | 'document'
export type Handle = {
  kind: FileKind
  media: Media
  /** The message it came in, by which the phone is asked to upload it again; older handles lack it. */
  messageId: string | undefined
}

const KINDS = { image: proto.Message.ImageMessage, document: proto.Message.DocumentMessage } as const

/** "whatsapp:image:<base64>:<message id>"; no picture of it is in there, and no words. */
export function fileHandle(kind: FileKind, media: Media, messageId?: string): string {
  const { url, directPath, mediaKey, mediaKeyTimestamp, mimetype, fileSha256, fileEncSha256, fileLength } = media
  const kept = { url, directPath, mediaKey, mediaKeyTimestamp, mimetype, fileSha256, fileEncSha256, fileLength }
  const name = kind === 'document' && media.fileName ? { fileName: media.fileName } : {}
  const bytes = KINDS[kind].encode({ ...kept, ...name } as object).finish()
  return `whatsapp:${kind}:${Buffer.from(bytes).toString('base64')}${messageId ? `:${messageId}` : ''}`
}

/** undefined: it lies on another platform. */
export function readFileHandle(ref: string | undefined): Handle | undefined {
  const [, kind, bytes, messageId] = /^whatsapp:(image|document):([^:]+)(?::(.+))?$/s.exec(ref ?? '') ?? []
  if (!kind) return undefined
  return { kind: kind as FileKind, media: KINDS[kind as FileKind].decode(Buffer.from(bytes!, 'base64')), messageId }
}

/** The message that shows it, with `caption` under it. */
export function mediaMessage({ kind, media }: Pick<Handle, 'kind' | 'media'>, caption: string): proto.IMessage {
  const message = caption ? { ...media, caption } : media
  return kind === 'image' ? { imageMessage: message } : { documentMessage: message }
}
