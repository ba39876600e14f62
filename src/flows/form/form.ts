/** The form engine: gives kembali, ubah, lewati, jeda, lanjut, batal and kirim to every form, once. */
import type { Input, Reply } from '../../domain/chat.ts'
import { defineFlow, type Flow, type Heard, type Place } from '../flow.ts'
import { answerMany } from './answer-many.ts'
import { askNext, type FormTurn, type Here } from './ask-next.ts'
import { heardCommand, heardPending } from './command.ts'
import type { FormSpec, Question } from './question.ts'
import { readAnswer } from './read-answer.ts'
import { COMPLETE } from './review.ts'
import { Draft, walk } from './walk.ts'
import { addressed, shown, wording } from './wording.ts'

export function form(spec: FormSpec): Flow {
  return defineFlow<Draft>({
    name: spec.name,
    ...(spec.staffOnly ? { staffOnly: true } : {}),
    keeps: 'person',
    asksAgain: true,
    hears: ['kembali', 'ubah', 'ubah data', 'lewati', 'jeda', 'lanjut', 'batal', 'kirim'],
    draft: Draft,
    fresh: { answers: {} },
    about: ({ answers }) => spec.about?.(answers),
    claims(draft, text, place) {
      const { current, answers } = walk(spec, draft, place)
      return current?.claims?.(text, answers, place) ?? false
    },
    ...(spec.result && { isFinished: (draft, place) => !walk(spec, draft, place).current }),
    enter: (draft, place) => enter(spec, draft, place),
    receive({ pending, ...draft }, heard, place) {
      const here = { spec, draft, place, walked: walk(spec, draft, place) }
      if (pending && heard.kind === 'text') return heardPending(here, pending, heard.text)
      if (heard.kind === 'command' && pending === 'ubah' && LEAVES_CHOICE.has(heard.name))
        return askNext(spec, draft, place)
      return hear(here, heard)
    },
  })
}

/** Somebody who was asked which answer to change, and says this, wants to change none. */
const LEAVES_CHOICE = new Set(['batal', 'kembali'])

/** The opening for who begins, a word of welcome for who comes back, and only the question after an interruption. */
function enter(spec: FormSpec, { pending: _, ...draft }: Draft, place: Place): FormTurn {
  const begun = begin(spec, draft, place)
  if (begun) return begun
  if (spec.result && !walk(spec, draft, place).current) return askNext(spec, draft, place)
  if (place.spoken)
    return walk(spec, draft, place).current ? askNext(spec, draft, place) : { draft, replies: [COMPLETE] }
  const turn = askNext(spec, draft, place)
  const goingOn = spec.goingOn(place)
  return { ...turn, replies: turn.replies.map((reply) => ({ ...reply, text: `${goingOn}\n\n${reply.text}` })) }
}

function begin(spec: FormSpec, draft: Draft, place: Place): FormTurn | undefined {
  const isEmpty = Object.keys(draft.answers).length === 0
  return isEmpty ? askNext(spec, draft, place, spec.opening?.(place) ?? []) : undefined
}

function hear(here: Here, heard: Heard): FormTurn {
  const { spec, draft, place, walked } = here
  if (heard.kind === 'found' || heard.kind === 'handed') return askNext(spec, draft, place)
  if (heard.kind === 'command' && heard.name === 'lanjut')
    return begin(spec, draft, place) ?? askNext(spec, draft, place)
  if (heard.kind === 'command') return heardCommand(here, heard.name, heard.argument)
  if (heard.kind === 'choice') return hearChoice(here, heard.id)
  if (walked.current) return answer(here, walked.current, heard)
  return spec.result ? askNext(spec, draft, place) : { draft, replies: [COMPLETE], unclear: true }
}

/** A tap on a question's choice changes that answer and no other, however old the message is. */
function hearChoice(here: Here, id: string): FormTurn {
  const { spec, draft, place, walked } = here
  const at = id.indexOf('=')
  const [name, value] = at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
  const question = walked.path.find((q) => q.id === name)
  const gone = question ? undefined : questionsOf(spec).find((q) => q.id === name)
  if (gone) return outdated(here, gone)
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

const questionsOf = ({ sections }: FormSpec) => sections.flatMap(({ questions }) => questions)

function outdated({ spec, draft, place }: Here, { late }: Question): FormTurn {
  const text = late ?? 'Tombol itu sudah tidak berlaku, Kak, jadi tidak ada yang diubah. Kita lanjutkan dari sini:'
  return askNext(spec, draft, place, [{ text }])
}

function answer(here: Here, question: Question, input: Input, place = here.place): FormTurn {
  const { spec, draft, walked } = here
  if (question.many) return answerMany(here, question, input)
  const read = readAnswer(question, input, walked.answers, place)
  if (!read.ok && read.choices)
    return { draft, replies: [{ text: read.error, choices: addressed(question, read.choices) }] }
  if (!read.ok) {
    const again = wording(spec, question, walked, place)
    return { draft, replies: [{ ...again, text: `${read.error}\n\n${again.text}` }], unclear: true }
  }
  const ended = question.ends?.(read.value, place)
  if (ended) return { ...ended, draft: undefined }
  const reopened = question.reopens?.[String(read.value)]
  if (reopened) {
    const { [question.id]: _, [reopened]: __, ...answers } = draft.answers
    return askNext(spec, { answers, revising: reopened }, place)
  }
  const changed = { answers: { ...draft.answers, [question.id]: read.value } }
  const turn = askNext(spec, changed, place, acknowledge(here, question, changed))
  return { ...turn, effects: question.effects?.(read.value, place) ?? [] }
}

/** Said when an answer was changed out of turn, unless the review shows it or the next question follows from it. */
function acknowledge({ spec, place, draft, walked }: Here, question: Question, changed: Draft): Reply[] {
  const inTurn = question === walked.current
  if (inTurn && draft.revising === undefined) return []
  const { path, answers, current } = walk(spec, changed, place)
  const follows = path.indexOf(current!) === path.indexOf(question) + 1
  if (current === undefined || (inTurn && follows)) return []
  return [{ text: `Sudah diubah. ${question.label}: *${shown(question, answers, place)}*` }]
}
