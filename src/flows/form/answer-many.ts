import type { Input } from '../../domain/chat.ts'
import { askNext, type FormTurn, type Here } from './ask-next.ts'
import type { Question } from './question.ts'
import { readMany } from './read-answer.ts'
import { addressed, DONE, wording } from './wording.ts'

const SAYS_DONE = /^\W*(?:selesai|sudah|udah|cukup|(?:sudah )?itu (?:saja|aja)|ok|oke)(?: kak| ya)*\W*$/i

/** Each tap takes a choice or gives it back, until "selesai"; a list like "1 dan 3" is complete by itself. */
export function answerMany({ spec, draft, place, walked }: Here, question: Question, input: Input): FormTurn {
  const taken = (walked.answers[question.id] as string[] | undefined) ?? []
  const keep = (ids: string[], revising?: string): FormTurn =>
    askNext(spec, { answers: { ...draft.answers, [question.id]: ids }, ...(revising && { revising }) }, place)
  const done =
    (input.kind === 'choice' && input.id === DONE.id) || (input.kind === 'text' && SAYS_DONE.test(input.text))
  if (done && taken.length > 0) return keep(taken)
  const read = readMany(question, input, walked.answers, place)
  if (!read.ok && read.choices)
    return { draft, replies: [{ text: read.error, choices: addressed(question, read.choices) }] }
  if (!read.ok) {
    const again = wording(spec, question, walked, place)
    return { draft, replies: [{ ...again, text: `${read.error}\n\n${again.text}` }], unclear: true }
  }
  if (Array.isArray(read.value)) return keep(without(read.value, question.alone))
  const one = String(read.value)
  if (one === question.alone) return keep([one])
  const others = without(taken, question.alone)
  return keep(taken.includes(one) ? others.filter((id) => id !== one) : [...others, one], question.id)
}

/** What goes with no other gives way to the others. */
const without = (ids: string[], alone: string | undefined) => ids.filter((id) => id !== alone)
