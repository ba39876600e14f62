import type { Mind } from '../../src/knowledge/mind.ts'
import type { Answer, Knowledge } from '../../src/knowledge/shapes.ts'
import type { Asked } from './examples.ts'

export type Scored = {
  asked: Asked
  /** Best first, three at most. */
  guesses: string[]
  confidence: number
  /** A fact was told, not a choice, a question back or a polite no. */
  toldFact: boolean
  /** A scheme was named, and the fact that was told is about others only, and no right answer. */
  wrongScheme: boolean
  ms: number
}

/** What this mind makes of these questions. */
export function score(asked: readonly Asked[], mind: Mind, { answers, schemes }: Knowledge): Scored[] {
  const answerOf = new Map(answers.map((answer) => [answer.topic, answer]))
  const names = schemes.flatMap(({ id, short, aliases }) =>
    [short, ...aliases].map((name) => ({ id, name: ` ${mind.normalise(name)} ` })),
  )
  return asked.map((question) => {
    const before = performance.now()
    const { outcome, guesses } = mind.understand(question.text)
    const ms = performance.now() - before
    const best = answerOf.get(guesses[0]?.topic ?? '')
    const toldFact = outcome === 'answer' && best?.kind === 'answer'
    const said = ` ${mind.normalise(question.text)} `
    const named = names.filter(({ name }) => name.length > 3 && said.includes(name)).map(({ id }) => id)
    return {
      asked: question,
      guesses: guesses.map(({ topic }) => topic),
      confidence: guesses[0]?.confidence ?? 0,
      toldFact,
      wrongScheme: toldFact && !question.topics.includes(best.topic) && isAboutOthers(best, named),
      ms,
    }
  })
}

const isAboutOthers = ({ schemes }: Answer, named: readonly string[]) =>
  named.length > 0 && schemes.length > 0 && !schemes.some((scheme) => named.includes(scheme))

const isOutside = ({ asked }: Scored) => ['di-luar-topik', 'tidak-jelas'].includes(asked.topics[0]!)

const share = (some: readonly unknown[], all: readonly unknown[]) => (all.length === 0 ? 0 : some.length / all.length)

/** Shares from 0 to 1. */
export function rates(scored: readonly Scored[]) {
  const outside = scored.filter(isOutside)
  return {
    questions: scored.length,
    first: share(
      scored.filter(({ asked, guesses }) => asked.topics.includes(guesses[0]!)),
      scored,
    ),
    inThree: share(
      scored.filter(({ asked, guesses }) => guesses.some((topic) => asked.topics.includes(topic))),
      scored,
    ),
    outside: outside.length,
    factToOutside: share(
      // "pendek" is unclear, but its label also takes what we tell of height
      outside.filter(({ toldFact, asked, guesses }) => toldFact && !asked.topics.includes(guesses[0]!)),
      outside,
    ),
    wrongScheme: scored.filter(({ wrongScheme }) => wrongScheme).length,
  }
}

/** "asked → answered", the most frequent first. */
export function confusions(scored: readonly Scored[]): [pair: string, times: number][] {
  const times = new Map<string, number>()
  for (const { asked, guesses } of scored) {
    if (asked.topics.includes(guesses[0]!)) continue
    const pair = `${asked.topics[0]} → ${guesses[0] ?? '(tidak ada)'}`
    times.set(pair, (times.get(pair) ?? 0) + 1)
  }
  return [...times].sort((a, b) => b[1] - a[1])
}
