/** Updates as Telegram sends them, with people and names made up. */
const date = 1795485600 // 2026-11-24T02:00:00Z
const rahmah = { id: 1234567890, is_bot: false, first_name: 'Rahmah', username: 'rahmah_s', language_code: 'id' }
const us = { id: 4242, is_bot: true, first_name: 'Langkah Aman', username: 'kerja_bot' }
const chat = { id: 1234567890, first_name: 'Rahmah', username: 'rahmah_s', type: 'private' }
const group = { id: -1001234567890, title: 'Angkatan 7', type: 'supergroup' }

let lastUpdate = 9000
const message = (id: number, content: object) => ({
  update_id: lastUpdate++,
  message: { message_id: id, from: rahmah, chat, date, ...content },
})
const command = (id: number, text: string) =>
  message(id, { text, entities: [{ offset: 0, length: text.split(' ')[0]!.length, type: 'bot_command' }] })
const inGroup = (id: number, content: object) => message(id, { chat: group, ...content })
const file = (id: string) => ({ file_id: id, file_unique_id: `u-${id}` })
const membership = (id: number, of: object, before: string, after: string) => ({
  update_id: id,
  my_chat_member: {
    chat: of,
    from: rahmah,
    date,
    old_chat_member: { user: us, status: before },
    new_chat_member: { user: us, status: after, ...(after === 'kicked' ? { until_date: 0 } : {}) },
  },
})
const asked = {
  message_id: 499,
  from: us,
  chat,
  date,
  text: 'Program mana?',
  reply_markup: { inline_keyboard: [[{ text: 'Kaigo', callback_data: 'daftar:scheme=ssw-kaigo' }]] },
}

export const updates = {
  text: message(501, { text: 'kak, biayanya brp?' }),
  start: command(502, '/start'),
  startWithPayload: command(503, '/start brosur'),
  commandWithOurName: command(504, '/daftar@kerja_bot'),
  commandWithOurNameAndWords: command(505, '/status@Kerja_Bot LA-2026-0001'),
  commandForAnother: command(506, '/daftar@lain_bot'),
  photo: message(510, {
    photo: [
      { ...file('AgAC-small'), file_size: 1_512, width: 90, height: 60 },
      { ...file('AgAC-large'), file_size: 182_331, width: 1280, height: 853 },
      { ...file('AgAC-middle'), file_size: 21_099, width: 320, height: 213 },
    ],
    caption: 'ini ijazah saya',
  }),
  document: message(511, {
    document: { ...file('BQAC-cv'), file_name: 'CV Rahmah.pdf', mime_type: 'application/pdf', file_size: 88_000 },
  }),
  documentWithoutName: message(512, { document: file('BQAC-x') }),
  ownContact: message(520, {
    contact: { phone_number: '6281234567890', first_name: 'Rahmah', user_id: 1234567890 },
    reply_to_message: { message_id: 498, from: us, chat, date, text: 'Berapa nomor HP Kakak?' },
  }),
  anothersContact: message(521, { contact: { phone_number: '+6281399999999', first_name: 'Agen', user_id: 55 } }),
  contactOfNobody: message(522, { contact: { phone_number: '081399999999', first_name: 'Agen' } }),
  voice: message(530, { voice: { ...file('AwAC-1'), duration: 4, mime_type: 'audio/ogg', file_size: 15_000 } }),
  sticker: message(531, {
    sticker: {
      ...file('CAAC-1'),
      type: 'regular',
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: '🙏',
    },
  }),
  location: message(532, { location: { latitude: -3.316694, longitude: 114.590111 } }),
  video: message(533, { video: { ...file('BAAC-1'), width: 640, height: 360, duration: 9 } }),
  animation: message(534, {
    animation: { ...file('CgAC-1'), width: 320, height: 240, duration: 2 },
    document: { ...file('CgAC-1'), mime_type: 'video/mp4' },
  }),
  tomorrowsKind: message(535, { hologram: { depth: 3 } }),
  pinned: message(536, { pinned_message: asked }),
  tap: {
    update_id: 9018,
    callback_query: {
      id: '8837465',
      from: rahmah,
      message: asked,
      chat_instance: '-77',
      data: 'daftar:scheme=ssw-kaigo',
    },
  },
  tapOnForgottenMessage: {
    update_id: 9019,
    callback_query: {
      id: '8837466',
      from: rahmah,
      message: { chat, message_id: 12, date: 0 },
      chat_instance: '-77',
      data: 'menu:menu',
    },
  },
  tapInGroup: {
    update_id: 9022,
    callback_query: {
      id: '8837467',
      from: rahmah,
      message: { ...asked, chat: group },
      chat_instance: '-78',
      data: 'menu:menu',
    },
  },
  blocked: membership(9020, chat, 'member', 'kicked'),
  unblocked: membership(9021, chat, 'kicked', 'member'),
  addedToGroup: membership(9023, group, 'left', 'member'),
  edited: {
    update_id: 9024,
    edited_message: { message_id: 501, from: rahmah, chat, date, edit_date: date + 60, text: 'biayanya brp?' },
  },
  channelPost: {
    update_id: 9025,
    channel_post: {
      message_id: 3,
      chat: { id: -1009, title: 'Info', type: 'channel' },
      date,
      text: '/status@kerja_bot',
    },
  },
  groupTalk: inGroup(600, { text: 'ada yang sudah berangkat?' }),
  groupCommandForUs: inGroup(601, { text: '/status@kerja_bot' }),
  groupCommandMentioningUs: inGroup(602, { text: '/jadwal @kerja_bot besok' }),
  groupCommandForAll: inGroup(603, { text: '/status' }),
  groupCommandForAnother: inGroup(604, { text: '/status@lain_bot @kerja_bot' }),
  groupPhoto: inGroup(605, { photo: [{ ...file('AgAC-g'), width: 9, height: 9 }] }),
  anotherBot: inGroup(606, { from: { ...us, id: 99, username: 'lain_bot' }, text: '/status@kerja_bot' }),
}
