/** What a person writes after the verdict on an offer. The verdict stays until they bring another offer. */
import type { Reply } from '../../domain/chat.ts'
import type { OfferLevel, OfferReading } from '../../domain/offer.ts'
import type { Place } from '../flow.ts'
import { type Draft, withMore } from './draft.ts'

const TELL_STAFF = { id: 'petugas', label: 'Beri tahu petugas' }
export const ANOTHER = { id: 'lagi', label: 'Cek tawaran lain' }

/** reply: what to say, and nothing changes. more: the offer with what was told of it. */
export type FollowUp = { reply: Reply } | { more: Draft } | undefined

/** Whoever writes more tells something, and does not only ask or doubt (letters). */
const SHORT = 160
/** A text of so many letters is an offer by itself. */
const WHOLE = 300

const CLOSE =
  /\b(?:saudara|sodara|sepupu|keluarga|kerabat|teman|tetangga|paman|pakde|bude|bibi|tante|om|kakak|abang|adik|bapak|ayah|abah|mama|ibu|suami|istri|pacar|mertua|ipar|ustad|guru|kenalan|kenal|orang kampung|sekampung|orang baik)\b/
const SAYS_WHO =
  /\b(?:menawarkan|menawari|nawari\w*|ditawari|ajak|mengajak|ngajak\w*|diajak|ajakan|dari|lewat|dia|orang|sponsor|agen|berangkatkan|saya kenal|kenal)\b/
const GOES =
  /\b(?:boleh|jadi|tetap|lanjut|nekat|bisa|baik|sebaik|coba|perlu|mending)\b.*\b(?:berangkat|ikut|bayar|transfer|lanjut|terima|ambil|pergi|coba|percaya|daftar)\b/
/** Whoever wants to leave it is told that they may. */
const LEAVES = /\b(?:batal|batalkan|batalin|mundur|tolak|menolak|nolak|tidak jadi|tidak ikut)\b/
const AT_A_LOSS =
  /\b(?:(?:harus|mesti|sebaik) (?:gimana|bagaimana|apa|ngapain|lapor)|(?:terus|jadi|lalu|nah) (?:gimana|bagaimana|apa|saya)|(?:gimana|bagaimana) (?:ini|dong|jadi|ya|saya|kak))\b|^(?:gimana|bagaimana)$/
/** "jadi aman kan?" */
const ASKS_FOR_SAFE = /\b(?:aman|asli|resmi|penipuan|tipu|bohong|beneran|benar|dipercaya|percaya)\b/

/** They go on with what was said before. */
const GOES_ON =
  /^(?:tapi|tetapi|namun|terus|lalu|soal|karena|padahal|kata|kan|dia|orang|yang|ya|iya|oh|jadi|dan|sama|juga|ini|itu|cuma|hanya|sudah)\b/
const WORK =
  /\b(?:kerja|lowongan|loker|dibutuhkan|dicari|job|berangkat|diberangkatkan|magang|jepang|korea|taiwan|jerman)\b/

/** undefined: it is another offer, or a question about something else. */
export function followUp(draft: Draft, text: string, place: Place): FollowUp {
  const words = place.mind.normalise(text)
  const reading = place.mind.readOffer(text)
  if (reading.paid && text.length < WHOLE) return { more: withMore(draft, text) }
  if (isAnother(text, words, reading)) return undefined
  const said = text.length < SHORT && !bringsFacts(reading) ? answerTo(draft, words, text, place) : undefined
  if (said) return { reply: { text: said, choices: [TELL_STAFF, ANOTHER] } }
  return told(draft, text, place)
}

const bringsFacts = ({ names, phones, accounts, asked }: OfferReading) =>
  names.length > 0 || phones.length > 0 || accounts.length > 0 || asked !== undefined

function isAnother(text: string, words: string, reading: OfferReading): boolean {
  if (text.length >= WHOLE) return true
  if (GOES_ON.test(words)) return false
  const isJob = reading.scheme !== undefined || WORK.test(words)
  return isJob && (bringsFacts(reading) || reading.salary !== undefined)
}

function answerTo(draft: Draft, words: string, text: string, { mind }: Place): string | undefined {
  const advice = ADVICE[draft.level ?? 'perlu-dicek'](hasPaid(draft, mind))
  if (CLOSE.test(words) && SAYS_WHO.test(words) && !/^(?:apa itu|berapa|syarat)\b/.test(words))
    return `${CLOSE_ONE} ${advice}`
  if (LEAVES.test(words)) return `${MAY_LEAVE} ${advice}`
  if (AT_A_LOSS.test(words)) return `${ONE_BY_ONE} ${advice}`
  if (GOES.test(words)) return `${CANNOT_DECIDE[draft.level ?? 'perlu-dicek']} ${advice}`
  return text.length < 60 && ASKS_FOR_SAFE.test(words) ? `${NEVER_SAFE} ${advice}` : undefined
}

/** A new sign or name is checked together with the rest; what adds nothing leaves everything as it is. */
function told(draft: Draft, text: string, { mind, today }: Place): FollowUp {
  const { flags, reading } = mind.checkOffer({ text, today }, undefined)
  const news = flags.some(({ id, weight }) => weight > 1 && !draft.flags?.includes(id)) || bringsFacts(reading)
  if (news) return { more: withMore(draft, text) }
  if (mind.isQuestion(text) || text.trim().split(/\s+/).length <= FEW_WORDS) return undefined
  const level = draft.level ?? 'perlu-dicek'
  return { reply: { text: `${STAYS[level]} ${ADVICE[level](hasPaid(draft, mind))}`, choices: [TELL_STAFF, ANOTHER] } }
}

/** What adds something to an offer, or is one, has more words than this. */
export const FEW_WORDS = 5

export const hasPaid = ({ text = '' }: Draft, mind: Place['mind']): boolean => mind.readOffer(text).paid

/** Whoever has paid is not told to pay nothing yet. */
const noMoney = (paid: boolean) => (paid ? 'jangan menambah uang lagi' : 'jangan bayar')

const ADVICE: Record<OfferLevel, (paid: boolean) => string> = {
  bahaya: (paid) =>
    `Dengan tanda seperti tadi, jangan berangkat dan ${noMoney(paid)} lewat tawaran ini. Tanyakan ke BP3MI atau Disnaker, atau ketuk *Beri tahu petugas*.`,
  'hati-hati': (paid) =>
    `Sebelum BP3MI atau Disnaker menjawab, jangan berangkat dan ${noMoney(paid)}. Bisa juga ketuk *Beri tahu petugas*.`,
  'perlu-dicek': (paid) =>
    `Tanyakan dulu nama PT dan lowongannya ke BP3MI atau Disnaker, atau ketuk *Beri tahu petugas*. Sebelum ada jawabannya, ${noMoney(paid)}.`,
}
const CLOSE_ONE =
  'Saya mengerti, Kak: kalau yang menawarkan orang dekat, rasanya berat untuk curiga. Tetapi saudara atau teman pun bisa ikut tertipu tanpa tahu, jadi tandanya tetap sama.'
const CANNOT_DECIDE: Record<OfferLevel, string> = {
  bahaya: 'Saran saya jangan, Kak. Memang berat, apalagi kalau sudah berharap.',
  'hati-hati': 'Saran saya tunda dulu, Kak.',
  'perlu-dicek': 'Itu tidak bisa saya putuskan, Kak: dari tulisan saja tidak ada yang bisa tahu.',
}
const MAY_LEAVE =
  'Boleh mundur, Kak, dan tidak perlu malu. Kalau diminta uang denda atau ganti rugi, jangan dibayar dulu; tanyakan ke petugas.'
const ONE_BY_ONE = 'Pelan-pelan saja, Kak, tidak perlu diputuskan hari ini.'
const NEVER_SAFE = 'Itu tidak bisa saya pastikan, Kak: dari tulisan saja tidak ada yang bisa tahu.'
const STAYS: Record<OfferLevel, string> = {
  bahaya: 'Hasilnya tetap *BAHAYA*, Kak: tambahan itu tidak menghapus tanda tadi.',
  'hati-hati': 'Hasilnya tetap *HATI-HATI*, Kak: tambahan itu tidak menghapus tanda tadi.',
  'perlu-dicek': 'Hasilnya tetap *PERLU DICEK*, Kak: dari tambahan itu saya belum bisa tahu lebih banyak.',
}
