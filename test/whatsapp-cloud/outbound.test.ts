import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Message, outbound } from '../../src/bots/whatsapp-cloud/outbound.ts'
import { toWhatsApp } from '../../src/bots/whatsapp-text.ts'
import type { Choice, Reply } from '../../src/domain/chat.ts'
import { plainText, quote, spans } from '../../src/domain/markup.ts'
import { asShown } from './fake/phone.ts'
import { asTyped, onWhatsApp } from './on-whatsapp.ts'

const SITI = '6281234567890'
const choice = (label: string, id = `a:${label}`): Choice => ({ id, label })
const choices = (n: number, letters: number) => Array.from({ length: n }, (_, i) => choice(`${i}`.padEnd(letters, 'x')))

/** What the person sees, after Meta has checked it. */
const seen = (reply: Reply, chatId = SITI, upload?: string) => onWhatsApp(reply, chatId, upload)
const typeOf = (message: Message) => (message.type === 'interactive' ? message.interactive.type : message.type)
const shape = (reply: Reply) => outbound(reply, SITI).map(typeOf)

describe('a reply', () => {
  it('of words is a text to the person’s number, without a preview of links', () => {
    expect(outbound({ text: 'Ketik *menu* ya, _Kak_' }, SITI)).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: SITI,
        type: 'text',
        text: { body: 'Ketik *menu* ya, _Kak_', preview_url: false },
      },
    ])
  })

  it('to somebody without a number goes to Meta’s id for them', () => {
    const [message] = outbound({ text: 'halo' }, 'ID.13491208655302741918')
    expect(message).toMatchObject({ recipient: 'ID.13491208655302741918' })
    expect(message).not.toHaveProperty('to')
  })

  it('with up to three short choices has buttons, whose ids come back', () => {
    expect(outbound({ text: 'Mau?', choices: [choice('Ya', 'daftar:a=ya'), choice('Tidak')] }, SITI)).toMatchObject([
      {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'Mau?' },
          action: {
            buttons: [
              { type: 'reply', reply: { id: 'daftar:a=ya', title: 'Ya' } },
              { type: 'reply', reply: { id: 'a:Tidak', title: 'Tidak' } },
            ],
          },
        },
      },
    ])
  })

  it.each<[n: number, letters: number, shown: string]>([
    [1, 20, 'button'],
    [3, 20, 'button'],
    [3, 21, 'list'],
    [4, 20, 'list'],
    [10, 24, 'list'],
    [10, 25, 'text'],
    [11, 5, 'text'],
  ])('with %i choices of %i letters is shown as %s', (n, letters, shown) => {
    const reply = { text: 'Pilih ya', choices: choices(n, letters) }
    expect(shape(reply)).toEqual([shown])
    expect(seen(reply)[0]!.choices).toHaveLength(shown === 'text' ? 0 : n)
  })

  it('whose choices fit no button is a text with numbers', () => {
    const labels = ['G to G Jepang: careworker kaigo', 'Magang *IM Japan*']
    expect(seen({ text: 'Yang mana?', choices: labels.map((label) => choice(label)) })[0]!.text).toBe(
      'Yang mana?\n\n1. G to G Jepang: careworker kaigo\n2. Magang ∗IM Japan∗',
    )
  })

  it('that comes unasked has no numbers, which belong to the question before', () => {
    expect(seen({ text: 'Ada kabar', choices: choices(1, 30), aside: true })[0]!.text).toMatch(/^Ada kabar\n\n• 0x+$/)
  })

  it('with two choices of one name, or one meaning, has numbers, for Meta refuses such buttons', () => {
    expect(shape({ text: 'a', choices: [choice('Ya', 'x'), choice('Ya', 'y')] })).toEqual(['text'])
    expect(shape({ text: 'a', choices: [choice('Ya', 'x'), choice('Iya', 'x')] })).toEqual(['text'])
  })

  it('with more words than fit beside buttons has a list; with even more, the words come before', () => {
    const two = [choice('Ya'), choice('Tidak')]
    expect(shape({ text: 'a'.repeat(1024), choices: two })).toEqual(['button'])
    expect(shape({ text: 'a'.repeat(1025), choices: two })).toEqual(['list'])
    expect(shape({ text: 'kata '.repeat(1200), choices: two })).toEqual(['text', 'list'])
  })

  it('that asks for the person’s number offers the one they write from', () => {
    const ask = { text: 'Nomor HP Kakak?', shareContact: true as const }
    expect(seen(ask)[0]!.choices).toEqual([{ id: 'nomor-whatsapp', title: 'Pakai nomor ini', kind: 'button' }])
    expect(seen({ ...ask, choices: choices(10, 5) })[0]!.choices).toHaveLength(10)
    expect(seen(ask, 'ID.123')[0]!.choices).toEqual([])
  })

  it('that is too long is cut at the ends of sentences, bold words whole', () => {
    const text = 'Satu kalimat *yang tebal* dan biasa. '.repeat(300).trim()
    const parts = seen({ text })
    expect(parts.length).toBeGreaterThan(2)
    for (const part of parts) expect(part.text).toMatch(/^Satu .*\.$/s)
    expect(parts.map((part) => part.text).join(' ')).toBe(plainText(text))
  })

  it('with a file has it first, once it is in our keeping; without, says that there is one', () => {
    const photo = { ref: 'image:77', mime: 'image/jpeg', bytes: 0, channel: 'whatsapp' as const }
    const reply = { text: 'Pesan untuk petugas', file: photo, choices: [choice('Buka')] }
    expect(seen(reply, SITI, '9001').map(({ type, file }) => [type, file])).toEqual([
      ['image', '9001'],
      ['interactive', undefined],
    ])
    expect(
      outbound({ text: '', file: { ...photo, ref: 'document:1', name: 'Ijazah.pdf' } }, SITI, '9001'),
    ).toMatchObject([{ type: 'document', document: { id: '9001', filename: 'Ijazah.pdf' } }])
    expect(seen(reply)[0]!.text).toBe(
      'Pesan untuk petugas\n\n(Ada foto atau berkas yang tidak bisa ditampilkan di sini.)',
    )
  })

  it('of nothing is a bug', () => {
    expect(() => outbound({ text: ' ' }, SITI)).toThrow(RangeError)
  })

  it('of any words and choices is one that Meta takes', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== '')
    const anyChoices = fc.array(fc.record({ id: fc.string({ minLength: 1, maxLength: 60 }), label }), { maxLength: 13 })
    const words = fc.string({
      unit: fc.constantFrom('*', '_', 'a', ' ', '\n', '.', 'kata panjang ', '😀'),
      maxLength: 3000,
    })
    fc.assert(
      fc.property(words, anyChoices, (text, some) => {
        fc.pre(text.trim() !== '')
        const shown = seen({ text: `Halo ${text}`, choices: some })
        expect(shown.length).toBeGreaterThan(0)
        expect(shown.at(-1)!.choices.length).toBeOneOf([0, some.length])
      }),
      { numRuns: 150 },
    )
  })
})

describe('formatting', () => {
  it('leaves a person’s words as they are where they cannot become a style', () => {
    for (const words of [
      'nama_saya@contoh.id dan a_b@x.id',
      '2*3*4',
      '5 * 3 * 2',
      'bintang * satu',
      '*catatan',
      '~100 juta',
    ])
      expect(toWhatsApp(spans(quote(words)))).toBe(words)
  })

  it('takes a mark of theirs for one that looks the same where it could', () => {
    expect(toWhatsApp(spans(`Nama: ${quote('*Siti* _R_ ~x~ `y`')}`))).toBe('Nama: ∗Siti∗ ˍRˍ ∼x∼ ˋyˋ')
    expect(toWhatsApp(spans(`${quote('*')}catatan *tebal*`))).toBe('∗catatan *tebal*')
  })

  it('mends half a surrogate pair', () => {
    expect(toWhatsApp(spans('a\uD83Db'))).toBe('a\uFFFDb')
  })

  it('styles what is bold and italic and nothing else, whatever a person typed', () => {
    const anyWords = fc.string({
      unit: fc.constantFrom('*', '_', '~', '`', ' ', '\n', 'a', '1', '.', '(', 'é', '😀'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(anyWords, anyWords, (one, two) => {
        const { text, styled } = asShown(
          toWhatsApp(spans(`${quote(one)}\n${quote(two)} *tebal* ${quote(one)} _miring_`)),
        )
        expect(asTyped(text)).toBe(`${one}\n${two} tebal ${one} miring`)
        expect(styled).toEqual([
          { mark: '*', text: 'tebal' },
          { mark: '_', text: 'miring' },
        ])
      }),
      { numRuns: 2000 },
    )
  })
})
