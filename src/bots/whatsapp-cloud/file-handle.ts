/** Our handle of a file that WhatsApp keeps: "image:<media id>" or "document:<media id>". */
export type FileKind = 'image' | 'document'

export const fileHandle = (kind: FileKind, mediaId: string): string => `${kind}:${mediaId}`

/** undefined: this handle was not made here. */
export function readFileHandle(ref: string): { kind: FileKind; mediaId: string } | undefined {
  const [, kind, mediaId] = /^(image|document):(.+)$/s.exec(ref) ?? []
  return kind && mediaId ? { kind: kind as FileKind, mediaId } : undefined
}
