import { z } from 'zod'
import type { FileRef } from '../domain/chat.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'

/** `told`: something was passed on since the person came here. */
const Draft = z.object({ told: z.boolean() })
type Draft = z.infer<typeof Draft>

/** *petugas*: what a person writes goes to the office, and the answer comes back into this chat. */
export const staffTalk = defineFlow<Draft>({
  name: 'petugas',
  hears: ['batal', 'kembali'],
  draft: Draft,
  fresh: { told: false },
  enter(_, place) {
    const { office } = place.knowledge
    const text = [
      `Silakan tulis pesan untuk petugas ${office.name}, Kak. Boleh beberapa pesan, boleh juga foto.`,
      `Petugas menjawab di chat ini pada jam kerja: ${office.hours}. Jangan tulis nomor NIK atau paspor di sini ya; kalau perlu, petugas yang memintanya.`,
      'Kalau sudah, ketik *menu*.',
    ].join('\n\n')
    return { draft: { told: false }, replies: [{ text }] }
  },
  receive(draft, heard, place) {
    if (heard.kind === 'text') return pass(draft, heard.text, place)
    if (heard.kind === 'file') return pass(draft, '(berkas)', place, heard.file)
    if (heard.kind === 'choice') return { draft, replies: [{ text: 'Silakan tulis pesannya, Kak.' }] }
    if (heard.kind === 'command') return { draft: undefined, replies: [], goTo: 'menu' }
    return { draft, replies: [{ text: 'Yang bisa saya teruskan ke petugas hanya tulisan, foto, dan berkas, Kak.' }] }
  },
})

function pass(draft: Draft, text: string, { knowledge }: Place, file?: FileRef): Turn<Draft> {
  const first = `Pesannya sudah saya teruskan ke petugas, Kak. Jawabannya masuk ke chat ini pada jam kerja (${knowledge.office.hours}). Masih ada yang mau disampaikan? Tulis saja. Kalau sudah, ketik *menu*.`
  return {
    draft: { told: true },
    replies: [{ text: draft.told ? 'Diteruskan juga, Kak.' : first }],
    effects: [{ kind: 'tellStaff', about: 'petugas', text, file }],
  }
}
