/** What a person can type in any form. */
import type { Reply } from '../../domain/chat.ts'
import { spokenNumber } from '../../domain/pick.ts'
import { chosen } from '../choose.ts'
import { saysNo } from '../nothing-said.ts'
import { askNext, type FormTurn, type Here } from './ask-next.ts'
import type { Question } from './question.ts'
import { changeable, questionChoices, sectionChoices, whichQuestion } from './review.ts'
import type { Draft } from './walk.ts'
import { wording } from './wording.ts'

const COMMANDS = new Map<string, (here: Here, argument: string) => FormTurn>([
  ['kembali', back],
  ['ubah', change],
  ['ubah data', (here) => change(here, '')],
  ['bagian', section],
  ['lewati', skip],
  ['jeda', pause],
  ['batal', cancel],
  ['kirim', send],
])

/** Carries out a command, typed or tapped; one that a newer form no longer has asks again. */
export function heardCommand(here: Here, name: string, argument: string): FormTurn {
  return COMMANDS.get(name)?.(here, argument) ?? askNext(here.spec, here.draft, here.place)
}

/** What was written after we asked which answer to change, or whether to throw everything away. */
export function heardPending(here: Here, pending: NonNullable<Draft['pending']>, text: string): FormTurn {
  if (pending === 'ubah') return change(here, text)
  return saysNo(text, here.place) ? askNext(here.spec, here.draft, here.place) : { ...cancel(here, ''), unclear: true }
}

const say = ({ draft }: Here, reply: Reply, pending?: Draft['pending']): FormTurn => ({
  draft: pending ? { ...draft, pending } : draft,
  replies: [reply],
})

function reopen({ spec, draft, place }: Here, question: Question): FormTurn {
  return askNext(spec, { answers: draft.answers, revising: question.id }, place)
}

function back(here: Here): FormTurn {
  const { walked } = here
  const at = walked.current ? walked.path.indexOf(walked.current) : walked.path.length
  const before = walked.path.slice(0, at).findLast((question) => !question.silent)
  if (before) return reopen(here, before)
  return askNext(here.spec, here.draft, here.place, [{ text: 'Ini pertanyaan yang pertama, Kak.' }])
}

/** `argument` is a number of the review, a question's id, or (part of) its label or its section's. */
function change(here: Here, argument: string): FormTurn {
  const { spec, walked } = here
  const numbered = changeable(walked)
  const open = numbered.filter((question) => walked.answers[question.id] !== undefined)
  if (open.length === 0)
    return askNext(spec, here.draft, here.place, [{ text: 'Belum ada jawaban yang bisa diubah, Kak.' }])
  const said = argument.trim().replace(/\s+(?:saya|aku|ulun|kak|dong)$/i, '')
  if (!said) return say(here, sectionChoices(spec, walked), 'ubah')
  const number = spokenNumber(said)
  const exactly = open.filter((q) => (number === undefined ? q.id === said : q === numbered[number - 1]))
  const meant = number === undefined && exactly.length === 0 ? byLabel(here, open, said) : exactly
  if (meant.length === 1) return reopen(here, meant[0]!)
  if (meant.length > 1) return say(here, whichQuestion(meant), 'ubah')
  const choose = sectionChoices(spec, walked)
  const none = { ...choose, text: `Saya belum menemukan jawaban itu, Kak. ${choose.text}` }
  return { ...say(here, none, 'ubah'), unclear: true }
}

/** "ubah hp" may be the person's number or the family's: then all that fit are offered. */
function byLabel({ place }: Here, open: Question[], said: string): Question[] {
  const labels = open.map(({ id, label }) => ({ id, label }))
  const found = [said, `nomor ${said}`].map((words) => chosen(labels, words, place)).find((fits) => fits.length > 0)
  return open.filter((question) => found?.some(({ id }) => id === question.id))
}

function section(here: Here, argument: string): FormTurn {
  const { spec, walked } = here
  return say(here, questionChoices(spec, walked, Number(argument)) ?? sectionChoices(spec, walked), 'ubah')
}

function skip(here: Here): FormTurn {
  const { spec, draft, place, walked } = here
  const { current } = walked
  if (!current) return askNext(spec, draft, place)
  if (current.optional) return askNext(spec, { answers: { ...draft.answers, [current.id]: null } }, place)
  const again = wording(spec, current, walked, place)
  return say(here, {
    ...again,
    text: `Pertanyaan ini perlu dijawab, Kak, jadi belum bisa dilewati. Kalau perlu waktu, ketik *jeda*.\n\n${again.text}`,
  })
}

function pause({ spec, draft, place }: Here): FormTurn {
  const days = place.knowledge.office.retention.draftDays
  const text = `Baik, Kak. Jawaban di ${spec.title} tersimpan selama ${days} hari. Ketik *lanjut* kapan saja untuk meneruskan, atau *menu* untuk yang lain.`
  return { draft, replies: [{ text }], rest: true }
}

function cancel(here: Here, argument: string): FormTurn {
  const { spec, draft, place } = here
  const { ask, yes, done } = spec.dropping(place)
  if (argument === 'ya') return { draft: undefined, replies: [{ text: done }], goTo: 'menu' }
  if (argument === 'tidak') return askNext(spec, draft, place)
  if (Object.keys(draft.answers).length === 0)
    return { draft: undefined, replies: [{ text: 'Baik, Kak, tidak jadi.' }], goTo: 'menu' }
  const choices = [
    { id: 'batal=ya', label: yes },
    { id: 'jeda', label: 'Jeda saja' },
    { id: 'batal=tidak', label: 'Tidak, lanjutkan' },
  ]
  return say(here, { text: ask, choices }, 'batal')
}

/** Sends only the answers that count, and only when nothing is missing. */
function send({ spec, draft, place, walked }: Here): FormTurn {
  const { current, answers } = walked
  if (!spec.submit) return askNext(spec, draft, place)
  if (current) return askNext(spec, draft, place, [{ text: 'Belum bisa dikirim, Kak, masih ada yang perlu dijawab.' }])
  return { draft: undefined, ...spec.submit({ ...answers }, place) }
}
