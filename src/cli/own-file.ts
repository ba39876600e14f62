import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fileName, fileType } from '../domain/file-type.ts'
import { MAX_FILE_BYTES } from '../domain/kept-file.ts'
import type { OwnFile } from '../store/announcements/picture.ts'
import { UsageError } from './command.ts'

/** A picture or a PDF, by what is in it and not by its name. Throws UsageError. */
export function readPicture(path: string): OwnFile {
  const bytes = readBytes(path)
  const mime = fileType(bytes)
  if (!mime) throw new UsageError('--file harus gambar (JPG, PNG, WEBP, HEIC) atau PDF')
  return { bytes, mime, name: fileName({ name: basename(path), mime }) }
}

function readBytes(path: string): Buffer {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: -1 }
  if (size < 0) throw new UsageError(`berkas ${path} tidak bisa dibaca`)
  if (size > MAX_FILE_BYTES) throw new UsageError(`--file paling besar ${MAX_FILE_BYTES / 1_000_000} MB`)
  return readFileSync(path)
}
