import type { FileRef } from '../../domain/chat.ts'

/** Our handle of a file that WhatsApp keeps: "image:<media id>" or "document:<media id>". */
export type FileKind = 'image' | 'document'

export const fileHandle = (kind: FileKind, mediaId: string): string => `${kind}:${mediaId}`

/** undefined: WhatsApp does not keep this file for us. */
export function handleOf({ ref, channel }: FileRef): { kind: FileKind; mediaId: string } | undefined {
  const [, kind, mediaId] = /^(image|document):(.+)$/s.exec((channel === 'whatsapp' && ref) || '') ?? []
  return kind && mediaId ? { kind: kind as FileKind, mediaId } : undefined
}
