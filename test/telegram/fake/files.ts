import type { Upload } from './call.ts'

export type FileKind = 'photo' | 'document' | 'voice' | 'video' | 'audio' | 'sticker'
export type StoredFile = { id: string; kind: FileKind; path: string; name: string; mime: string; data: Buffer }

/** What Telegram keeps for us. A file's id is good for its own kind only, as with the real server. */
export class Files {
  readonly #byId = new Map<string, StoredFile>()
  readonly #byPath = new Map<string, StoredFile>()
  #count = 0

  store(kind: FileKind, { name, mime, data }: Upload): StoredFile {
    const number = ++this.#count
    const file = { id: `${kind}-file-${number}`, kind, path: `${kind}s/file_${number}`, name, mime, data }
    this.#byId.set(file.id, file)
    this.#byPath.set(file.path, file)
    return file
  }

  /** The server has nothing of it any more. */
  forget(): void {
    this.#byId.clear()
    this.#byPath.clear()
  }

  byId(id: string): StoredFile | undefined {
    return this.#byId.get(id)
  }

  byPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path)
  }
}

/** How a file appears in a message. */
export function fileFields({ id, kind, name, mime, data }: StoredFile): Record<string, unknown> {
  const common = { file_id: id, file_unique_id: `unique-${id}`, file_size: data.length }
  if (kind !== 'photo') return { [kind]: { ...common, file_name: name, mime_type: mime } }
  const small = { file_id: `${id}-small`, file_unique_id: `unique-${id}-small`, width: 90, height: 60, file_size: 900 }
  return { photo: [small, { ...common, width: 1280, height: 853 }] }
}
