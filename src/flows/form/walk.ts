import { z } from 'zod'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import { type FormSpec, type Question, resolve } from './question.ts'

/** A draft is only answers. Where a person is in the form is worked out from them, so a deploy cannot lose their place. */
export const Draft = z.object({
  answers: z.record(z.string(), z.unknown()),
  /** An answered question that was opened again by "kembali" or "ubah", or one where several choices are still being taken. */
  revising: z.string().optional().catch(undefined),
  /** What was asked besides the questions: which answer to change, or whether to throw everything away. */
  pending: z.enum(['ubah', 'batal']).optional().catch(undefined),
})
export type Draft = z.infer<typeof Draft>

export type Walk = {
  /** The questions that apply. */
  path: Question[]
  /** The answers that count; null: asked and skipped. */
  answers: Answers
  /** The question that is open now; undefined: time to review. */
  current: Question | undefined
}

/** The answers in what a person left of a form. */
export const draftAnswers = (stored: unknown): Answers => Draft.safeParse(stored).data?.answers ?? {}

/** Walks the form from the top, keeping the questions that apply and the answers that count. */
export function walk(spec: FormSpec, draft: Draft, place: Place): Walk {
  const answers: Answers = Object.create(null)
  const path: Question[] = []
  for (const question of questionsOf(spec)) {
    if (question.when && !question.when(answers, place)) continue
    path.push(question)
    const given = question.id in draft.answers ? draft.answers : (spec.known?.(answers, place) ?? {})
    const stored = readStored(question, given[question.id], answers, place)
    if (stored !== undefined) answers[question.id] = stored
  }
  const revised = path.find((question) => question.id === draft.revising)
  return { path, answers, current: revised ?? path.find((question) => answers[question.id] === undefined) }
}

/** A form's questions in a row, made once: a form is walked several times for every answer. */
const rows = new WeakMap<FormSpec, Question[]>()

function questionsOf(spec: FormSpec): Question[] {
  const known = rows.get(spec) ?? spec.sections.flatMap((section) => section.questions)
  rows.set(spec, known)
  return known
}

/** Rules tighten and schemes close: a stored answer that no longer passes counts as not given. */
function readStored(question: Question, stored: unknown, answers: Answers, place: Place): unknown {
  if (stored === undefined) return undefined
  if (stored === null) return question.optional ? null : undefined
  const offered = question.choices ? resolve(question.choices, answers, place).map((choice) => choice.id) : []
  if (question.many) {
    const kept = Array.isArray(stored) ? stored.filter((id) => offered.includes(id)) : []
    return kept.length > 0 ? kept : undefined
  }
  if (offered.includes(String(stored))) return question.reopens?.[String(stored)] ? undefined : stored
  const read = question.readStored
    ? question.readStored(stored, answers, place)
    : question.read?.(String(stored), answers, place)
  return read?.ok ? read.value : undefined
}
