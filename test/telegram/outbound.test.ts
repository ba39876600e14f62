import { describe, expect, it } from 'vitest'
import { outbound } from '../../src/bots/telegram/outbound.ts'
import type { Reply } from '../../src/domain/chat.ts'

const PERSON = '1234567890'
const GROUP = '-1001234567890'
const NO_PREVIEW = { link_preview_options: { is_disabled: true } }
const words = (text: string, more: object = {}) => ({
  method: 'sendMessage',
  payload: {
    chat_id: 1234567890,
    text,
    parse_mode: 'HTML',
    ...NO_PREVIEW,
    reply_markup: { remove_keyboard: true },
    ...more,
  },
})
const button = (text: string, callback_data: string) => ({ text, callback_data })
const choice = (id: string, label = id) => ({ id, label })
const photo = { ref: 'photo:AgAC-1', mime: 'image/jpeg', bytes: 9 }
const document = { ref: 'document:BQAC-1', mime: 'application/pdf', bytes: 9, name: 'Kontrak.pdf' }

const table: [what: string, reply: Reply, calls: unknown[]][] = [
  ['plain words', { text: 'Halo, Kak!' }, [words('Halo, Kak!')]],
  ['markup', { text: 'Ketik *menu* ya, _Kak_' }, [words('Ketik <b>menu</b> ya, <i>Kak</i>')]],
  ['what looks like HTML', { text: 'a <b> & c > d *x<y*' }, [words('a &lt;b&gt; &amp; c &gt; d <b>x&lt;y</b>')]],
  [
    'short choices, two in a row',
    { text: 'Mau?', choices: [choice('a:1', 'Ya'), choice('a:2', 'Tidak'), choice('a:3', 'Nanti')] },
    [
      words('Mau?', {
        reply_markup: { inline_keyboard: [[button('Ya', 'a:1'), button('Tidak', 'a:2')], [button('Nanti', 'a:3')]] },
      }),
    ],
  ],
  [
    'longer choices, one in a row',
    {
      text: 'Mau apa?',
      choices: [
        choice('menu:tanya', 'Tanya'),
        choice('menu:petugas', 'Bicara dengan petugas'),
        choice('menu:x', 'Menu'),
      ],
    },
    [
      words('Mau apa?', {
        reply_markup: {
          inline_keyboard: [
            [button('Tanya', 'menu:tanya')],
            [button('Bicara dengan petugas', 'menu:petugas')],
            [button('Menu', 'menu:x')],
          ],
        },
      }),
    ],
  ],
  [
    'a label that a phone would cut off is listed in full',
    {
      text: 'Yang mana?',
      choices: [choice('a', 'Magang ke Jepang lewat IM Japan (program pemerintah)'), choice('b', 'Lain')],
    },
    [
      words('Yang mana?\n\n1. Magang ke Jepang lewat IM Japan (program pemerintah)\n2. Lain', {
        reply_markup: {
          inline_keyboard: [
            [button('Magang ke Jepang lewat IM Japan (program pemerintah)', 'a')],
            [button('Lain', 'b')],
          ],
        },
      }),
    ],
  ],
  [
    'the own phone number',
    { text: 'Nomor HP?', shareContact: true },
    [
      words('Nomor HP?', {
        reply_markup: {
          keyboard: [[{ text: '📱 Kirim nomor HP saya', request_contact: true }]],
          one_time_keyboard: true,
          resize_keyboard: true,
        },
      }),
    ],
  ],
  [
    'the own phone number beside choices',
    { text: 'Nomor HP?', shareContact: true, choices: [choice('hp=lama', 'Pakai yang lama')] },
    [
      words('Nomor HP?', {
        reply_markup: {
          keyboard: [[{ text: '📱 Kirim nomor HP saya', request_contact: true }], [{ text: 'Pakai yang lama' }]],
          one_time_keyboard: true,
          resize_keyboard: true,
        },
      }),
    ],
  ],
  [
    'a document with words and a choice',
    { text: 'Ini *kontraknya*', file: document, choices: [choice('a:b', 'Ya')] },
    [
      {
        method: 'sendDocument',
        payload: {
          chat_id: 1234567890,
          document: 'BQAC-1',
          caption: 'Ini <b>kontraknya</b>',
          parse_mode: 'HTML',
          reply_markup: { inline_keyboard: [[button('Ya', 'a:b')]] },
        },
      },
    ],
  ],
  [
    'a photo alone',
    { text: '', file: photo },
    [
      {
        method: 'sendPhoto',
        payload: { chat_id: 1234567890, photo: 'AgAC-1', parse_mode: 'HTML', reply_markup: { remove_keyboard: true } },
      },
    ],
  ],
  [
    'a photo that WhatsApp keeps, which Telegram cannot show',
    { text: 'Pesan untuk petugas', file: { ref: 'image:77', mime: 'image/jpeg', bytes: 0, channel: 'whatsapp' } },
    [words('Pesan untuk petugas\n\n(Ada foto atau berkas yang tidak bisa ditampilkan di sini.)')],
  ],
]

describe('a reply', () => {
  it.each(table)('of %s', (_, reply, calls) => {
    expect(outbound(reply, PERSON)).toEqual(calls)
  })

  it('puts words too long for a caption behind the file, and the choices on the last part', () => {
    const text = `${'a'.repeat(3000)}\n\n${'b'.repeat(3000)}`
    const calls = outbound({ text, file: photo, choices: [choice('a', 'Ya')] }, PERSON)
    expect(calls.map(({ method }) => method)).toEqual(['sendPhoto', 'sendMessage', 'sendMessage'])
    expect(calls.map(({ payload }) => payload.reply_markup)).toEqual([
      undefined,
      undefined,
      { inline_keyboard: [[button('Ya', 'a')]] },
    ])
    expect(calls[0]!.payload).not.toHaveProperty('caption')
    expect(calls.slice(1).map(({ payload }) => 'text' in payload && payload.text)).toEqual([
      'a'.repeat(3000),
      'b'.repeat(3000),
    ])
  })

  it('gives groups a list instead of buttons that nobody would hear', () => {
    const [call] = outbound(
      { text: 'Yang mana?', choices: [choice('a', 'Satu'), choice('b', 'Dua')], shareContact: true },
      GROUP,
    )
    expect(call!.payload).toMatchObject({ chat_id: -1001234567890, text: 'Yang mana?\n\n1. Satu\n2. Dua' })
    expect(call!.payload).not.toHaveProperty('reply_markup')
  })

  it('counts the limit without markup, in UTF-16 units', () => {
    expect(outbound({ text: `*${'😀'.repeat(2048)}*` }, PERSON)).toHaveLength(1)
    expect(outbound({ text: '&'.repeat(4096) }, PERSON)).toHaveLength(1)
    expect(outbound({ text: '&'.repeat(4097) }, PERSON)).toHaveLength(2)
  })

  it('is refused as a bug when no button can carry its choice', () => {
    const reply = (id: string) => ({ text: 'x', choices: [choice(id)] })
    expect(() => outbound(reply('é'.repeat(33)), PERSON)).toThrow(RangeError)
    expect(() => outbound(reply(''), PERSON)).toThrow(RangeError)
    expect(outbound(reply('é'.repeat(32)), PERSON)).toHaveLength(1)
  })

  it('is refused as a bug when it says nothing', () => {
    for (const text of ['', ' \n ', ' '.repeat(5000)]) expect(() => outbound({ text }, PERSON)).toThrow(RangeError)
  })
})
