/** What a phone does with files: Baileys' own code seals what is sent, and what came is opened by the book. */
import { createDecipheriv, createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getMediaKeys, prepareWAMessageMedia, proto } from 'baileys'
import { silentLogger } from '../../src/bots/whatsapp/quiet.ts'
import type { MediaServer } from './media-server.ts'

export type Given = { bytes: Buffer; mime?: string; name?: string; caption?: string }
export type ShownFile = { bytes: Buffer; picture: boolean; name: string; mime: string; caption: string }

/** Uploads a picture, or a document where it has a name; resolves to the message that shows it. */
export async function mediaOf(server: MediaServer, { bytes, mime, name, caption }: Given): Promise<proto.IMessage> {
  const upload = async (path: string) => {
    const directPath = server.keep(readFileSync(path))
    return { mediaUrl: `https://${server.host}${directPath}`, directPath }
  }
  const words = caption ? { caption } : {}
  const content = name
    ? { document: bytes, mimetype: mime ?? 'application/pdf', fileName: name, ...words }
    : { image: bytes, mimetype: mime ?? 'image/jpeg', jpegThumbnail: '', ...words }
  const message = await prepareWAMessageMedia(content as never, { upload, logger: silentLogger })
  return proto.Message.toObject(proto.Message.fromObject(message)) as proto.IMessage
}

/** What the phone shows of it. Throws where it is not what its message says. */
export async function opened(server: MediaServer, message: proto.IMessage): Promise<ShownFile | undefined> {
  const media = message.imageMessage ?? message.documentMessage
  if (!media) return undefined
  const sealed = server.kept.get(media.directPath!)
  if (!sealed) throw new Error('the file server does not have it')
  const kind = message.imageMessage ? 'image' : 'document'
  const { iv, cipherKey, macKey } = await getMediaKeys(media.mediaKey, kind)
  const body = sealed.subarray(0, -10)
  const mac = createHmac('sha256', macKey!).update(iv).update(body).digest().subarray(0, 10)
  if (!mac.equals(sealed.subarray(-10))) throw new Error('a wrong MAC')
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv)
  const bytes = Buffer.concat([decipher.update(body), decipher.final()])
  const hash = createHash('sha256').update(bytes).digest()
  if (!hash.equals(media.fileSha256!) || Number(media.fileLength) !== bytes.length) throw new Error('a wrong hash')
  const name = message.documentMessage?.fileName ?? ''
  return { bytes, picture: kind === 'image', name, mime: media.mimetype ?? '', caption: media.caption ?? '' }
}
