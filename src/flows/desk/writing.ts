/** An answer is shown as it will be received, and goes out only when it is confirmed. */
import { quote } from '../../domain/markup.ts'
import type { Turn } from '../flow.ts'
import type { Draft } from './draft.ts'
import { DESK } from './showing.ts'

export function askForText(draft: Draft): Turn<Draft> {
  const text = `Tulis jawaban untuk tiket ${draft.answering}.`
  return { draft, replies: [{ text: `${text}\n\nSebelum dikirim, bisa diperiksa dulu. Tidak jadi? Ketik *batal*.` }] }
}

export function preview(draft: Draft, text: string): Turn<Draft> {
  const choices = [
    { id: 'kirim', label: 'Ya, kirim' },
    { id: 'depan', label: 'Batal' },
  ]
  return {
    draft: { ...draft, text },
    replies: [
      {
        text: `Untuk tiket ${draft.answering}:\n\n${quote(text)}\n\nKirim? Ketik *kirim*, atau tulis lagi untuk mengganti.`,
        choices,
      },
    ],
  }
}

export function send(draft: Draft): Turn<Draft> {
  const { answering, text } = draft
  if (text && answering)
    return {
      draft: {},
      replies: [
        {
          text: `Jawaban untuk tiket ${answering} dikirim.`,
          choices: [{ id: `tutup=${answering}`, label: 'Tutup tiket' }, DESK],
        },
      ],
      effects: [{ kind: 'answerTicket', ticket: answering, text }],
    }
  if (answering) return askForText(draft)
  return { draft: {}, replies: [{ text: 'Tidak ada yang menunggu dikirim.' }], lookup: { kind: 'desk' } }
}
