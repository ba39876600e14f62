/** The form engine: gives kembali, ubah, lewati, jeda, lanjut, batal and kirim to every form, once. */
import type { Input, Reply } from '../../domain/chat.ts'
import { defineFlow, type Flow, type Heard } from '../flow.ts'
import { askNext, type FormTurn, type Here } from './ask-next.ts'
import { heardCommand } from './command.ts'
import type { FormSpec, Question } from './question.ts'
import { readAnswer, readMany } from './read-answer.ts'
import { Draft, walk } from './walk.ts'
import { DONE, shown, wording } from './wording.ts'

export function form(spec: FormSpec): Flow {
  return defineFlow<Draft>({
    name: spec.name,
    ...(spec.staffOnly ? { staffOnly: true } : {}),
    keeps: 'person',
    asksAgain: true,
    hears: ['kembali', 'ubah', 'lewati', 'jeda', 'lanjut', 'batal', 'kirim'],
    draft: Draft,
    fresh: { answers: {} },
    enter(draft, place) {
      const opening = Object.keys(draft.answers).length === 0 ? (spec.opening?.(place) ?? []) : []
      return askNext(spec, draft, place, opening)
    },
    receive: (draft, heard, place) => hear({ spec, draft, place, walked: walk(spec, draft, place) }, heard),
  })
}

function hear(here: Here, heard: Heard): FormTurn {
  const { spec, draft, place, walked } = here
  if (heard.kind === 'found') return askNext(spec, draft, place)
  if (heard.kind === 'command') return heardCommand(here, heard.name, heard.argument)
  if (heard.kind === 'choice') return hearChoice(here, heard.id)
  if (walked.current) return answer(here, walked.current, heard)
  return {
    draft,
    replies: [{ text: 'Ketik *kirim* bila semua sudah benar, atau *ubah* dan nomornya.' }],
    unclear: true,
  }
}

/** A tap on a question's choice changes that answer and no other, however old the message is. */
function hearChoice(here: Here, id: string): FormTurn {
  const { spec, draft, place, walked } = here
  const at = id.indexOf('=')
  const [name, value] = at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
  const question = walked.path.find((q) => q.id === name)
  if (!question) return heardCommand(here, name, value)
  const begun = Object.keys(draft.answers).length > 0
  if (!begun && question !== walked.current)
    return {
      draft: undefined,
      replies: [{ text: `Tombol itu dari ${spec.title} yang sudah selesai atau dihapus, Kak.` }],
      goTo: 'menu',
    }
  return answer(here, question, { kind: 'choice', id: value }, place)
}

function answer(here: Here, question: Question, input: Input, place = here.place): FormTurn {
  const { spec, draft, walked } = here
  if (question.many) return answerMany(here, question, input)
  const read = readAnswer(question, input, walked.answers, place)
  if (!read.ok) {
    const again = wording(spec, question, walked, place)
    const choices = read.choices?.map((c) => ({ ...c, id: `${question.id}=${c.id}` }))
    return {
      draft,
      replies: [choices ? { text: read.error, choices } : { ...again, text: `${read.error}\n\n${again.text}` }],
      unclear: true,
    }
  }
  const ended = question.ends?.(read.value, place)
  if (ended) return { ...ended, draft: undefined }
  const reopened = question.reopens?.[String(read.value)]
  if (reopened) {
    const { [question.id]: _, [reopened]: __, ...answers } = draft.answers
    return askNext(spec, { answers, revising: reopened }, place)
  }
  const changed = { answers: { ...draft.answers, [question.id]: read.value } }
  const turn = askNext(spec, changed, place, question === walked.current ? [] : [acknowledge(here, question, changed)])
  return { ...turn, effects: question.effects?.(read.value, place) ?? [] }
}

/** Said when an answer was changed out of turn. */
function acknowledge({ spec, place }: Here, question: Question, draft: Draft): Reply {
  return { text: `Sudah diubah. ${question.label}: *${shown(question, walk(spec, draft, place).answers, place)}*` }
}

/** Each tap takes a choice or gives it back, until "selesai"; a list like "1 dan 3" is complete by itself. */
function answerMany({ spec, draft, place, walked }: Here, question: Question, input: Input): FormTurn {
  const taken = (walked.answers[question.id] as string[] | undefined) ?? []
  const done =
    (input.kind === 'choice' && input.id === DONE.id) || (input.kind === 'text' && /^\W*selesai\W*$/i.test(input.text))
  if (done && taken.length > 0) return askNext(spec, { answers: draft.answers }, place)
  const read = readMany(question, input, walked.answers, place)
  const again = wording(spec, question, walked, place)
  if (!read.ok) return { draft, replies: [{ ...again, text: `${read.error}\n\n${again.text}` }], unclear: true }
  if (Array.isArray(read.value))
    return askNext(spec, { answers: { ...draft.answers, [question.id]: read.value } }, place)
  const one = String(read.value)
  const now = taken.includes(one) ? taken.filter((id) => id !== one) : [...taken, one]
  return askNext(spec, { answers: { ...draft.answers, [question.id]: now }, revising: question.id }, place)
}
