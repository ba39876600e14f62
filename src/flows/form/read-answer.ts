import type { Input } from '../../domain/chat.ts'
import { pick, pickMany } from '../../domain/pick.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import { type Question, type Read, resolve } from './question.ts'

/** Reads what a person did as the answer to a question. A choice's id comes without the question's name. */
export function readAnswer(question: Question, input: Input, answers: Answers, place: Place): Read {
  const choices = question.choices ? resolve(question.choices, answers, place) : []
  if (input.kind === 'choice') {
    if (choices.some((choice) => choice.id === input.id)) return { ok: true, value: input.id }
    return question.read?.(input.id, answers, place) ?? { ok: false, error: 'Pilihan itu sudah tidak berlaku, Kak.' }
  }
  if (input.kind === 'contact') {
    if (question.contact && question.read) return question.read(input.phone, answers, place)
    return { ok: false, error: 'Terima kasih, Kak, tetapi untuk pertanyaan ini saya perlu jawaban lain.' }
  }
  if (input.kind !== 'text') return { ok: false, error: 'Untuk pertanyaan ini cukup ketik jawabannya ya, Kak.' }
  const chosen = pick(choices, input.text)
  if (chosen) return { ok: true, value: chosen.id }
  if (question.read) return question.read(input.text, answers, place)
  return { ok: false, error: 'Pilih salah satu ya, Kak: ketuk, atau ketik nomornya.' }
}

/** Reads a list ("1 dan 3") or one more choice for a question that takes several. */
export function readMany(question: Question, input: Input, answers: Answers, place: Place): Read {
  const choices = question.choices ? resolve(question.choices, answers, place) : []
  const listed = input.kind === 'text' ? pickMany(choices, input.text) : undefined
  if (listed && listed.length > 1) return { ok: true, value: listed.map((choice) => choice.id) }
  return readAnswer(question, input, answers, place)
}
