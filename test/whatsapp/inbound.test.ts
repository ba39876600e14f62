import { proto } from 'baileys'
import { describe, expect, it } from 'vitest'
import { mediaMessage, readFileHandle } from '../../src/bots/whatsapp/file-handle.ts'
import { inbound, type Message } from '../../src/bots/whatsapp/inbound.ts'

const LID = '100000000000001@lid'
const PN = '6281234567890@s.whatsapp.net'
const NOW = new Date('2026-11-25T03:00:00Z')
const message = (content: Message['content'], more: Partial<Message> = {}): Message => ({
  id: '3A1',
  jids: [LID, PN],
  fromMe: false,
  at: 1_795_572_000,
  content,
  ...more,
})
const read = (content: Message['content'], more: Partial<Message> = {}) => inbound(message(content, more), 'utama', NOW)
const inputOf = (content: proto.IMessage) => read(content)?.input
const vcard = (number: string) => `BEGIN:VCARD\nTEL;type=CELL;waid=${number}:+${number}\nEND:VCARD`

describe('what a person did on WhatsApp', () => {
  it('is an event of the chat by its LID, with the phone number beside it', () => {
    expect(read({ conversation: 'halo' })).toEqual({
      id: '3A1',
      from: { channel: 'whatsapp', account: 'utama', chatId: LID },
      at: new Date(1_795_572_000_000),
      group: false,
      input: { kind: 'text', text: 'halo' },
      phone: '6281234567890',
    })
  })

  it('has the same chat however it is addressed, and whatever device it is from', () => {
    const chatOf = (...jids: (string | undefined)[]) => {
      const event = read({ conversation: 'halo' }, { jids })
      return [event?.from.chatId, event?.phone]
    }
    expect(chatOf(PN, LID)).toEqual([LID, '6281234567890'])
    expect(chatOf('100000000000001:3@lid')).toEqual([LID, undefined])
    expect(chatOf('6281234567890:2@s.whatsapp.net', undefined, LID)).toEqual([LID, '6281234567890'])
    expect(chatOf(PN)).toEqual([PN, '6281234567890'])
  })

  it.each([
    ['own messages', { fromMe: true }],
    ['groups', { jids: ['120363001@g.us', LID] }],
    ['status', { jids: ['status@broadcast', LID] }],
    ['lists', { jids: ['1234@broadcast', LID] }],
    ['channels', { jids: ['120363002@newsletter'] }],
    ['bots', { jids: ['867051314767696@bot'] }],
    ['announcements', { jids: ['0@s.whatsapp.net'] }],
    ['nobody', { jids: [undefined] }],
    ['what has no id', { id: '' }],
  ])('ignores %s', (_, more) => {
    expect(read({ conversation: 'halo' }, more)).toBeUndefined()
  })

  it.each([
    [{ extendedTextMessage: { text: 'a\nb' } }, { kind: 'text', text: 'a\nb' }],
    [{ ephemeralMessage: { message: { conversation: 'hilang' } } }, { kind: 'text', text: 'hilang' }],
    [{ buttonsResponseMessage: { selectedDisplayText: 'Ya' } }, { kind: 'text', text: 'Ya' }],
    [{ listResponseMessage: { title: 'Kaigo' } }, { kind: 'text', text: 'Kaigo' }],
    [{ audioMessage: { ptt: true } }, { kind: 'voice', what: 'pesan suara' }],
    [{ audioMessage: {} }, { kind: 'unsupported', what: 'rekaman suara' }],
    [{ stickerMessage: {} }, { kind: 'unsupported', what: 'stiker' }],
    [{ videoMessage: {} }, { kind: 'unsupported', what: 'video' }],
    [{ locationMessage: {} }, { kind: 'unsupported', what: 'lokasi' }],
    [{ pollCreationMessageV3: {} }, { kind: 'unsupported', what: 'jajak pendapat' }],
    [{ productMessage: {} }, { kind: 'unsupported', what: 'pesan' }],
    [{ contactMessage: { vcard: vcard('6281234567890') } }, { kind: 'contact', phone: '+6281234567890', own: true }],
    [{ contactMessage: { vcard: vcard('6281999999999') } }, { kind: 'contact', phone: '+6281999999999', own: false }],
    [{ contactMessage: { vcard: 'BEGIN:VCARD' } }, { kind: 'unsupported', what: 'kontak' }],
  ] as const)('understands %o', (content, input) => {
    expect(inputOf(content as proto.IMessage)).toEqual(input)
  })

  it.each([
    [{ reactionMessage: { text: '👍' } }],
    [{ protocolMessage: { type: 0 } }],
    [{ pollUpdateMessage: {} }],
    [{ senderKeyDistributionMessage: {} }],
    [{ messageContextInfo: {} }],
    [{}],
  ])('hears nothing in %o', (content) => {
    expect(inputOf(content)).toBeUndefined()
  })

  it('answers a photo that only the phone shows, and hears nothing where nothing could be read', () => {
    expect(read(null)?.input).toEqual({ kind: 'unsupported', what: 'foto sekali lihat' })
    expect(read(undefined)).toBeUndefined()
  })

  it('takes the time from the message, else from the clock', () => {
    expect(read({ conversation: 'x' }, { at: 0 })?.at).toEqual(NOW)
    expect(read({ conversation: 'x' }, { at: Number.NaN })?.at).toEqual(NOW)
  })

  it('keeps of a file what shows it again, and nothing of what is in it', () => {
    const media = {
      url: 'https://mmg.whatsapp.net/x',
      directPath: '/v/x',
      mediaKey: Buffer.alloc(32, 7),
      mimetype: 'application/pdf',
      fileLength: 12_345,
    }
    const content = { ...media, fileName: 'paspor.pdf', caption: 'ini paspor', jpegThumbnail: Buffer.from('gambar') }
    const input = inputOf({ documentWithCaptionMessage: { message: { documentMessage: content } } })
    expect(input).toMatchObject({ kind: 'file', file: { mime: 'application/pdf', bytes: 12_345, name: 'paspor.pdf' } })
    const { ref } = (input as { file: { ref: string } }).file
    expect(Buffer.from(ref.split(':')[2]!, 'base64').toString('latin1')).not.toMatch(/ini paspor|gambar/)
    const again = mediaMessage(readFileHandle(ref)!, 'Dari Siti').documentMessage!
    expect(again).toMatchObject({
      ...media,
      fileName: 'paspor.pdf',
      caption: 'Dari Siti',
      fileLength: expect.anything(),
    })
    expect(inputOf({ imageMessage: media })).toMatchObject({
      kind: 'file',
      file: { ref: expect.stringMatching(/^whatsapp:image:/) },
    })
    expect(readFileHandle('photo:AgAC')).toBeUndefined()
  })

  it('never throws, whatever the fields hold', () => {
    for (const field of Object.keys(proto.Message.create({ conversation: '' }).constructor.prototype))
      expect(() => inputOf({ [field]: {} } as proto.IMessage), field).not.toThrow()
  })
})
