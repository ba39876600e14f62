import { confirming } from '../confirming.ts'
import { channelList } from './channels.ts'

/** *pisahkan*: this chat keeps the data, every other one of the person begins anew. */
export const separate = confirming({
  name: 'pisahkan',
  needless: ({ person: { elsewhere } }) =>
    elsewhere
      ? undefined
      : 'Chat ini tidak tersambung dengan chat lain, Kak. Mau menyambungkan? Ketik *sambungkan*. Untuk yang lain ketik *menu*.',
  ask: ({ person: { elsewhere = [] } }) =>
    [
      `Chat ini tersambung dengan chat Kakak di ${channelList(elsewhere)}. Kalau dipisahkan, semua data tetap di *chat ini*, dan chat di ${channelList(elsewhere)} mulai dari awal.`,
      'Kalau Kakak mau datanya tetap di chat yang lain, ketik *pisahkan* di sana. Kalau data dua orang sudah tercampur, ketik *petugas*.',
      'Pisahkan sekarang?',
    ].join('\n\n'),
  yes: 'Ya, pisahkan',
  done: ({ person: { elsewhere = [] } }) => ({
    replies: [
      {
        text: `Sudah dipisahkan, Kak. Data Kakak tetap di chat ini; chat di ${channelList(elsewhere)} tidak bisa melihatnya lagi. Ketik *menu* untuk yang lain.`,
      },
    ],
    effects: [{ kind: 'separateChats' }],
  }),
})
