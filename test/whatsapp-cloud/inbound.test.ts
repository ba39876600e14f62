import { describe, expect, it } from 'vitest'
import { inbound } from '../../src/bots/whatsapp-cloud/inbound.ts'
import { receiptOf, undelivered } from '../../src/bots/whatsapp-cloud/status.ts'
import { readBody } from '../../src/bots/whatsapp-cloud/webhook-body.ts'
import type { Input } from '../../src/domain/chat.ts'

const PHONE = '106540352242922'
const SITI = '6281234567890'
const NOW = new Date('2026-11-24T02:00:00Z')

/** As Meta posts it. */
const posted = (value: object, phoneId = PHONE, field = 'messages') => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102290129340398',
      changes: [
        {
          field,
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '6281100000000', phone_number_id: phoneId },
            ...value,
          },
        },
      ],
    },
  ],
})
const message = (fields: object) => ({ from: SITI, id: 'wamid.A', timestamp: '1764000000', ...fields })
const heard = (body: unknown) => readBody(body, PHONE).messages.flatMap((one) => inbound(one, PHONE, NOW) ?? [])
const inputOf = (fields: object) => heard(posted({ messages: [message(fields)] }))[0]?.input

const file = (ref: string, mime: string, name?: string): Input => ({
  kind: 'file',
  file: { ref, mime, bytes: 0, name, channel: 'whatsapp' },
})
const interactive = (kind: string, id: string) => ({
  type: 'interactive',
  interactive: { type: kind, [kind]: { id, title: 'Kaigo' } },
})
const unsupported = (what: string): Input => ({ kind: 'unsupported', what })

const table: [what: string, fields: object, input: Input | undefined][] = [
  ['a text', { type: 'text', text: { body: 'halo kak' } }, { kind: 'text', text: 'halo kak' }],
  ['a tap on a button', interactive('button_reply', 'daftar:sex=P'), { kind: 'choice', id: 'daftar:sex=P' }],
  ['a row of a list', interactive('list_reply', 'menu:petugas'), { kind: 'choice', id: 'menu:petugas' }],
  [
    'a tap on "use this number"',
    interactive('button_reply', 'nomor-whatsapp'),
    { kind: 'contact', phone: `+${SITI}`, own: true },
  ],
  [
    'a button of a template, by its label',
    { type: 'button', button: { payload: 'Menu', text: 'Menu' } },
    { kind: 'text', text: 'Menu' },
  ],
  [
    'a button of a template, by what the office gave it',
    { type: 'button', button: { payload: 'menu:status', text: 'Lihat status' } },
    { kind: 'choice', id: 'menu:status' },
  ],
  [
    'a photo',
    { type: 'image', image: { id: '77', mime_type: 'image/png', sha256: 'x', caption: 'KTP' } },
    { ...file('image:77', 'image/png'), caption: 'KTP' } as Input,
  ],
  [
    'a document',
    { type: 'document', document: { id: '78', mime_type: 'application/pdf', filename: 'Ijazah.pdf' } },
    file('document:78', 'application/pdf', 'Ijazah.pdf'),
  ],
  [
    'a document without a kind',
    { type: 'document', document: { id: '78' } },
    file('document:78', 'application/octet-stream'),
  ],
  ['a voice note', { type: 'audio', audio: { id: '79', voice: true } }, { kind: 'voice', what: 'pesan suara' }],
  ['a recording', { type: 'audio', audio: { id: '79', voice: false } }, unsupported('rekaman suara')],
  ['a video', { type: 'video', video: { id: '80' } }, unsupported('video')],
  ['a sticker', { type: 'sticker', sticker: { id: '81', animated: false } }, unsupported('stiker')],
  ['a place', { type: 'location', location: { latitude: -3.3, longitude: 114.6 } }, unsupported('lokasi')],
  [
    'somebody’s card',
    { type: 'contacts', contacts: [{ name: {}, phones: [{ phone: '+62 813-1111-2222', wa_id: '6281311112222' }] }] },
    { kind: 'contact', phone: '+62 813-1111-2222', own: false },
  ],
  [
    'one’s own card',
    { type: 'contacts', contacts: [{ phones: [{ phone: '+62 812-3456-7890', wa_id: SITI }] }] },
    { kind: 'contact', phone: '+62 812-3456-7890', own: true },
  ],
  ['a card without a number', { type: 'contacts', contacts: [{ name: { first_name: 'Budi' } }] }, unsupported('pesan')],
  ['what Meta itself cannot read', { type: 'unsupported', errors: [{ code: 131051 }] }, unsupported('pesan')],
  ['a kind of tomorrow', { type: 'hologram', hologram: {} }, unsupported('pesan')],
  ['a message without a kind', {}, unsupported('pesan')],
  ['an empty text', { type: 'text', text: { body: '' } }, unsupported('pesan')],
  ['a thumb on a message', { type: 'reaction', reaction: { message_id: 'wamid.Z', emoji: '👍' } }, undefined],
  ['a number that changed', { type: 'system', system: { body: 'changed', type: 'user_changed_number' } }, undefined],
  ['a message in a group', { group_id: 'Y2FwaV9ncm91c', type: 'text', text: { body: 'halo' } }, undefined],
]

describe('a message', () => {
  it.each(table)('that is %s', (_, fields, input) => {
    expect(inputOf(fields)).toEqual(input)
  })

  it('says whose it is and when it was', () => {
    expect(heard(posted({ messages: [message({ text: { body: 'a' } })] }))).toEqual([
      {
        id: 'wamid.A',
        from: { channel: 'whatsapp', account: PHONE, chatId: SITI },
        at: new Date(1764000000_000),
        group: false,
        input: { kind: 'text', text: 'a' },
      },
    ])
    expect(heard(posted({ messages: [message({ timestamp: 'kemarin', text: { body: 'a' } })] }))[0]!.at).toEqual(NOW)
  })

  it('of somebody who shows a username only is known by Meta’s id for them, and no number is made of it', () => {
    const id = 'ID.13491208655302741918'
    const unnamed = {
      id: 'wamid.B',
      from_user_id: id,
      timestamp: '1',
      ...interactive('button_reply', 'nomor-whatsapp'),
    }
    expect(heard(posted({ messages: [unnamed] }))).toMatchObject([
      { from: { chatId: id }, input: { kind: 'choice', id: 'nomor-whatsapp' } },
    ])
  })
})

describe('what Meta posts', () => {
  it('may hold many messages, and keeps their order', () => {
    const texts = ['a', 'b', 'c'].map((body) => message({ id: body, text: { body } }))
    const one = posted({ messages: texts.slice(0, 2) })
    const two = posted({ messages: texts.slice(2) })
    const body = { ...one, entry: [...one.entry, ...two.entry] }
    expect(heard(body).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('about other numbers, or about something else, is not ours', () => {
    const messages = [message({ text: { body: 'a' } })]
    expect(heard(posted({ messages }, '999'))).toEqual([])
    expect(heard(posted({ messages }, PHONE, 'account_update'))).toEqual([])
  })

  it('loses what is odd in it, and nothing else', () => {
    const messages = [null, 7, { id: '' }, { from: SITI }, message({ text: { body: 'a' } }), message({ from: 7 })]
    expect(heard(posted({ messages }))).toHaveLength(1)
    const ours = posted({ messages }).entry[0]!
    expect(heard({ object: 'x', entry: [null, { changes: [{}, ...ours.changes, 'x'] }] })).toHaveLength(1)
    for (const body of [null, 7, 'x', [], {}, { entry: 7 }, { object: 'x', entry: [{ changes: {} }] }])
      expect(readBody(body, PHONE)).toEqual({ messages: [], statuses: [] })
  })
})

describe('a status', () => {
  const read = (fields: object) =>
    readBody(posted({ statuses: [{ id: 'wamid.S', recipient_id: SITI, ...fields }] }), PHONE).statuses[0]!
  const status = (fields: object) => undelivered(read(fields), PHONE)
  const to = { channel: 'whatsapp', account: PHONE, chatId: SITI }

  it.each(['sent', 'delivered', 'read', 'played'])('"%s" is no failure', (name) => {
    expect(status({ status: name })).toBeUndefined()
  })

  it.each([
    ['sent', undefined],
    ['failed', undefined],
    ['delivered', false],
    ['read', true],
    ['played', true],
  ])('"%s" tells what has become of it', (name, wasRead) => {
    const at = new Date('2025-11-24T16:00:00Z')
    const receipt = receiptOf(read({ status: name, timestamp: String(at.getTime() / 1000) }), new Date())
    expect(receipt).toEqual(wasRead === undefined ? undefined : { platformId: 'wamid.S', at, read: wasRead })
  })

  it.each([
    [131026, 'person left: cannot be reached on WhatsApp', true],
    [131047, 'message refused: outside the 24-hour window', false],
    [131000, 'gave up: Meta is in trouble', false],
    [130429, 'gave up: Meta asks to wait', false],
    [999999, "message refused: Meta's error 999999", false],
  ])('"failed" with %i corrects the ledger', (code, reason, left) => {
    expect(status({ status: 'failed', errors: [{ code, title: 'x' }] })).toEqual({
      to,
      platformId: 'wamid.S',
      reason,
      left,
    })
  })

  it('"failed" without a reason is a failure all the same', () => {
    expect(status({ status: 'failed' })).toMatchObject({ reason: 'message refused: Meta gave no reason', left: false })
  })
})
