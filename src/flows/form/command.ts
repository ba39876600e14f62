/** What a person can type in any form. */
import type { Reply } from '../../domain/chat.ts'
import { askNext, type FormTurn, type Here } from './ask-next.ts'
import type { Question } from './question.ts'
import { changeable, questionChoices, sectionChoices } from './review.ts'
import { wording } from './wording.ts'

const COMMANDS = new Map<string, (here: Here, argument: string) => FormTurn>([
  ['kembali', back],
  ['ubah', change],
  [
    'bagian',
    (here, argument) =>
      say(here, questionChoices(here.spec, here.walked, Number(argument)) ?? sectionChoices(here.spec, here.walked)),
  ],
  ['lewati', skip],
  ['jeda', pause],
  ['lanjut', (here) => askNext(here.spec, here.draft, here.place)],
  ['batal', cancel],
  ['kirim', send],
])

/** Carries out a command, typed or tapped; one that a newer form no longer has asks again. */
export function heardCommand(here: Here, name: string, argument: string): FormTurn {
  return COMMANDS.get(name)?.(here, argument) ?? askNext(here.spec, here.draft, here.place)
}

const say = ({ draft }: Here, reply: Reply): FormTurn => ({ draft, replies: [reply] })

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

/** `argument` is a number of the review, a question's id, or its label. */
function change(here: Here, argument: string): FormTurn {
  const { spec, walked } = here
  const said = argument.trim().toLowerCase()
  const numbered = changeable(walked)
  const question =
    numbered[Number(said) - 1] ?? numbered.find((q) => q.id.toLowerCase() === said || q.label.toLowerCase() === said)
  if (question && walked.answers[question.id] !== undefined) return reopen(here, question)
  const answered = numbered.filter((q) => walked.answers[q.id] !== undefined).length
  if (answered === 0)
    return askNext(spec, here.draft, here.place, [{ text: 'Belum ada jawaban yang bisa diubah, Kak.' }])
  const choose = sectionChoices(spec, walked)
  return say(here, said ? { ...choose, text: `Nomor itu belum ada jawabannya, Kak. ${choose.text}` } : choose)
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
  const text = `Baik, Kak. Jawaban di ${spec.title} tersimpan selama ${days} hari. Ketik *lanjut* kapan saja untuk meneruskan.`
  return { draft, replies: [{ text }], rest: true }
}

function cancel(here: Here, argument: string): FormTurn {
  const { spec, draft, place } = here
  if (argument === 'ya')
    return { draft: undefined, replies: [{ text: 'Baik, Kak. Isiannya sudah saya hapus.' }], goTo: 'menu' }
  if (argument === 'tidak') return askNext(spec, draft, place)
  if (Object.keys(draft.answers).length === 0)
    return { draft: undefined, replies: [{ text: 'Baik, Kak, tidak jadi.' }], goTo: 'menu' }
  const text =
    'Hapus semua jawaban yang sudah diisi? Kalau hanya mau berhenti dulu, pilih *Jeda saja*: jawabannya tetap tersimpan.'
  const choices = [
    { id: 'batal=ya', label: 'Ya, hapus isian' },
    { id: 'jeda', label: 'Jeda saja' },
    { id: 'batal=tidak', label: 'Tidak, lanjutkan' },
  ]
  return say(here, { text, choices })
}

/** Sends only the answers that count, and only when nothing is missing. */
function send({ spec, draft, place, walked }: Here): FormTurn {
  const { current, answers } = walked
  if (current) return askNext(spec, draft, place, [{ text: 'Belum bisa dikirim, Kak, masih ada yang perlu dijawab.' }])
  return { draft: undefined, ...spec.submit({ ...answers }, place) }
}
