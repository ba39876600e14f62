/** From a sentence to a topic, or to an honest "which one?". Pure. */
import type { Guess, Understanding } from '../mind.ts'
import type { Normalise } from '../normalise.ts'
import type { Answer, Knowledge } from '../shapes.ts'
import { type Classifier, makeClassifier } from './classifier.ts'
import { featuresOf } from './features.ts'
import type { Models } from './models.ts'
import { makeNamedSchemes } from './named-schemes.ts'

/** Found by cross-validation (bench/understanding): from here on a guess is answered, and from there on it is offered. */
const SURE = 0.6
const OFFER = 0.12
/** With so much in favour of "that is not for us" or "that means nothing", no fact is told. */
const DOUBT = 0.2

/** A scheme that was named rules out answers about others; one under discussion favours its own. */
const NAMED = { other: 0.02, about: 4 }

/** `models` are asked for when the first sentence comes. */
export function makeUnderstand(
  knowledge: Pick<Knowledge, 'answers' | 'schemes' | 'language'>,
  normalise: Normalise,
  models: () => Models,
) {
  const fillers = new Set(knowledge.language.fillers)
  const answers = new Map(knowledge.answers.map((answer) => [answer.topic, answer]))
  const namedSchemes = makeNamedSchemes(knowledge.schemes, normalise)
  const unclear = knowledge.answers.find(({ kind }) => kind === 'clarify')
  let classifier: Classifier | undefined

  return (text: string, about?: string): Understanding => {
    const words = normalise(text)
    if (!words) return { outcome: 'clarify', guesses: unclear ? [{ topic: unclear.topic, confidence: 1 }] : [] }
    classifier ??= makeClassifier(models().topics)
    const named = namedSchemes(words)
    const guesses = ranked(classifier(featuresOf(words, fillers)), (topic) => factor(answers.get(topic), named, about))
    const scheme = named.length === 1 ? named[0] : undefined
    return { outcome: outcomeOf(guesses, answers), guesses: guesses.slice(0, 3), scheme }
  }
}

function ranked(likely: Map<string, number>, weigh: (topic: string) => number): Guess[] {
  const weighed = [...likely].map(([topic, probability]) => ({ topic, confidence: probability * weigh(topic) }))
  const total = weighed.reduce((sum, { confidence }) => sum + confidence, 0)
  return weighed
    .map(({ topic, confidence }) => ({ topic, confidence: confidence / total }))
    .sort((a, b) => b.confidence - a.confidence)
}

function factor(answer: Answer | undefined, named: readonly string[], about: string | undefined): number {
  const schemes = answer?.schemes ?? []
  if (schemes.length === 0) return 1
  if (named.length > 0) return schemes.some((scheme) => named.includes(scheme)) ? 1 : NAMED.other
  return about !== undefined && schemes.includes(about) ? NAMED.about : 1
}

function outcomeOf(guesses: readonly Guess[], answers: ReadonlyMap<string, Answer>): Understanding['outcome'] {
  const [best] = guesses
  if (!best || best.confidence < OFFER) return 'clarify'
  const kindOf = ({ topic }: Guess) => answers.get(topic)?.kind
  const kind = kindOf(best)
  const isFact = kind !== 'decline' && kind !== 'clarify'
  const doubt = guesses.filter((guess) => kindOf(guess) === 'decline' || kindOf(guess) === 'clarify')
  const doubted = doubt.reduce((sum, { confidence }) => sum + confidence, 0) >= DOUBT
  if (best.confidence < SURE || (isFact && doubted)) return 'choices'
  return isFact ? 'answer' : kind
}
