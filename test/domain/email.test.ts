import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEmail } from '../../src/domain/email.ts'
import { plainText } from '../../src/domain/markup.ts'

describe('readEmail', () => {
  it.each([
    ['siti@gmail.com', 'siti@gmail.com'],
    ['Siti.Aminah99@GMAIL.com', 'siti.aminah99@gmail.com'],
    [' siti @ gmail.com ', 'siti@gmail.com'],
    ['email saya: siti@gmail.com', 'siti@gmail.com'],
    ['emailku siti@gmail.com kak', 'siti@gmail.com'],
    ['siti@yahoo.co.id.', 'siti@yahoo.co.id'],
    ['siti(at)gmail.com', 'siti@gmail.com'],
    ['mailto:siti@gmail.com', 'siti@gmail.com'],
    ['saya@gmail.com', 'saya@gmail.com'],
    ['siti@mail.com', 'siti@mail.com'],
    ['siti+jepang@poltekkes-bjm.ac.id', 'siti+jepang@poltekkes-bjm.ac.id'],
    ['ｓｉｔｉ＠gmail.com', 'siti@gmail.com'],
  ])('reads %j', (text, value) => {
    expect(readEmail(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['siti@gmail,com', 'siti@gmail.com'],
    ['siti@gmial.com', 'siti@gmail.com'],
    ['siti@gamil.com', 'siti@gmail.com'],
    ['siti@gmail.co', 'siti@gmail.com'],
    ['siti@gmail.con', 'siti@gmail.com'],
    ['siti@gmailcom', 'siti@gmail.com'],
    ['siti@gmail.com.com', 'siti@gmail.com'],
    ['siti@yaho.com', 'siti@yahoo.com'],
    ['siti@yhaoo.com', 'siti@yahoo.com'],
    ['siti gmail.com', 'siti@gmail.com'],
    ['siti aminah@gmail.com', 'sitiaminah@gmail.com'],
    ['siti_a@gmail,com', 'siti_a@gmail.com'],
    ['siti..aminah@gmail.com', 'siti.aminah@gmail.com'],
  ])('asks about %j whether it is %s, which it then accepts', (text, email) => {
    const result = readEmail(text)
    if (result.ok) throw new Error(`took ${result.value}`)
    expect(plainText(result.error)).toContain(`Maksud Kakak ${email}?`)
    expect(readEmail(email)).toEqual({ ok: true, value: email })
  })

  it.each([
    ['nggak punya', 'belum lengkap'],
    ['', 'belum lengkap'],
    ['siti', 'belum lengkap'],
    ['siti@', 'belum lengkap'],
    ['@gmail.com', 'belum lengkap'],
    ['siti@localhost', 'belum lengkap'],
    ['siti@gmail.com, budi@yahoo.com', 'satu alamat'],
  ])('refuses %j: %s', (text, part) => {
    expect(readEmail(text)).toMatchObject({ ok: false, error: expect.stringContaining(part) })
  })

  it('accepts its own result', () => {
    const near = fc.array(
      fc.constantFrom('siti', 'Budi', '@', '.', ',', ' ', 'gmail', 'yahoo', 'com', 'co.id', '_', '9', 'email', 'kak'),
      { maxLength: 9 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          near.map((parts) => parts.join('')),
          fc.emailAddress(),
          fc.string(),
        ),
        (text) => {
          const once = readEmail(text)
          if (once.ok) expect(readEmail(once.value)).toEqual(once)
          else expect(once.error).toContain('Kak')
        },
      ),
      { numRuns: 1000 },
    )
  })
})
