import { z } from 'zod'
import type { Reply } from '../../domain/chat.ts'
import { rupiah } from '../../domain/money.ts'
import type { Answers } from '../../domain/registration.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { described } from './questions.ts'
import { offerReplies } from './result.ts'

/** The offer on the table; `told`: staff have it already. */
const Draft = z.object({
  text: z.string().optional(),
  signs: z.array(z.string()).optional(),
  scheme: z.string().optional(),
  told: z.boolean().optional(),
})
type Draft = z.infer<typeof Draft>

/** *cek tawaran*: an offer that was pasted, described, or told in answers, with its signs of danger. */
export const checkOffer = defineFlow<Draft>({
  name: 'cek-tawaran',
  draft: Draft,
  fresh: {},
  enter: () => ({ draft: {}, replies: [ASK] }),
  receive(draft, heard, place) {
    switch (heard.kind) {
      case 'found':
        return judge(draft, heard, place)
      case 'handed':
        return look(fromAnswers(heard.answers), place)
      case 'choice':
        return choose(draft, heard.id, place)
      case 'text':
        return hearText(draft, heard.text, place)
      case 'file':
        return { draft, replies: [{ text: PHOTO, choices: [ASK_ME] }] }
      default:
        return { draft, replies: [{ text: unusable(heard) }] }
    }
  },
})

const ASK_ME = { id: 'tanya', label: 'Jawab pertanyaan saja' }
const TELL_STAFF = { id: 'petugas', label: 'Beri tahu petugas' }
const ASK: Reply = {
  text: [
    'Tempel atau ceritakan tawarannya di sini, Kak: isi chat, lowongan, siapa yang menawarkan, berapa yang diminta, dan nomor rekeningnya. Boleh panjang, satu pesan.',
    'Jangan kirim KTP, paspor, atau kode OTP ya. Tidak punya tulisannya? Jawab beberapa pertanyaan pendek saja.',
  ].join('\n\n'),
  choices: [ASK_ME],
}
const PHOTO =
  'Gambar belum bisa saya baca, Kak, dan tidak saya simpan. Ketik isi tawarannya, atau jawab beberapa pertanyaan pendek.'
const TOO_SHORT =
  'Itu masih terlalu pendek untuk dicek, Kak. Ceritakan siapa yang menawarkan, ke negara mana, kerja apa, dan uang yang diminta.'

/** An offer has more words than this, or a sign of danger. */
const FEW_WORDS = 5

/** "jadi aman kan?" after an offer was checked. */
const ASKS_FOR_SAFE = /\b(?:aman|asli|resmi|penipuan|tipu|bohong|beneran|benar|dipercaya)\b/
const NEVER_SAFE =
  'Itu tidak bisa saya pastikan, Kak: dari tulisan saja tidak ada yang bisa tahu. Yang berwenang BP3MI atau Disnaker. Tanyakan dulu nama PT dan lowongannya ke sana, atau ketuk *Beri tahu petugas*. Sebelum ada jawabannya, jangan bayar.'

function hearText(draft: Draft, text: string, place: Place): Turn<Draft> {
  const isDoubt = text.length < 60 && ASKS_FOR_SAFE.test(place.mind.normalise(text))
  if (draft.text !== undefined && isDoubt) return { draft, replies: [{ text: NEVER_SAFE, choices: [TELL_STAFF] }] }
  const { flags, reading } = place.mind.checkOffer({ text, today: place.today }, undefined)
  if (draft.text !== undefined && reading.paid && text.length < 300)
    return look({ ...draft, text: `${draft.text}\n${text}`, told: false }, place)
  const telling = flags.some(({ weight }) => weight > 1) || reading.names.length > 0 || reading.asked !== undefined
  if (telling || (text.trim().split(/\s+/).length > FEW_WORDS && !place.mind.isQuestion(text)) || text.length > 150)
    return look({ text }, place)
  return { draft, replies: [{ text: TOO_SHORT, choices: [ASK_ME] }], unclear: true }
}

/** What the lists say of the names comes back as `found`. */
function look(draft: Draft, { mind }: Place): Turn<Draft> {
  const { names, phones, accounts } = mind.readOffer(draft.text ?? '')
  return { draft, replies: [], lookup: { kind: 'licensed', names, phones, accounts } }
}

function judge(draft: Draft, { found }: Extract<Heard, { kind: 'found' }>, place: Place): Turn<Draft> {
  if (found.kind !== 'licensed' || draft.text === undefined) return { draft, replies: [ASK] }
  return { draft, replies: offerReplies(place.knowledge, checked(draft, place, found.listed)) }
}

function checked(
  { text = '', signs = [], scheme }: Draft,
  { mind, today }: Place,
  listed: Parameters<Place['mind']['checkOffer']>[1],
) {
  return mind.checkOffer({ text, signs, scheme, today }, listed)
}

function choose(draft: Draft, id: string, place: Place): Turn<Draft> {
  if (id === 'tanya') return { draft: {}, replies: [], goTo: 'tanya-tawaran' }
  if (id === 'biaya') {
    const { asked, scheme } = place.mind.readOffer(draft.text ?? '')
    return {
      draft,
      replies: [],
      goTo: 'hitung-biaya',
      ...(asked && { hands: { asked, scheme: draft.scheme ?? scheme } }),
    }
  }
  if (id === 'petugas' && draft.text !== undefined) return tell(draft, place)
  return { draft: {}, replies: [ASK] }
}

function tell(draft: Draft, place: Place): Turn<Draft> {
  const { name, hours } = place.knowledge.office
  if (draft.told) return { draft, replies: [{ text: 'Tawaran ini sudah saya teruskan ke petugas, Kak.' }], rest: true }
  const { level, flags, reading } = checked(draft, place, undefined)
  const asked = reading.asked === undefined ? '' : `, diminta ${rupiah(reading.asked)}`
  const head = `Minta dicek petugas. Tanda yang terbaca: ${level}${asked} (${flags.map((flag) => flag.id).join(', ') || 'tidak ada'}).`
  return {
    draft: { ...draft, told: true },
    replies: [
      {
        text: `Tawarannya sudah saya teruskan ke petugas ${name}, Kak. Jawabannya masuk ke chat ini pada jam kerja: ${hours}. Sambil menunggu, jangan bayar dulu ya. Mau menambah foto atau cerita? Ketik *petugas*.`,
      },
    ],
    effects: [{ kind: 'tellStaff', about: 'pertanyaan', text: `${head}\n\n${draft.text}` }],
    rest: true,
  }
}

/** A whole text that was written elsewhere, or the answers to our questions. */
const fromAnswers = (answers: Answers): Draft =>
  typeof answers.offer === 'string' ? { text: answers.offer } : described(answers)
