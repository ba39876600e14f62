import type { Upload } from './call.ts'

/**
 * Reads a multipart form. By hand, because Node's own reader refuses the terse part heads that grammY writes.
 * Fields stay text: a message "123" is no number.
 */
export function readMultipart(
  body: Buffer,
  contentType: string,
): { fields: Record<string, string>; uploads: Map<string, Upload> } {
  const fields: Record<string, string> = {}
  const uploads = new Map<string, Upload>()
  for (const part of parts(body, boundary(contentType))) {
    const headEnd = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, headEnd).toString()
    const data = part.subarray(headEnd + 4)
    const name = parameter(head, 'name')
    const filename = parameter(head, 'filename')
    if (name === undefined) continue
    if (filename === undefined) fields[name] = data.toString()
    else uploads.set(name, { name: filename, mime: mimeOf(head), data: Buffer.from(data) })
  }
  return { fields, uploads }
}

function boundary(contentType: string): Buffer {
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  return Buffer.from(`--${found?.[1] ?? found?.[2] ?? ''}`)
}

function* parts(body: Buffer, separator: Buffer): Generator<Buffer> {
  let start = body.indexOf(separator)
  while (start >= 0) {
    const next = body.indexOf(separator, start + separator.length)
    if (next < 0) return
    yield body.subarray(start + separator.length + 2, next - 2) // without the line breaks round it
    start = next
  }
}

function parameter(head: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(head)
  return found?.[1] ?? found?.[2]
}

const mimeOf = (head: string) => /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream'
