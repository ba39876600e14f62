import type { Input } from '../../domain/chat.ts'
import { saysNone } from '../../domain/none-words.ts'
import { mentioned, type Option, pickMany } from '../../domain/pick.ts'
import type { Answers } from '../../domain/registration.ts'
import { chosen } from '../choose.ts'
import type { Place } from '../flow.ts'
import { type Question, type Read, resolve } from './question.ts'

/** Reads what a person did as the answer to a question. A choice's id comes without the question's name. */
export function readAnswer(question: Question, input: Input, answers: Answers, place: Place): Read {
  const choices = question.choices ? resolve(question.choices, answers, place) : []
  if (input.kind === 'choice') {
    if (choices.some((choice) => choice.id === input.id)) return { ok: true, value: input.id }
    const suggested = question.readStored?.(input.id, answers, place)
    return suggested?.ok ? suggested : { ok: false, error: 'Pilihan itu sudah tidak berlaku, Kak.' }
  }
  if (input.kind === 'contact') return readContact(question, input, answers, place)
  if (input.kind !== 'text') return { ok: false, error: NOT_WRITTEN[input.kind] ?? UNREADABLE }
  return readWords(question, choices, input.text, answers, place)
}

function readWords(question: Question, choices: readonly Option[], text: string, answers: Answers, place: Place): Read {
  const found = chosen(choices, text, place)
  if (found.length === 1) return { ok: true, value: found[0]!.id }
  if (question.optional && saysNone(text)) return { ok: true, value: null }
  if (question.read) return question.read(text, answers, place)
  const guess = !question.strict && !place.mind.isQuestion(text)
  const named = found.length > 0 || !guess ? found : mentioned(choices, text)
  if (named.length === 1) return { ok: true, value: named[0]!.id }
  if (named.length > 1 && named.length < choices.length)
    return { ok: false, error: 'Maksud Kakak yang mana?', choices: named }
  return { ok: false, error: 'Jawaban itu belum cocok dengan pilihannya, Kak. Ketuk salah satu, atau ketik nomornya.' }
}

const UNREADABLE = 'Pesan seperti itu belum bisa saya baca, Kak. Untuk pertanyaan ini cukup ketik jawabannya ya.'
const NOT_WRITTEN: Partial<Record<Input['kind'], string>> = {
  voice: 'Maaf, Kak, saya belum bisa mendengar pesan suara. Cukup ketik jawabannya ya.',
  file: 'Foto atau berkasnya tidak saya simpan, Kak. Jangan kirim foto KTP atau paspor ya; cukup ketik jawabannya.',
}

function readContact(
  question: Question,
  { phone, own }: Extract<Input, { kind: 'contact' }>,
  answers: Answers,
  place: Place,
): Read {
  if (!question.contact || !question.read)
    return { ok: false, error: 'Kontaknya belum saya perlukan, Kak. Untuk pertanyaan ini ketik jawabannya ya.' }
  if (question.contact === 'own' && !own)
    return { ok: false, error: 'Itu kontak orang lain, Kak. Yang saya perlukan nomor Kakak sendiri.' }
  return question.read(phone, answers, place)
}

/** Reads a list ("1 dan 3") or one more choice for a question that takes several. */
export function readMany(question: Question, input: Input, answers: Answers, place: Place): Read {
  const choices = question.choices ? resolve(question.choices, answers, place) : []
  const listed = input.kind === 'text' ? pickMany(choices, input.text) : undefined
  if (listed && listed.length > 1) return { ok: true, value: listed.map((choice) => choice.id) }
  return readAnswer(question, input, answers, place)
}
