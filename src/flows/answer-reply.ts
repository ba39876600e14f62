/** What is said of a topic: the answer with its sources and what is often asked next, or which of several is meant. */
import type { Choice, Reply } from '../domain/chat.ts'
import type { Understanding } from '../knowledge/mind.ts'
import type { Answer, Knowledge } from '../knowledge/shapes.ts'
import { sourceLine } from './sourced.ts'

/** What is said to an understanding; also for `langkah ask`, which has no person. */
export function answerReply(knowledge: Knowledge, understood: Understanding): Reply {
  const topics = understood.guesses.map((guess) => findAnswer(knowledge, guess.topic)).filter((a) => a !== undefined)
  const [best] = topics
  const offered = topics.filter(({ kind }) => kind === 'answer').slice(0, 3)
  if (understood.outcome === 'choices' && offered.length > 0)
    return {
      text: offered.length > 1 ? 'Maksud Kakak yang mana?' : 'Maksud Kakak ini?',
      choices: [...offered.map(topicChoice), OTHER],
    }
  if (best && understood.outcome !== 'choices' && understood.outcome !== 'clarify') return answerText(knowledge, best)
  const unclear = knowledge.answers.find((answer) => answer.kind === 'clarify')
  return { text: unclear?.text ?? 'Maaf, Kak, saya belum menangkap maksudnya. Ketik *menu* untuk melihat pilihan.' }
}

/** What a button says that leads to a command. */
const OPENS = new Map([
  ['menu', 'Lihat menu'],
  ['daftar', 'Mulai daftar'],
  ['petugas', 'Tulis ke petugas'],
  ['status', 'Status saya'],
  ['jadwal', 'Lihat jadwal'],
  ['skema', 'Lihat program'],
  ['cek syarat', 'Cek syarat saya'],
  ['cek tawaran', 'Cek tawaran itu'],
  ['hitung biaya', 'Bandingkan biayanya'],
  ['berhenti', 'Berhenti dikirimi kabar'],
  ['hapus data', 'Hapus data saya'],
  ['ubah data', 'Ubah data saya'],
])

const OTHER: Choice = { id: 'lain', label: 'Bukan itu' }
const topicChoice = (answer: Answer): Choice => ({ id: `t=${answer.topic}`, label: answer.title })
/** The scheme under discussion after an answer about it alone. */
export const onlyScheme = (answer: Answer | undefined) => (answer?.schemes.length === 1 ? answer.schemes[0] : undefined)
export const findAnswer = (knowledge: Knowledge, topic: string | undefined) =>
  knowledge.answers.find((a) => a.topic === topic)

export function answerText(knowledge: Knowledge, answer: Answer): Reply {
  const choices = [
    ...(answer.more ? [{ id: `m=${answer.topic}`, label: 'Selengkapnya' }] : []),
    ...(answer.opens ? [{ id: `b=${answer.opens}`, label: OPENS.get(answer.opens) ?? `Buka ${answer.opens}` }] : []),
    ...related(knowledge, answer),
  ]
  const text = [answer.text, sourceLine(knowledge, answer.sources, answer.checked)].filter(Boolean).join('\n\n')
  return choices.length > 0 ? { text, choices } : { text }
}

/** What is often asked next. */
export function related(knowledge: Knowledge, answer: Answer): Choice[] {
  const topics = answer.related.map((topic) => findAnswer(knowledge, topic)).filter((a) => a !== undefined)
  return topics.slice(0, 2).map(topicChoice)
}
