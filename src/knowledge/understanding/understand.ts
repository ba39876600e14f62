/** From a sentence to a topic, or to an honest "which one?". Pure. */
import type { Guess, Understanding } from '../mind.ts'
import type { Normalise } from '../normalise.ts'
import type { Answer, Knowledge, Scheme } from '../shapes.ts'
import { buildFormIndex } from './form-index.ts'

/** Likeness from which the best topic is taken as sure, and from which topics are offered. Found on the labelled questions. */
const SURE = 0.5
const OFFER = 0.2
/** A best topic this far ahead of the second is sure also with less likeness. */
const AHEAD = 0.16
const SURE_WHEN_AHEAD = 0.36

/** A scheme that was named counts for its topics, and against those of others. */
const NAMED = { same: 1.3, other: 0.25, about: 1.12 }

export function makeUnderstand(knowledge: Pick<Knowledge, 'answers' | 'schemes' | 'language'>, normalise: Normalise) {
  const fillers = new Set(knowledge.language.fillers)
  const answers = new Map(knowledge.answers.map((answer) => [answer.topic, answer]))
  const forms = knowledge.answers.flatMap((answer) =>
    answer.questions.map((form) => ({ topic: answer.topic, words: normalise(form) })),
  )
  const index = buildFormIndex(forms, fillers)
  const namedSchemes = makeSchemeFinder(knowledge.schemes, normalise)

  return (text: string, about?: string): Understanding => {
    const words = normalise(text)
    if (!words) return { outcome: 'clarify', guesses: [] }
    const named = namedSchemes(words)
    const guesses = [...index.score(words)]
      .map(
        ([topic, likeness]): Guess => ({
          topic,
          confidence: Math.min(1, likeness * factor(answers.get(topic), named, about)),
        }),
      )
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, 3)
    const scheme = named.length === 1 ? named[0] : undefined
    return { outcome: outcomeOf(guesses, answers), guesses, scheme }
  }
}

function factor(answer: Answer | undefined, named: readonly string[], about: string | undefined): number {
  if (!answer?.scheme) return 1
  if (named.length > 0) return named.includes(answer.scheme) ? NAMED.same : NAMED.other
  return about === answer.scheme ? NAMED.about : 1
}

function outcomeOf([best, second]: Guess[], answers: ReadonlyMap<string, Answer>): Understanding['outcome'] {
  if (!best || best.confidence < OFFER) return 'clarify'
  const ahead = best.confidence - (second?.confidence ?? 0)
  if (best.confidence < SURE && !(ahead >= AHEAD && best.confidence >= SURE_WHEN_AHEAD)) return 'choices'
  const kind = answers.get(best.topic)?.kind
  return kind === 'decline' || kind === 'clarify' ? kind : 'answer'
}

/** The schemes that a sentence names, the longest alias first so that "ssw kaigo" is not also "ssw". */
function makeSchemeFinder(schemes: readonly Scheme[], normalise: Normalise) {
  const aliases = schemes
    .flatMap((scheme) => [scheme.short, ...scheme.aliases].map((alias) => ({ id: scheme.id, alias: normalise(alias) })))
    .filter(({ alias }) => alias.length > 1)
    .sort((a, b) => b.alias.length - a.alias.length)
  return (words: string): string[] => {
    let rest = ` ${words} `
    const found = new Set<string>()
    for (const { alias } of aliases) {
      if (!rest.includes(` ${alias} `)) continue
      for (const other of aliases) if (other.alias === alias) found.add(other.id)
      rest = rest.replaceAll(` ${alias} `, ' ')
    }
    return [...found]
  }
}
