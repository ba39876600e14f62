/**
 * Our handle of a file that Telegram keeps: "photo:<file id>" or "document:<file id>".
 * The kind is part of it because Telegram refuses a photo's id where a document is sent, and the other way round.
 */
export type FileKind = 'photo' | 'document'

export const fileHandle = (kind: FileKind, fileId: string): string => `${kind}:${fileId}`

/** A handle without a kind is a document's. */
export function readFileHandle(ref: string): { kind: FileKind; fileId: string } {
  const [, kind, fileId] = /^(photo|document):(.+)$/s.exec(ref) ?? []
  return kind ? { kind: kind as FileKind, fileId: fileId! } : { kind: 'document', fileId: ref }
}
