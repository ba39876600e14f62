import { describe, expect, it } from 'vitest'
import { fileName, fileType } from '../../src/domain/file-type.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

describe('what a file is', () => {
  it.each([
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe1], 'Exif')],
    ['image/png', bytes([0x89], 'PNG\r\n', [0x1a], '\n')],
    ['image/webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['image/heic', bytes([0, 0, 0, 24], 'ftypheic')],
    ['application/pdf', bytes('%PDF-1.7')],
    ['application/pdf', bytes('\r\n\r\n%PDF-1.4')],
  ])('is %s by its first bytes', (type, file) => {
    expect(fileType(file)).toBe(type)
  })

  it.each([
    ['nothing', bytes()],
    ['a program', bytes('MZ', [0x90, 0])],
    ['a zip, whatever it is called', bytes('PK', [3, 4])],
    ['a page', bytes('<html><body>')],
    ['a film', bytes([0, 0, 0, 24], 'ftypmp42')],
    ['a sound', bytes('RIFF', [1, 2, 3, 4], 'WAVE')],
    ['half a JPEG mark', bytes([0xff, 0xd8])],
    ['a PDF mark too far behind', bytes('x'.repeat(2000), '%PDF-')],
  ])('is none of ours: %s', (_, file) => {
    expect(fileType(file)).toBeUndefined()
  })

  it('is called as the person called it, but never like a place on a disk', () => {
    expect(fileName({ name: 'CV Rahmah.pdf', mime: 'application/pdf' })).toBe('CV Rahmah.pdf')
    expect(fileName({ name: '../../etc/passwd', mime: 'application/pdf' })).toBe('etc passwd.pdf')
    expect(fileName({ name: '\u202egpj.exe', mime: 'image/jpeg' })).toBe('gpj.exe.jpg')
    expect(fileName({ name: '..', mime: 'image/png' })).toBe('berkas.png')
    expect(fileName({ name: 'KTP.JPEG', mime: 'image/jpeg' })).toBe('KTP.JPEG')
    expect(fileName({ mime: 'image/jpeg' })).toBe('berkas.jpg')
    expect(fileName({ mime: 'application/zip' })).toBe('berkas.bin')
  })
})
