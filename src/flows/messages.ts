import { saying } from './flow.ts'

/** *berhenti*: nothing unasked any more. */
export const stopMessages = saying('berhenti', () => ({
  replies: [
    {
      text: 'Baik, Kak. Saya tidak akan mengirim kabar atau pengingat lagi. Kalau Kakak bertanya, tetap saya jawab. Mau menerima kabar lagi? Ketik *mulai lagi*.',
    },
  ],
  effects: [{ kind: 'messages', wanted: false }],
}))

/** *mulai lagi* */
export const startMessages = saying('mulai-lagi', () => ({
  replies: [{ text: 'Baik, Kak. Kabar dan pengingat saya kirim lagi. Mau berhenti? Ketik *berhenti*.' }],
  effects: [{ kind: 'messages', wanted: true }],
}))

/** *sambungkan*: one person on two channels. */
export const connect = saying('sambungkan', () => ({
  replies: [
    { text: 'Menyambungkan Telegram dan WhatsApp belum bisa, Kak, karena saat ini saya baru ada di Telegram.' },
  ],
}))
