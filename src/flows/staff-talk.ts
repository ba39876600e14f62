import { z } from 'zod'
import type { FileRef } from '../domain/chat.ts'
import { hoursWords } from '../domain/opening.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'
import { answerTime } from './waiting.ts'

/** `told`: something was passed on since the person came here. */
const Draft = z.object({ told: z.boolean() })
type Draft = z.infer<typeof Draft>

/** *petugas*: what a person writes goes to the office, and the answer comes back into this chat. */
export const staffTalk = defineFlow<Draft>({
  name: 'petugas',
  hears: ['batal', 'kembali', 'jeda'],
  takesFiles: true,
  draft: Draft,
  fresh: { told: false },
  /** "ganti alamat rumah saya" is a message for the office. */
  claims(_, text, { mind }) {
    const command = mind.command(text, 'strict')
    return command?.name === 'ubah' && command.argument !== ''
  },
  enter(_, place) {
    const { office } = place.knowledge
    const text = [
      `Silakan tulis pesan untuk petugas ${office.name}, Kak. Boleh beberapa pesan, boleh juga foto atau PDF (disimpan tersandi, dan ikut hilang kalau Kakak ketik *hapus data*).`,
      `Jawaban petugas masuk ke chat ini pada jam kerja (${hoursWords(office)}). ${answerTime(place)} Jangan tulis NIK atau nomor paspor di sini ya; kalau perlu, petugas yang memintanya.`,
      'Kalau sudah selesai, ketik *menu*. Tidak jadi? Ketik *batal*.',
    ].join('\n\n')
    return { draft: { told: false }, replies: [{ text }] }
  },
  receive(draft, heard, place) {
    if (heard.kind === 'text') return pass(draft, heard.text, place)
    if (heard.kind === 'file') return pass(draft, heard.caption ?? '(foto atau berkas)', place, heard.file)
    if (heard.kind === 'choice') return { draft, replies: [{ text: 'Silakan tulis pesannya, Kak.' }] }
    if (heard.kind === 'command') return leave(draft)
    return {
      draft,
      replies: [
        {
          text: 'Yang bisa saya teruskan ke petugas hanya tulisan, foto, dan berkas, Kak. Silakan tulis pesannya, atau ketik *menu*.',
        },
      ],
    }
  },
})

function leave({ told }: Draft): Turn<Draft> {
  const text = told ? 'Baik, Kak. Pesan yang tadi sudah terkirim ke petugas.' : 'Baik, Kak, tidak jadi.'
  return { draft: undefined, replies: [{ text }], goTo: 'menu' }
}

function pass(draft: Draft, text: string, place: Place, file?: FileRef): Turn<Draft> {
  const first = `Pesannya sudah saya teruskan ke petugas, Kak. Jawabannya masuk ke chat ini. ${answerTime(place)}\n\nMasih ada yang mau disampaikan? Tulis saja. Kalau sudah, ketik *menu*.`
  return {
    draft: { told: true },
    replies: [{ text: draft.told ? 'Diteruskan juga, Kak. Kalau sudah, ketik *menu*.' : first }],
    effects: [{ kind: 'tellStaff', about: 'petugas', text, file }],
  }
}
