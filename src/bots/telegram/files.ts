import { type Api, InputFile } from 'grammy'
import { type Content, FileError } from '../../app/ports.ts'
import type { FileRef } from '../../domain/chat.ts'
import { fileName, isPicture } from '../../domain/file-type.ts'
import { download, fileErrorOf, tooLarge } from '../download.ts'
import { toSendError } from './errors.ts'
import { readFileHandle } from './file-handle.ts'
import { known, type Shown } from './outbound.ts'

/** Telegram shows no larger file as a picture (core.telegram.org/bots/api, sendPhoto). */
const MAX_PHOTO = 10_000_000

type Server = { token: string; apiRoot: string }

/** Asks where the file lies and fetches it: the address is good for an hour. Throws FileError. */
export async function fetchFile(api: Api, server: Server, { ref, bytes }: FileRef, limit: number): Promise<Buffer> {
  if (ref === undefined) throw new FileError('gone', 'Telegram does not have it')
  if (bytes > limit) throw tooLarge()
  const { file_path, file_size = 0 } = await api.raw.getFile({ file_id: readFileHandle(ref).fileId }).catch((error) => {
    throw asFileError(error)
  })
  if (file_size > limit) throw tooLarge()
  if (!file_path) throw new FileError('gone', 'Telegram does not say where it lies')
  const root = server.apiRoot.replace(/\/+$/, '')
  return download({ url: `${root}/file/bot${server.token}/${file_path}`, limit })
}

function asFileError(error: unknown): FileError {
  const sendError = toSendError(error)
  return /file is too big/i.test(sendError.message) ? tooLarge() : fileErrorOf(sendError)
}

/** What is to be uploaded of a reply's file; undefined: nothing, for Telegram has it or nobody does. */
export async function uploadOf(file: FileRef | undefined, content: Content | undefined): Promise<Shown | undefined> {
  const bytes = file && !known(file) ? await content?.() : undefined
  if (!file || !bytes) return undefined
  const kind = isPicture(file.mime) && bytes.length <= MAX_PHOTO ? 'photo' : 'document'
  return { kind, source: new InputFile(bytes, fileName(file)) }
}

export const asDocument = ({ source }: Shown): Shown => ({ kind: 'document', source })
