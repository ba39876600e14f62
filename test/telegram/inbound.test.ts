import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inbound } from '../../src/bots/telegram/inbound.ts'
import type { ChatEvent, Input } from '../../src/domain/chat.ts'
import { updates } from './recorded-updates.ts'

const bot = { id: '4242', username: 'kerja_bot' }
const now = new Date('2026-11-24T03:00:00Z')
const sent = new Date('2026-11-24T02:00:00Z')
const hear = (update: unknown) => inbound(update, bot, now)

const event = (id: string, input: Input, more: Partial<ChatEvent> = {}): ChatEvent => ({
  id,
  from: { channel: 'telegram', account: '4242', chatId: '1234567890' },
  at: sent,
  group: false,
  input,
  ...more,
})
const inGroup = (id: string, text: string) =>
  event(
    id,
    { kind: 'text', text },
    { group: true, from: { channel: 'telegram', account: '4242', chatId: '-1001234567890' } },
  )

const table: Record<keyof typeof updates, ChatEvent | undefined> = {
  text: event('m501', { kind: 'text', text: 'kak, biayanya brp?' }),
  start: event('m502', { kind: 'text', text: '/start' }),
  startWithPayload: event('m503', { kind: 'text', text: '/start brosur' }),
  commandWithOurName: event('m504', { kind: 'text', text: '/daftar' }),
  commandWithOurNameAndWords: event('m505', { kind: 'text', text: '/status LA-2026-0001' }),
  commandForAnother: event('m506', { kind: 'text', text: '/daftar@lain_bot' }),
  photo: event('m510', {
    kind: 'file',
    file: { ref: 'photo:AgAC-large', mime: 'image/jpeg', bytes: 182_331 },
    caption: 'ini ijazah saya',
  }),
  document: event('m511', {
    kind: 'file',
    file: { ref: 'document:BQAC-cv', mime: 'application/pdf', bytes: 88_000, name: 'CV Rahmah.pdf' },
  }),
  documentWithoutName: event('m512', {
    kind: 'file',
    file: { ref: 'document:BQAC-x', mime: 'application/octet-stream', bytes: 0, name: undefined },
  }),
  ownContact: event('m520', { kind: 'contact', phone: '6281234567890', own: true }),
  anothersContact: event('m521', { kind: 'contact', phone: '+6281399999999', own: false }),
  contactOfNobody: event('m522', { kind: 'contact', phone: '081399999999', own: false }),
  voice: event('m530', { kind: 'voice', what: 'pesan suara' }),
  sticker: event('m531', { kind: 'unsupported', what: 'stiker' }),
  location: event('m532', { kind: 'unsupported', what: 'lokasi' }),
  video: event('m533', { kind: 'unsupported', what: 'video' }),
  animation: event('m534', { kind: 'unsupported', what: 'animasi' }),
  tomorrowsKind: event('m535', { kind: 'unsupported', what: 'pesan' }),
  pinned: undefined,
  tap: event('q8837465', { kind: 'choice', id: 'daftar:scheme=ssw-kaigo' }, { at: now }),
  tapOnForgottenMessage: event('q8837466', { kind: 'choice', id: 'menu:menu' }, { at: now }),
  tapInGroup: undefined,
  blocked: event('u9020', { kind: 'left' }),
  unblocked: event('u9021', { kind: 'back' }),
  addedToGroup: undefined,
  edited: undefined,
  channelPost: undefined,
  groupTalk: undefined,
  groupCommandForUs: inGroup('m601', '/status'),
  groupCommandMentioningUs: inGroup('m602', '/jadwal besok'),
  groupCommandForAll: undefined,
  groupCommandForAnother: undefined,
  groupPhoto: undefined,
  anotherBot: undefined,
}

describe('what Telegram sends', () => {
  for (const [name, expected] of Object.entries(table)) {
    it(`${name} is ${expected ? expected.input.kind : 'nothing to us'}`, () => {
      expect(hear(updates[name as keyof typeof updates])).toEqual(expected)
    })
  }

  it('has a time even where Telegram gives none that can be read', () => {
    const odd = structuredClone(updates.text) as { message: { date: unknown } }
    for (const date of [undefined, 'kemarin', Number.MAX_VALUE, null]) {
      odd.message.date = date
      expect(hear(odd)?.at).toEqual(now)
    }
  })

  it('never becomes silence or a crash because a part of it is odd', () => {
    const odd = structuredClone(updates.photo) as unknown as { message: { photo: unknown } }
    odd.message.photo = { not: 'a list' }
    expect(hear(odd)?.input).toEqual({ kind: 'unsupported', what: 'pesan' })
  })

  it('is never thrown over, whatever it is', () => {
    const recorded = fc.constantFrom(...Object.values(updates))
    const spoilt = fc.tuple(recorded, fc.nat(), fc.anything()).map(([update, at, value]) => spoil(update, at, value))
    fc.assert(
      fc.property(fc.oneof(fc.anything(), spoilt), (update) => {
        const heard = hear(update)
        if (heard) expect(heard.at.getTime()).not.toBeNaN()
      }),
      { numRuns: 1000 },
    )
  })
})

/** A copy with the field at a counted position replaced, however deep it lies. */
function spoil(update: object, at: number, value: unknown): unknown {
  const copy = structuredClone(update)
  const places: [object: Record<string, unknown>, key: string][] = []
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key])
      walk((node as Record<string, unknown>)[key])
    }
  }
  walk(copy)
  const [node, key] = places[at % places.length]!
  node[key] = value
  return copy
}
