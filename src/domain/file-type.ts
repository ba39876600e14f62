/** What a file is, by its own first bytes: names and what a platform says of a type are anybody's word. Pure. */

/** The kinds of files that the office can look at on every channel. */
export type FileType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf'

const ENDINGS: Record<FileType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
}

/** Brands of HEIF pictures (ISO/IEC 23008-12), as iPhones write them. */
const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])
/** Letters of a name. */
const LONGEST = 100
/** PDF readers look for the mark this far (ISO 32000-1, annex H). */
const PDF_MARK_WITHIN = 1024

/** undefined: none of them. */
export function fileType(bytes: Uint8Array): FileType | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (text(0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp'
  if (text(4, 8) === 'ftyp' && HEIF_BRANDS.has(text(8, 12))) return 'image/heic'
  if (text(0, PDF_MARK_WITHIN).includes('%PDF-')) return 'application/pdf'
  return undefined
}

/** Every channel shows it as a picture; everything else travels as a document. */
export const isPicture = (mime: string): boolean => mime === 'image/jpeg' || mime === 'image/png'

/**
 * What it is called: as the person called it, but never like a place on a disk, nor like another kind than it is, for whoever
 * opens "foto.exe" would run it.
 */
export function fileName({ name, mime }: { name?: string | undefined; mime: string }): string {
  const ending = ENDINGS[mime as FileType]
  const own = (name ?? '')
    .replace(/[\p{C}\s/\\:*?"<>|]+/gu, ' ')
    .replace(/^[.\s]+/, '')
    .trim()
    .slice(-LONGEST)
  if (!own || !ending) return own || `berkas.${ending ?? 'bin'}`
  return own
    .toLowerCase()
    .replace(/\.jpeg$/, '.jpg')
    .endsWith(`.${ending}`)
    ? own
    : `${own}.${ending}`
}
