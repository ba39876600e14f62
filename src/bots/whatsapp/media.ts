/** Files on WhatsApp's servers, for the life of one line. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { WASocket } from 'baileys'
import { FileError } from '../../app/ports.ts'
import type { FileRef } from '../../domain/chat.ts'
import { fileName, isPicture } from '../../domain/file-type.ts'
import { download, tooLarge } from '../download.ts'
import { uploadFailed } from './errors.ts'
import type { Handle, Media } from './file-handle.ts'
import { openMedia, SEAL_BYTES, sealMedia } from './media-seal.ts'
import type { Server } from './socket.ts'
import { upload } from './upload.ts'

/** Where WhatsApp itself gives files out. */
const WHATSAPP_HOST = 'mmg.whatsapp.net'
/** The phone may be off; then nobody waits for it here, and the file is asked for again later. */
const PHONE_MS = 20_000

export class MediaLine {
  readonly #socket: WASocket
  readonly #server: Server

  constructor(socket: WASocket, server: Server) {
    this.#socket = socket
    this.#server = server
  }

  /**
   * Fetches and opens a file, at most `limit` bytes of it. Where the servers have it no more, the phone is asked, once, to
   * upload it again. Throws FileError.
   */
  async fetch(handle: Handle, chatId: string, limit: number): Promise<Buffer> {
    if (Number(handle.media.fileLength ?? 0) > limit) throw tooLarge()
    try {
      return await this.#get(handle, limit)
    } catch (error) {
      if (!(error instanceof FileError) || error.verdict !== 'gone' || handle.messageId === undefined) throw error
      return this.#get({ ...handle, media: await this.#uploadedAgain(handle, chatId) }, limit)
    }
  }

  /**
   * Uploads a file of ours, and resolves to what a message must say of it. Pictures that every phone shows as such are
   * pictures; all else is a document. Throws SendError ("try later").
   */
  async send(plain: Buffer, file: FileRef): Promise<Pick<Handle, 'kind' | 'media'>> {
    const kind = isPicture(file.mime) ? 'image' : 'document'
    const { sealed, media } = await sealMedia(plain, kind)
    const to = async (renewed: boolean) =>
      upload(await this.#hosts(renewed), this.#server.ca, kind, sealed, media.fileEncSha256!)
    const place = await to(false)
      .catch(() => to(true)) // the leave to upload lasts for some minutes
      .catch(() => {
        throw uploadFailed()
      })
    const mediaKeyTimestamp = Math.floor(Date.now() / 1000)
    const name = kind === 'document' && { fileName: fileName(file) }
    return { kind, media: { ...media, ...place, mediaKeyTimestamp, mimetype: file.mime, ...name } }
  }

  async #get({ kind, media }: Handle, limit: number): Promise<Buffer> {
    const host = this.#server.socketUrl === undefined ? WHATSAPP_HOST : (await this.#hosts(false)).hosts[0]?.hostname
    const url = addressOf(media.directPath, host)
    const plain = await openMedia(await download({ url, limit: limit + SEAL_BYTES, ca: this.#server.ca }), media, kind)
    if (plain.length > limit) throw tooLarge()
    return plain
  }

  async #hosts(renewed: boolean) {
    try {
      return await this.#socket.refreshMediaConn(renewed)
    } catch {
      throw new FileError('try later', 'no line to WhatsApp')
    }
  }

  async #uploadedAgain({ kind, media, messageId }: Handle, chatId: string): Promise<Media> {
    const message = kind === 'image' ? { imageMessage: { ...media } } : { documentMessage: { ...media } }
    const key = { id: messageId!, remoteJid: chatId, fromMe: false }
    const asked = this.#socket.updateMediaMessage({ key, message }).catch(() => {
      throw new FileError('gone', 'the phone does not have it any more')
    })
    const late = sleep(PHONE_MS, undefined, { ref: false }).then(() => {
      throw new FileError('try later', 'the phone does not answer')
    })
    const answered = await Promise.race([asked, late])
    const again = answered.message?.imageMessage ?? answered.message?.documentMessage
    return { ...media, directPath: again?.directPath ?? null }
  }
}

/** Of the sender's words only the path counts, and only on WhatsApp's own host: the rest would be an order to fetch anything. */
export function addressOf(path: string | null | undefined, host: string | undefined): URL {
  const root = `https://${host}`
  const url = path?.startsWith('/') && URL.canParse(path, root) ? new URL(path, root) : undefined
  if (url?.origin !== new URL(root).origin) throw new FileError('unreadable', 'it does not say where it lies')
  return url
}
