import type { Choice, Reply } from '../../domain/chat.ts'
import { quote } from '../../domain/markup.ts'
import type { Option } from '../../domain/pick.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import { type FormSpec, type Question, resolve } from './question.ts'
import type { Walk } from './walk.ts'

/** Closes a question that takes several choices. */
export const DONE: Choice = { id: 'selesai', label: 'Selesai memilih' }

/** The question as a person sees it; the first one of a section says where they are. */
export function wording(spec: FormSpec, question: Question, walked: Walk, place: Place): Reply {
  const { answers } = walked
  const hint = question.hint && resolve(question.hint, answers, place)
  const lines = [
    heading(spec, question, walked),
    resolve(question.ask, answers, place),
    hint && `_${hint}_`,
    takenSoFar(question, answers, place),
    question.optional && 'Boleh dilewati: ketik *lewati*.',
  ]
  const choices = choicesOf(question, answers, place)
  return {
    text: lines.filter(Boolean).join('\n'),
    ...(choices.length > 0 ? { choices: addressed(question, choices) } : {}),
    ...(question.contact === 'own' ? { shareContact: true as const } : {}),
  }
}

/** A choice carries its question, so that a tap on an old message changes that answer and no other. */
export const addressed = (question: Question, choices: readonly Option[]): Choice[] =>
  choices.map(({ id, label }) => ({ id: `${question.id}=${id}`, label }))

function takenSoFar(question: Question, answers: Answers, place: Place): string | undefined {
  const taken = answers[question.id]
  if (!question.many || !Array.isArray(taken) || taken.length === 0) return undefined
  return `Dipilih: *${shown(question, answers, place)}*. Mau menambah? Pilih lagi. Kalau sudah, ketik *selesai*.`
}

function choicesOf(question: Question, answers: Answers, place: Place): Option[] {
  const choices = question.choices ? [...resolve(question.choices, answers, place)] : []
  const taken = answers[question.id]
  if (!question.many || !Array.isArray(taken) || taken.length === 0) return choices
  return [...choices.map((c) => (taken.includes(c.id) ? { ...c, label: `✅ ${c.label}` } : c)), DONE]
}

/** Consents stand before the parts and are not counted among them. */
function heading(spec: FormSpec, question: Question, { path }: Walk): string | undefined {
  const asked = path.filter((q) => !q.silent)
  const sections = spec.sections.filter((s) => s.questions.some((q) => asked.includes(q)))
  const at = sections.findIndex((s) => s.questions.find((q) => asked.includes(q)) === question)
  if (at < 0 || sections.length < 2) return undefined
  return `*${sections[at]!.title}* (bagian ${at + 1} dari ${sections.length})`
}

/** An answer in a person's words, safe to put into a text. */
export function shown(question: Question, answers: Answers, place: Place): string {
  const value = answers[question.id]
  if (value === null || value === undefined) return '–'
  const choices = question.choices ? resolve(question.choices, answers, place) : []
  const label = (id: unknown) => choices.find((choice) => choice.id === String(id))?.label
  if (Array.isArray(value)) return quote(value.map((id) => label(id) ?? String(id)).join(', '))
  return quote(label(value) ?? question.show?.(value, answers, place) ?? String(value))
}
