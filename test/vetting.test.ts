/** Documents are looked at before they are kept. Pictures are made here, PDFs written by hand. */
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { fileType } from '../src/domain/file-type.ts'
import { vet } from '../src/vetting/vet.ts'

/** A card with lines of "text", as an SVG: no font is needed. */
function card(width = 1600, height = 1000): Buffer {
  const marks = Array.from({ length: 500 }, (_, i) => {
    const [x, y] = [80 + ((i * 37) % 1300), 60 + Math.floor(i / 30) * 28]
    return `<rect x="${x}" y="${y}" width="${6 + ((i * 7) % 20)}" height="16" fill="#222"/>`
  })
  return Buffer.from(
    `<svg width="${width}" height="${height}" viewBox="0 0 1600 1000" xmlns="http://www.w3.org/2000/svg"><rect width="1600" height="1000" fill="#8fb7d8"/>${marks.join('')}</svg>`,
  )
}
const look = (bytes: Buffer) => vet(bytes, fileType(bytes)!)
const kept = async (bytes: Buffer) => {
  const seen = await look(bytes)
  if ('unfit' in seen) throw new Error(seen.unfit)
  return seen
}

describe('a photo of a document', () => {
  it('is kept as a JPEG, smaller, upright, with nothing of where it was taken', async () => {
    const taken = await sharp(card(4000, 2500))
      .withExif({
        IFD0: { Make: 'HP Siti', Model: 'X' },
        IFD3: { GPSLatitude: '3/1 26/1 0/1', GPSLatitudeRef: 'S' },
      })
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
      )
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer()
    expect((await sharp(taken).metadata()).exif?.includes('HP Siti')).toBe(true)
    const { bytes, mime } = await kept(taken)
    const after = await sharp(bytes).metadata()
    expect([mime, after.format, after.exif, after.xmp, after.iptc]).toEqual([
      'image/jpeg',
      'jpeg',
      undefined,
      undefined,
      undefined,
    ])
    expect(bytes.includes('HP Siti')).toBe(false)
    expect([after.width, after.height]).toEqual([1375, 2200]) // turned as its note said
    expect(bytes.length).toBeLessThan(taken.length / 2)
  })

  it.each(['png', 'webp', 'jpeg'] as const)('may be a %s', async (format) => {
    expect((await kept(await sharp(card()).toFormat(format).toBuffer())).mime).toBe('image/jpeg')
  })

  it('hides nothing behind its first picture or after its end', async () => {
    const bytes = Buffer.concat([await sharp(card()).jpeg().toBuffer(), Buffer.from('MZ<script>alert(1)</script>')])
    expect((await kept(bytes)).bytes.includes('<script>')).toBe(false)
  })

  const photo = (change: (image: Sharp) => Sharp) => change(sharp(card())).jpeg().toBuffer()
  it.each([
    ['too dark', () => photo((image) => image.linear(0.15, 0))],
    [
      'blurred',
      async () =>
        sharp(await photo((image) => image))
          .blur(9)
          .jpeg()
          .toBuffer(),
    ],
    [
      'blurred',
      () =>
        sharp({ create: { width: 900, height: 600, channels: 3, background: '#ddd' } })
          .png()
          .toBuffer(),
    ],
    ['too small', () => sharp(card(320, 200)).jpeg().toBuffer()],
    ['unreadable', async () => (await photo((image) => image)).subarray(0, 20_000)],
    ['unreadable', async () => Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3])],
    ['heic', async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
  ])('is not kept when it is %s', async (unfit, make) => {
    expect(await look(await make())).toEqual({ unfit })
  })

  it('may be in dim light, a little soft, or small and lie on a plain table', async () => {
    await kept(await photo((image) => image.linear(0.45, 0)))
    await kept(
      await sharp(await photo((image) => image))
        .blur(3)
        .jpeg()
        .toBuffer(),
    )
    const table = { width: 2400, height: 1800, channels: 3 as const, background: '#bbb' }
    const small = await sharp(card()).resize(700).png().toBuffer()
    await kept(
      await sharp({ create: table })
        .composite([{ input: small, left: 90, top: 900 }])
        .jpeg()
        .toBuffer(),
    )
  })
})

/** A PDF with these objects besides one page. */
const pdf = (objects: (string | Buffer)[] = [], pages = 1): Buffer =>
  Buffer.concat([
    Buffer.from(
      '%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R]>> endobj\n',
    ),
    ...Array.from({ length: pages }, (_, i) => Buffer.from(`${i + 3} 0 obj <</Type /Page /Parent 2 0 R>> endobj\n`)),
    ...objects.map((object, i) =>
      Buffer.concat([Buffer.from(`${i + 90} 0 obj `), Buffer.from(object), Buffer.from(' endobj\n')]),
    ),
    Buffer.from('trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n'),
  ])
const stream = (dictionary: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`<<${dictionary} /Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')])
const packed = (text: string) =>
  stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(Buffer.from(text)))

describe('a PDF', () => {
  it('is kept as it is', async () => {
    const harmless = pdf([
      packed('9 0 <</Type /Page>>'),
      stream('/Filter /DCTDecode', Buffer.from('/JavaScript in a picture')),
    ])
    expect(await look(harmless)).toEqual({ bytes: harmless, mime: 'application/pdf' })
    const opens = pdf(['<</OpenAction <</S /GoTo /D [3 0 R /Fit]>>>>'])
    expect(await look(opens)).toMatchObject({ mime: 'application/pdf' })
  })

  it.each([
    ['a program', pdf(['<</S /JavaScript /JS (app.alert(1))>>']), 'unsafe'],
    ['a program, its name written with numbers', pdf(['<</S /J#61vaScript>>']), 'unsafe'],
    ['a program in a packed part', pdf([packed('9 0 <</S /JavaScript /JS 10 0 R>>')]), 'unsafe'],
    ['a command to start something', pdf(['<</OpenAction <</S /Launch /F (cmd.exe)>>>>']), 'unsafe'],
    ['another file', pdf(['<</Type /Filespec /EF <<>> /EmbeddedFiles 9 0 R>>']), 'unsafe'],
    ['a form of programs', pdf(['<</XFA 9 0 R>>']), 'unsafe'],
    [
      'something packed that cannot be unpacked',
      pdf([stream('/Type /ObjStm /Filter /FlateDecode', Buffer.from('no'))]),
      'unsafe',
    ],
    [
      'a lot packed very small',
      pdf([stream('/Type /ObjStm /Filter /FlateDecode', deflateSync(Buffer.alloc(8_000_000)))]),
      'unsafe',
    ],
    ['a password', pdf(['<</Encrypt 9 0 R>>']), 'locked'],
    ['a book', pdf([], 31), 'too many pages'],
    ['no page', pdf([], 0), 'unreadable'],
    ['half of it', pdf().subarray(0, 80), 'unreadable'],
    ['more bytes than a document has', pdf([Buffer.alloc(6_100_000, 32)]), 'too large'],
  ])('is not kept with %s', async (_, bytes, unfit) => {
    expect(await look(bytes)).toEqual({ unfit })
  })
})
