import type { Choice, Reply } from '../../domain/chat.ts'
import type { Place } from '../flow.ts'
import type { FormSpec, Question } from './question.ts'
import type { Walk } from './walk.ts'
import { shown } from './wording.ts'

const SEND: Choice = { id: 'kirim', label: 'Kirim' }
const CHANGE: Choice = { id: 'ubah', label: 'Ubah jawaban' }

/** The questions a person may change, in the order of their numbers. */
export const changeable = ({ path }: Pick<Walk, 'path'>): Question[] => path.filter((question) => !question.silent)

/** The answers that count, by section, numbered as *ubah* knows them. */
export function answerList(spec: FormSpec, walked: Walk, place: Place): string {
  const numbered = changeable(walked)
  const sections = spec.sections.map(({ title, questions }) => {
    const lines = numbered
      .map((question, i) => ({
        question,
        line: `${i + 1}. ${question.label}: *${shown(question, walked.answers, place)}*`,
      }))
      .filter(({ question }) => questions.includes(question))
    return lines.length > 0 ? `*${title}*\n${lines.map(({ line }) => line).join('\n')}` : ''
  })
  return sections.filter(Boolean).join('\n\n')
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

/** Which part to change: sections first, then the questions of one. */
export function sectionChoices(spec: FormSpec, walked: Walk): Reply {
  const numbered = changeable(walked)
  const choices = spec.sections
    .map((section, i) => ({
      id: `bagian=${i}`,
      label: section.title,
      has: section.questions.some((q) => numbered.includes(q)),
    }))
    .filter(({ has }) => has)
    .map(({ id, label }) => ({ id, label }))
  return { text: 'Bagian mana yang mau diubah?', choices }
}

export function questionChoices(spec: FormSpec, walked: Walk, section: number): Reply | undefined {
  const numbered = changeable(walked)
  const inSection = spec.sections[section]?.questions.filter(
    (q) => numbered.includes(q) && walked.answers[q.id] !== undefined,
  )
  if (!inSection?.length) return undefined
  return {
    text: 'Jawaban mana yang mau diubah?',
    choices: inSection.map((q) => ({ id: `ubah=${q.id}`, label: q.label })),
  }
}
