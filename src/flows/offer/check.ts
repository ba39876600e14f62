import type { Reply } from '../../domain/chat.ts'
import { rupiah } from '../../domain/money.ts'
import { isGraver, type OfferCheck } from '../../domain/offer.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { answerTime } from '../waiting.ts'
import { Draft, fromAnswers, handedOver } from './draft.ts'
import { ANOTHER, FEW_WORDS, followUp, hasPaid } from './follow-up.ts'
import { offerReplies } from './result.ts'

/** What somebody types who wants the office to see the offer. */
const TELL = 'beri tahu petugas'

/** *cek tawaran*: an offer that was pasted, described, or told in answers, with its signs of danger. */
export const checkOffer = defineFlow<Draft>({
  name: 'cek-tawaran',
  keeps: 'person',
  draft: Draft,
  fresh: {},
  isFinished: () => true, // there is nothing to go on with
  hears: [TELL],
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
      case 'command': // the choice in words, also when it is no longer on the screen
        return draft.level === undefined
          ? { draft, replies: [], goTo: 'petugas' }
          : { ...tell(draft, place), sure: true }
      case 'file':
        return { draft, replies: [{ text: PHOTO, choices: [ASK_ME] }] }
      default:
        return { draft, replies: [{ text: unusable(heard) }] }
    }
  },
})

const ASK_ME = { id: 'tanya', label: 'Jawab pertanyaan saja' }
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

function hearText(draft: Draft, text: string, place: Place): Turn<Draft> {
  if (draft.level !== undefined) {
    const follows = followUp(draft, text, place)
    if (follows) return 'more' in follows ? look(follows.more, place) : { draft, replies: [follows.reply] }
  }
  const { flags, reading } = place.mind.checkOffer({ text, today: place.today }, undefined)
  const telling = flags.some(({ weight }) => weight > 1) || reading.names.length > 0 || reading.asked !== undefined
  if (telling || (text.trim().split(/\s+/).length > FEW_WORDS && !place.mind.isQuestion(text)) || text.length > 150)
    return look({ text }, place)
  return {
    draft,
    replies: [{ text: TOO_SHORT, choices: [draft.level === undefined ? ASK_ME : ANOTHER] }],
    unclear: true,
  }
}

/** What the lists say of the names comes back as `found`. */
function look(draft: Draft, { mind }: Place): Turn<Draft> {
  const { names, phones, accounts } = mind.readOffer(draft.text ?? '')
  return { draft, replies: [], lookup: { kind: 'licensed', names, phones, accounts } }
}

function judge(draft: Draft, { found }: Extract<Heard, { kind: 'found' }>, place: Place): Turn<Draft> {
  if (found.kind !== 'licensed' || draft.text === undefined) return { draft, replies: [ASK] }
  const check = unlessLess(draft, checked(draft, place, found.listed), () =>
    checked({ ...draft, signs: [...(draft.signs ?? []), ...(draft.flags ?? [])] }, place, found.listed),
  )
  const { level, flags } = check
  return { draft: { ...draft, level, flags: flags.map(({ id }) => id) }, replies: offerReplies(place.knowledge, check) }
}

/** What is told later may take words of the offer out of a sign's reach; the signs that were found are not forgotten. */
const unlessLess = ({ level }: Draft, check: OfferCheck, again: () => OfferCheck) =>
  level !== undefined && isGraver(level, check.level) ? again() : check

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
    const reading = draft.text === undefined ? draft : place.mind.readOffer(draft.text)
    const { asked } = reading
    const scheme = draft.scheme ?? reading.scheme
    return { draft, replies: [], goTo: 'hitung-biaya', ...(asked && { hands: { asked, scheme } }) }
  }
  if (id === 'petugas' && draft.level !== undefined) return tell(draft, place)
  return { draft: {}, replies: [ASK] }
}

function tell(draft: Draft, place: Place): Turn<Draft> {
  const { name } = place.knowledge.office
  if (draft.told || draft.text === undefined)
    return { draft, replies: [{ text: 'Tawaran ini sudah saya teruskan ke petugas, Kak.' }], rest: true }
  const { level, flags, reading } = checked(draft, place, undefined)
  const asked = reading.asked === undefined ? '' : `, diminta ${rupiah(reading.asked)}`
  const head = `Minta dicek petugas. Tanda yang terbaca: ${level}${asked} (${flags.map((flag) => flag.id).join(', ') || 'tidak ada'}).`
  const meanwhile = hasPaid(draft, place.mind)
    ? 'jangan menambah uang lagi, dan hubungi bank Kakak sekarang ya'
    : 'jangan bayar dulu ya'
  return {
    draft: handedOver(draft, reading),
    replies: [
      {
        text: `Tawarannya sudah saya teruskan ke petugas ${name}, Kak. Jawabannya masuk ke chat ini. ${answerTime(place)} Sambil menunggu, ${meanwhile}. Mau menambah foto atau cerita? Ketik *petugas*.`,
      },
    ],
    effects: [{ kind: 'tellStaff', about: 'pertanyaan', text: `${head}\n\n${draft.text}` }],
    rest: true,
  }
}
