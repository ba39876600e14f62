/** *jawab mentor*: a mentor answers a question of somebody unknown; nothing leaves before it was shown. */
import { z } from 'zod'
import { quote } from '../../domain/markup.ts'
import { givesAway } from '../../domain/mentor.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'

/** The question that is being answered. `text`: what was written and shown; `mark`: what its own button carries. */
const Draft = z.object({
  question: z.number().optional(),
  text: z.string().optional(),
  mark: z.string().optional(),
  /** What is to be done with it once it was looked up. */
  step: z.enum(['tulis', 'kirim', 'tolak']).optional(),
})
type Draft = z.infer<typeof Draft>

const LONGEST = 2000

export const answerAsMentor = defineFlow<Draft>({
  name: 'jawab-mentor',
  hears: ['batal', 'kembali', 'kirim'],
  draft: Draft,
  fresh: {},
  /** While they write, everything is part of it but a way out. */
  claims: ({ step, question }, text) =>
    step === 'tulis' && question !== undefined && !WAYS_OUT.has(text.trim().toLowerCase()),
  enter: () => look({ step: 'tulis' }),
  receive(draft, heard, place) {
    if (heard.kind === 'found' && heard.found.kind === 'my-questions') return found(draft, heard.found.questions)
    if (heard.kind === 'choice') return choose(draft, heard.id)
    if (heard.kind === 'command')
      return heard.name === 'kirim' && draft.text !== undefined ? look({ ...draft, step: 'kirim' }) : left()
    if (heard.kind !== 'text') return { draft, replies: [{ text: unusable(heard) }] }
    return draft.question === undefined ? { draft, replies: [], unclear: true } : write(draft, heard.text, place)
  },
})

const WAYS_OUT = new Set([
  'batal',
  'kembali',
  'kirim',
  'menu',
  '/menu',
  '/start',
  'petugas',
  'bahaya',
  'berhenti jadi mentor',
])

const look = (draft: Draft): Turn<Draft> => ({ draft, replies: [], lookup: { kind: 'my-questions' } })

const left = (): Turn<Draft> => ({
  draft: undefined,
  replies: [
    { text: 'Baik, Kak, tidak ada yang dikirim. Pertanyaannya tetap menunggu: ketik *jawab mentor* kapan saja.' },
  ],
})

function choose(draft: Draft, id: string): Turn<Draft> {
  const [what, value] = id.split('=')
  if (what === 'buka') return look({ question: Number(value) || 0, step: 'tulis' })
  if (what === 'tolak') return look({ question: Number(value) || 0, step: 'tolak' })
  if (what === 'kirim' && draft.mark !== undefined && draft.mark === value) return look({ ...draft, step: 'kirim' })
  return what === 'batal' ? left() : look({ step: 'tulis' })
}

function write({ question }: Draft, text: string, { now }: Place): Turn<Draft> {
  const draft: Draft = { question, step: 'tulis' }
  if (text.trim().length > LONGEST)
    return { draft, replies: [{ text: `Terlalu panjang, Kak: paling banyak ${LONGEST} huruf. Tulis intinya saja.` }] }
  const own = givesAway(text, [])
  const warning = own.length > 0 ? `⚠️ Di tulisan ini ada ${own.join(' dan ')}. Sebaiknya dihapus dulu.\n\n` : ''
  const mark = `${question}.${now.getTime().toString(36)}`
  const choices = [
    { id: `kirim=${mark}`, label: 'Ya, kirim' },
    { id: 'batal', label: 'Batal' },
  ]
  const shown = `${warning}Jawaban Kakak:\n\n${quote(text.trim())}\n\nKirim ke petugas? Ketik *kirim*, atau tulis lagi untuk mengganti.`
  return { draft: { ...draft, text: text.trim(), mark }, replies: [{ text: shown, choices }] }
}

const NOTHING: Turn<Draft> = {
  draft: undefined,
  replies: [{ text: 'Sekarang tidak ada pertanyaan yang menunggu Kakak. Terima kasih sudah siap membantu.' }],
}

/** What was found is true until the turn is done. */
function found(
  { question, text, step = 'tulis' }: Draft,
  questions: readonly { id: number; question: string; answered: boolean }[],
): Turn<Draft> {
  const open = questions.filter(({ answered }) => !answered)
  const one = question === undefined && open.length === 1 ? open[0] : questions.find(({ id }) => id === question)
  if (question === undefined && open.length > 1) {
    const choices = open.map(({ id, question }) => ({ id: `buka=${id}`, label: [...question].slice(0, 40).join('') }))
    return { draft: {}, replies: [{ text: 'Pertanyaan yang menunggu Kakak:', choices }] }
  }
  if (!one) return NOTHING
  if (step === 'tolak')
    return {
      draft: undefined,
      replies: [{ text: 'Tidak apa-apa, Kak. Petugas saya beri tahu supaya dijawab orang lain.' }],
      effects: [{ kind: 'answerAsMentor', question: one.id, text: undefined }],
    }
  if (step === 'kirim' && text !== undefined)
    return {
      draft: undefined,
      replies: [{ text: 'Terima kasih, Kak! Jawabannya sudah sampai di petugas, dan disampaikan sesudah dibaca.' }],
      effects: [{ kind: 'answerAsMentor', question: one.id, text }],
    }
  const ask = `*Pertanyaannya:*\n${quote(one.question)}\n\nTulis jawaban Kakak dalam satu pesan. Jangan menulis nomor HP, nama lengkap, atau nama perusahaan. Sebelum dikirim bisa diperiksa dulu. Tidak jadi? Ketik *batal*.`
  return { draft: { question: one.id, step: 'tulis' }, replies: [{ text: ask }] }
}
