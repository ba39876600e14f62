/** A topic that is typed where a name is asked ("nenkin") is a question, not a name. */
import type { Place } from '../flow.ts'

const SURE = 0.8

/** Sure of a topic, and every word of it stands in a question that we know: "Visa Amelia" is somebody. */
export function isBareTopic(text: string, { mind, knowledge }: Place): boolean {
  const { outcome, guesses } = mind.understand(text)
  const [best] = guesses
  if (outcome !== 'answer' || best === undefined || best.confidence < SURE) return false
  const kind = knowledge.answers.find(({ topic }) => topic === best.topic)?.kind
  const words = wordsOf(knowledge)
  return (
    kind === 'answer' &&
    mind
      .normalise(text)
      .split(' ')
      .every((word) => words.has(word))
  )
}

/** Every word of every question that is known, collected once. */
const known = new WeakMap<object, Set<string>>()

function wordsOf({ questions }: Place['knowledge']): Set<string> {
  const words =
    known.get(questions) ?? new Set(questions.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+/gu) ?? []))
  known.set(questions, words)
  return words
}
