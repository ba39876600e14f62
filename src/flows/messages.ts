import { saying } from './flow.ts'

/** *berhenti*: nothing unasked any more. */
export const stopMessages = saying('berhenti', ({ openForms }) => ({
  replies: [
    {
      text: [
        'Baik, Kak. Saya tidak akan mengirim kabar lagi. Kalau Kakak bertanya, tetap saya jawab. Mau menerima kabar lagi? Ketik *mulai lagi*.',
        Object.keys(openForms).length > 0 && 'Kalau maksudnya berhenti mengisi dulu, ketik *jeda*.',
      ]
        .filter(Boolean)
        .join('\n\n'),
    },
  ],
  effects: [{ kind: 'messages', wanted: false }],
}))

/** *mulai lagi* */
export const startMessages = saying('mulai-lagi', () => ({
  replies: [{ text: 'Baik, Kak. Kabar saya kirim lagi. Mau berhenti? Ketik *berhenti*.' }],
  effects: [{ kind: 'messages', wanted: true }],
}))
