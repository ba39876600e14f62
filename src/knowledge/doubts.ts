/** What is not wrong with content, but worth a look before people meet it. Pure. */
import { makeNormaliser } from './normalise.ts'
import type { Answer, Knowledge } from './shapes.ts'
import { stemsOf } from './understanding/features.ts'

/** What fits on the first screen of a cheap phone (letters). */
const SCREEN = 600
/** Fewer ways to ask than this, and people will not be understood. */
const FORMS = 20

/** Long first screens, numbered lines above numbered choices, topics that are hardly ever asked for, and the same question under two topics. */
export function doubts(knowledge: Knowledge): string[] {
  return [
    ...knowledge.answers.flatMap(longText),
    ...numberedLines(knowledge),
    ...knowledge.answers.flatMap((answer) => fewForms(answer, knowledge)),
    ...sameQuestions(knowledge),
  ]
}

const longText = ({ topic, text }: Answer) =>
  text.length > SCREEN
    ? [
        `answers/${topic}.md: layar pertama ${text.length} huruf, lebih dari ${SCREEN}: pindahkan sebagian ke ---selengkapnya---`,
      ]
    : []

/** Choices follow under a page, so a number means a choice: "2" must not be able to mean its second line as well. */
function numberedLines({ answers, guide }: Knowledge): string[] {
  const pages = [
    ...answers
      .filter(({ more, opens, related }) => more !== undefined || opens !== undefined || related.length > 0)
      .map(({ topic, text, more }) => ({ at: `answers/${topic}.md`, text: `${text}\n${more ?? ''}` })),
    ...guide.map(({ id, text }) => ({ at: `guide/${id}`, text })),
  ]
  return pages
    .filter(({ text }) => /^\d{1,2}[.)] /m.test(text))
    .map(({ at }) => `${at}: baris bernomor di atas pilihan bernomor: pakai • supaya angkanya tidak tertukar`)
}

function fewForms({ topic }: Answer, { questions }: Knowledge): string[] {
  const count = questions.filter(({ topics }) => topics.includes(topic)).length
  return count < FORMS
    ? [
        `answers/${topic}.md: baru ${count} bentuk pertanyaan, paling sedikit ${FORMS}: tambah di questions/${topic}.txt`,
      ]
    : []
}

/** The same words, in whatever order, lead to two answers: nobody could tell which one is meant. */
function sameQuestions({ questions, language }: Knowledge): string[] {
  const normalise = makeNormaliser(language)
  const fillers = new Set(language.fillers)
  const seen = new Map<string, { text: string; topic: string }>()
  return questions.flatMap(({ text, topics, labelled }) => {
    if (labelled) return []
    const [topic] = topics as [string]
    const words = [...new Set(stemsOf(normalise(text), fillers))].sort().join(' ')
    const other = seen.get(words)
    if (!other) seen.set(words, { text, topic })
    return other && other.topic !== topic
      ? [`questions/: "${text}" (${topic}) hampir sama dengan "${other.text}" (${other.topic}): hapus salah satu`]
      : []
  })
}
