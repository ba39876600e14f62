import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pdfOf } from '../../src/store/files/pdf-of.ts'
import { vetPdf } from '../../src/vetting/vet-pdf.ts'

const photo = (width: number, height: number, grey = false) => {
  const plain = sharp({ create: { width, height, channels: 3, background: '#9bd' } })
  return (grey ? plain.greyscale().toColourspace('b-w') : plain).jpeg({ mozjpeg: true }).toBuffer()
}

describe('photos as one PDF', () => {
  it('are in it as they are, a page each, in order, as wide or as high as A4 is long', async () => {
    const [tall, wide, grey] = await Promise.all([photo(500, 1000), photo(1200, 600), photo(400, 400, true)])
    const pdf = pdfOf([tall!, wide!, grey!])
    const at = [tall!, wide!, grey!].map((jpeg) => pdf.indexOf(jpeg))
    expect(at.every((place) => place > 0)).toBe(true)
    expect(at).toEqual([...at].sort((one, other) => one - other))
    const text = pdf.toString('latin1')
    expect(text.match(/MediaBox \[[^\]]+\]/g)).toEqual([
      'MediaBox [0 0 421 842]',
      'MediaBox [0 0 842 421]',
      'MediaBox [0 0 842 842]',
    ])
    expect(text.match(/Width \d+ \/Height \d+ \/ColorSpace \/\w+/g)).toEqual([
      'Width 500 /Height 1000 /ColorSpace /DeviceRGB',
      'Width 1200 /Height 600 /ColorSpace /DeviceRGB',
      'Width 400 /Height 400 /ColorSpace /DeviceGray',
    ])
    expect(await vetPdf(pdf)).toMatchObject({ mime: 'application/pdf' })
  })

  it('says truly where each of its objects begins', async () => {
    const pdf = pdfOf([await photo(30, 40), await photo(50, 20)]).toString('latin1')
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)![1])
    expect(pdf.slice(table, table + 7)).toBe('xref\n0 ')
    const starts = [...pdf.slice(table).matchAll(/(\d{10}) 00000 n /g)].map(([, at]) => Number(at))
    expect(starts.map((at, n) => pdf.startsWith(`${n + 1} 0 obj\n`, at))).toEqual(Array(8).fill(true))
    for (const [, length, body] of pdf.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream\nendobj/g))
      expect(body).toHaveLength(Number(length))
  })

  it('holds no picture that a reader would show wrongly', async () => {
    const cmyk = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    for (const other of [cmyk, Buffer.from('isi foto, bukan gambar'), Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0, 0)])
      expect(() => pdfOf([other])).toThrow(RangeError)
  })
})
