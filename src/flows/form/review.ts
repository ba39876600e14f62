import type { Choice, Reply } from '../../domain/chat.ts'
import type { Place } from '../flow.ts'
import type { FormSpec, Question } from './question.ts'
import type { Walk } from './walk.ts'
import { shown } from './wording.ts'

const SEND: Choice = { id: 'kirim', label: 'Kirim' }
const CHANGE: Choice = { id: 'ubah', label: 'Ubah jawaban' }

/** The review in short, for who has just seen it. */
export const COMPLETE: Reply = {
  text: 'Semua sudah terjawab, Kak. Kalau sudah benar, ketik *kirim*. Mau mengubah? Ketik *ubah*. Mau melihat semua jawaban? Ketik *lanjut*.',
  choices: [SEND, CHANGE],
}

/** The questions a person may change, in the order of their numbers. */
export const changeable = ({ path }: Pick<Walk, 'path'>): Question[] => path.filter((question) => !question.silent)

/** Those of them that have an answer. */
const answered = (walked: Walk) => changeable(walked).filter((question) => walked.answers[question.id] !== undefined)

/** The answers that count, by section, numbered as *ubah* knows them. */
function answerList(spec: FormSpec, walked: Walk, place: Place): string {
  const numbered = changeable(walked)
  return bySection(spec, numbered, (question) => {
    const answer = shown(question, walked.answers, place)
    return `${numbered.indexOf(question) + 1}. ${question.label}: *${answer}*`
  })
}

/** Everything that is stored, by section, whether or not today's form would ask for it. */
export function storedList(spec: FormSpec, answers: Walk['answers'], place: Place): string {
  const stored = spec.sections
    .flatMap(({ questions }) => questions)
    .filter((question) => !question.silent && answers[question.id] !== undefined)
  return bySection(spec, stored, (question) => `• ${question.label}: *${shown(question, answers, place)}*`)
}

function bySection(spec: FormSpec, listed: Question[], line: (question: Question) => string): string {
  return spec.sections
    .map(({ title, questions }) => ({ title, lines: questions.filter((q) => listed.includes(q)).map(line) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => `*${title}*\n${lines.join('\n')}`)
    .join('\n\n')
}

/** All answers, to be checked before sending. */
export function review(spec: FormSpec, walked: Walk, place: Place): Reply {
  const text = [
    'Semua pertanyaan sudah terjawab. Mohon diperiksa dulu ya, Kak:',
    answerList(spec, walked, place),
    'Sudah benar? Ketik *kirim*. Ada yang salah? Ketik *ubah* dan nomornya, misalnya *ubah 3*.',
  ].join('\n\n')
  return { text, choices: [SEND, CHANGE] }
}

/** Which part to change: sections first, where there are several, then the questions of one. */
export function sectionChoices(spec: FormSpec, walked: Walk): Reply {
  const only = spec.sections.length === 1 ? questionChoices(spec, walked, 0) : undefined
  if (only) return only
  const open = answered(walked)
  const choices = spec.sections
    .map((section, i) => ({ id: `bagian=${i}`, label: section.title, questions: section.questions }))
    .filter(({ questions }) => questions.some((question) => open.includes(question)))
    .map(({ id, label }) => ({ id, label }))
  return { text: `Bagian mana yang mau diubah? ${OR_GO_ON}`, choices }
}

const OR_GO_ON = 'Tidak jadi? Ketik *lanjut*.'

export function questionChoices(spec: FormSpec, walked: Walk, section: number): Reply | undefined {
  const open = answered(walked).filter((question) => spec.sections[section]?.questions.includes(question))
  return open.length > 0 ? whichQuestion(open) : undefined
}

export const whichQuestion = (questions: Question[]): Reply => ({
  text: `Jawaban mana yang mau diubah? ${OR_GO_ON}`,
  choices: questions.map((question) => ({ id: `ubah=${question.id}`, label: question.label })),
})
