/**
 * Photos as one PDF (ISO 32000-1). A PDF holds a JPEG as it is, so that nothing is packed anew and no reader of PDFs is needed:
 * of the libraries that could do it, the best kept weighs 35 MB and takes as much memory. Pure.
 */

/** Points: the longer side of A4. */
const LONG = 842
const SPACES = new Map([
  [1, '/DeviceGray'],
  [3, '/DeviceRGB'],
])

type Picture = { width: number; height: number; space: string }

/** A page each, as long as A4, in the order given. Throws RangeError where one is no JPEG in grey or RGB. */
export function pdfOf(jpegs: readonly Buffer[]): Buffer {
  const out: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const starts: number[] = []
  let length = out[0]!.length
  const add = (part: Buffer) => {
    out.push(part)
    length += part.length
  }
  const object = (head: string, body?: Buffer) => {
    starts.push(length)
    add(Buffer.from(`${starts.length} 0 obj\n${head}`, 'latin1'))
    if (body) add(Buffer.concat([Buffer.from('\nstream\n'), body, Buffer.from('\nendstream')]))
    add(Buffer.from('\nendobj\n'))
  }
  const kids = jpegs.map((_, n) => `${3 + n * 3} 0 R`).join(' ')
  object('<< /Type /Catalog /Pages 2 0 R >>')
  object(`<< /Type /Pages /Count ${jpegs.length} /Kids [${kids}] >>`)
  for (const jpeg of jpegs) {
    const { width, height, space } = pictureOf(jpeg)
    const [w, h] = [width, height].map((side) => Math.round((side * LONG) / Math.max(width, height))) as [
      number,
      number,
    ]
    const drawn = Buffer.from(`q ${w} 0 0 ${h} 0 0 cm /P Do Q`)
    const self = starts.length + 1
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents ${self + 1} 0 R /Resources << /XObject << /P ${self + 2} 0 R >> >> >>`,
    )
    object(`<< /Length ${drawn.length} >>`, drawn)
    object(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
      jpeg,
    )
  }
  const table = starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = starts.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`
  add(Buffer.from(end))
  return Buffer.concat(out)
}

/** From the frame's header (ITU-T T.81, B.2.2), which comes before any picture data. */
function pictureOf(jpeg: Buffer): Picture {
  let at = jpeg.readUInt16BE(0) === 0xffd8 ? 2 : jpeg.length
  while (at + 10 <= jpeg.length) {
    const marker = jpeg[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const space = SPACES.get(jpeg[at + 9]!)
      if (space === undefined || jpeg[at + 4] !== 8) break
      return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7), space }
    }
    at += 2 + jpeg.readUInt16BE(at + 2)
  }
  throw new RangeError('not a picture that a PDF can hold')
}
