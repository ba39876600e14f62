/** A PDF: opened by nobody here, only looked through for what must not reach the office's computer. */
import { inflateSync } from 'node:zlib'
import type { Vet } from '../app/ports.ts'

/** As it is kept: it is not made smaller. */
const MOST_BYTES = 6_000_000
const MOST_PAGES = 30
/** Of one packed part, and of all together, unpacked: a small file must not fill our memory. */
const PART_BYTES = 4_000_000
const ALL_BYTES = 30_000_000

/** What runs something, calls somewhere, or carries another file (ISO 32000-1, 12.6 and 7.11). */
const UNSAFE =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition|Movie|OpenAction\s*<<)(?![A-Za-z])/
const OPENS_A_PAGE = /\/OpenAction\s*<<[^>]*\/S\s*\/GoTo(?![A-Za-z])[^>]*>>/g
const PAGE = /\/Type\s*\/Page(?![A-Za-z])/g

export async function vetPdf(bytes: Buffer): ReturnType<Vet> {
  if (bytes.length > MOST_BYTES) return { unfit: 'too large' }
  const outside = bytes.toString('latin1')
  if (!/%%EOF\s*/.test(outside.slice(-2048)) || !/\/(Root|XRef)(?![A-Za-z])/.test(outside))
    return { unfit: 'unreadable' }
  const packed = unpacked(bytes, outside)
  if (packed === undefined) return { unfit: 'unsafe' }
  const all = plain(withoutStreams(outside) + packed)
  if (/\/Encrypt(?![A-Za-z])/.test(all)) return { unfit: 'locked' }
  if (UNSAFE.test(all.replace(OPENS_A_PAGE, ''))) return { unfit: 'unsafe' }
  const pages = (all.match(PAGE) ?? []).length
  if (pages === 0) return { unfit: 'unreadable' }
  return pages > MOST_PAGES ? { unfit: 'too many pages' } : { bytes, mime: 'application/pdf' }
}

/** Names may be written with numbers for letters: /J#61vaScript. */
const plain = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const STREAM = /<<((?:[^<>]|<<[^<>]*>>|<[^<>]*>)*)>>\s*stream\r?\n/g

/** The bytes of pictures and fonts are no words. */
const withoutStreams = (text: string) => text.replace(/(stream\r?\n)[\s\S]*?(endstream)/g, '$1$2')

/** What stands in packed objects (7.5.7), where actions may hide. undefined: more than a document has. */
function unpacked(bytes: Buffer, text: string): string | undefined {
  const parts: string[] = []
  let size = 0
  for (const match of text.matchAll(STREAM)) {
    if (!/\/ObjStm(?![A-Za-z])/.test(plain(match[1]!))) continue
    const from = match.index + match[0].length
    const until = text.indexOf('endstream', from)
    if (until < 0) return undefined
    const part = inflated(bytes.subarray(from, until), plain(match[1]!))
    size += part?.length ?? 0
    if (part === undefined || size > ALL_BYTES) return undefined
    parts.push(part)
  }
  return parts.join('\n')
}

/** Other packings of objects than none and Flate are not used by any camera, scanner or office. */
function inflated(bytes: Buffer, dictionary: string): string | undefined {
  if (!/\/Filter/.test(dictionary)) return bytes.toString('latin1')
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dictionary)) return undefined
  try {
    return inflateSync(bytes, { maxOutputLength: PART_BYTES, finishFlush: 2 }).toString('latin1')
  } catch {
    return undefined
  }
}
