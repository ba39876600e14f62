/** Our handle of a file that lies, encrypted, on WhatsApp's servers: where it is and how to open it. Pure. */
import { proto } from 'baileys'

type Media = proto.Message.IImageMessage & proto.Message.IDocumentMessage
export type FileKind = 'image' | 'document'

const KINDS = { image: proto.Message.ImageMessage, document: proto.Message.DocumentMessage } as const

/** "whatsapp:image:<base64>"; no picture of it is in there, and no words. */
export function fileHandle(kind: FileKind, media: Media): string {
  const { url, directPath, mediaKey, mediaKeyTimestamp, mimetype, fileSha256, fileEncSha256, fileLength } = media
  const kept = { url, directPath, mediaKey, mediaKeyTimestamp, mimetype, fileSha256, fileEncSha256, fileLength }
  const name = kind === 'document' && media.fileName ? { fileName: media.fileName } : {}
  const bytes = KINDS[kind].encode({ ...kept, ...name } as object).finish()
  return `whatsapp:${kind}:${Buffer.from(bytes).toString('base64')}`
}

/** The message that shows it again, with `caption` under it; undefined: it lies on another platform. */
export function mediaMessage(ref: string, caption: string): proto.IMessage | undefined {
  const [, kind, bytes] = /^whatsapp:(image|document):(.+)$/s.exec(ref) ?? []
  if (!kind) return undefined
  const media = KINDS[kind as FileKind].decode(Buffer.from(bytes!, 'base64'))
  const message = caption ? Object.assign(media, { caption }) : media
  return kind === 'image' ? { imageMessage: message } : { documentMessage: message }
}
