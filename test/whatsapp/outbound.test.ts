import { describe, expect, it } from 'vitest'
import { afterEnd } from '../../src/bots/whatsapp/disconnects.ts'
import { refused, unanswered } from '../../src/bots/whatsapp/errors.ts'
import { messageId } from '../../src/bots/whatsapp/message-id.ts'
import { outbound } from '../../src/bots/whatsapp/outbound.ts'

const choices = [
  { id: 'a', label: 'Kaigo' },
  { id: 'b', label: 'Bicara dengan petugas' },
]

describe('a reply on WhatsApp', () => {
  it('has its choices as numbered lines', () => {
    expect(outbound({ text: 'Mau *apa*, Kak?', choices })).toEqual({
      text: 'Mau *apa*, Kak?\n\n1. Kaigo\n2. Bicara dengan petugas',
    })
  })

  it('has no numbers when it comes unasked: those belong to the last question', () => {
    expect(outbound({ text: 'Ada pesan.', choices, aside: true })).toEqual({ text: 'Ada pesan.' })
  })

  it('says so when its file lies elsewhere', () => {
    const file = { ref: 'photo:AgAC', mime: 'image/jpeg', bytes: 1 }
    expect(outbound({ text: 'Dari Siti', file })).toEqual({
      text: 'Dari Siti\n\n(Ada foto atau berkas yang tidak bisa ditampilkan di sini.)',
    })
  })

  it('is never empty', () => {
    expect(() => outbound({ text: ' ' })).toThrow(RangeError)
  })

  it.each([
    ['*tebal* dan _miring_', '*tebal* dan _miring_'],
    ['kata Budi: \\*penting\\*', 'kata Budi: ∗penting∗'],
    ['\\_x\\_ ~coret~ `kode`', 'ˍxˍ ∼coret∼ ˋkodeˋ'],
    ['https://kantor.go.id/a\\_b\\_c', 'https://kantor.go.id/a_b_c'],
    ['2\\*3\\*4, 5 \\* 6', '2*3*4, 5 * 6'],
  ])('shows %s as it is meant', (text, written) => {
    expect(outbound({ text })).toEqual({ text: written })
  })
})

describe('the id of a message', () => {
  it('is the same for the same row of the same login, and for nothing else', () => {
    const id = messageId('login', '17')
    expect(id).toMatch(/^3EB0[0-9A-F]{18}$/)
    expect(messageId('login', '17')).toBe(id)
    expect(new Set([id, messageId('login', '18'), messageId('other', '17'), messageId('login', undefined)]).size).toBe(
      4,
    )
    expect(messageId('login', undefined)).not.toBe(messageId('login', undefined))
  })
})

describe('why a message did not go out', () => {
  it.each([
    ['429', 'try later'],
    ['500', 'try later'],
    ['503', 'try later'],
    ['463', 'message refused'],
    ['479', 'message refused'],
    ['404', 'message refused'],
  ])('%s means "%s"', (code, verdict) => {
    expect(refused(code).verdict).toBe(verdict)
  })

  it('is no reason to give up where the message can be repeated', () => {
    expect([unanswered(true).verdict, unanswered(false).verdict]).toEqual(['try later', 'unknown'])
  })
})

describe('after the end of a line', () => {
  it.each([
    [undefined, 'again'],
    [428, 'again'],
    [408, 'again'],
    [500, 'again'],
    [503, 'again'],
    [515, 'again'],
    [401, 'unlinked'],
    [440, 'stop'],
    [402, 'stop'],
    [403, 'stop'],
    [406, 'stop'],
    [409, 'stop'],
    [411, 'stop'],
  ])('by %s the next step is "%s"', (code, kind) => {
    expect(afterEnd(code, 1).kind).toBe(kind)
  })

  it('is at once only where WhatsApp wants it, and an outdated version is tried three times', () => {
    expect(afterEnd(515, 1)).toEqual({ kind: 'again', atOnce: true })
    expect(afterEnd(428, 9)).toEqual({ kind: 'again' })
    expect([1, 2, 3].map((failures) => afterEnd(405, failures).kind)).toEqual(['again', 'again', 'stop'])
  })
})
