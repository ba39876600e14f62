/**
 * Softmax regression by adaptive gradient descent, one sentence at a time: learns what a sentence is about from
 * sentences of which it is known. The same examples always give the same model. Pure.
 */
import type { Model } from './classifier.ts'
import type { Features } from './features.ts'
import { addUp, softmax } from './table.ts'
import { makeReader, makeVocabulary, type Sparse } from './vocabulary.ts'

/** `labels`: best first. */
export type Example = { features: Features; labels: readonly string[] }

const ROUNDS = 4
/** Rounds that do not count: what is kept is the mean of those after them, which hangs less on the order of examples. */
const UNSETTLED = 1
const STEP = 1
/** Errors that are too small to learn from. */
const NEGLIGIBLE = 0.004
/** What the best of several labels gets of the whole. */
const BEST = 0.7
/** How much a part's weights count beside a label's own. */
const SHARE = 0.5

/**
 * `partsOf`: what labels have in common, as the topics "gtog-korea-biaya-gaji" and "kaikoukai-biaya-gaji" have the cost
 * and the pay. A word learned with one label counts a little for the others of the same part.
 */
export function train(examples: readonly Example[], partsOf: (label: string) => readonly string[]): Model {
  const labels = [...new Set(examples.flatMap((example) => example.labels))]
  const vocabulary = makeVocabulary(examples.map(({ features }) => features))
  const read = makeReader(vocabulary)
  const lessons = examples.map(({ features, labels: right }) => ({
    sentence: read(features),
    right: right.map((label) => labels.indexOf(label)),
  }))
  const parts = sharedParts(labels, partsOf)
  return { labels, vocabulary, weights: learn(lessons, labels.length, parts, vocabulary.features.length) }
}

/** Columns of the labels that are right, best first. */
type Lesson = { sentence: Sparse; right: number[] }

/** For each part that several labels have, the columns of those labels. */
function sharedParts(labels: readonly string[], partsOf: (label: string) => readonly string[]): number[][] {
  const members = new Map<string, number[]>()
  for (const [column, label] of labels.entries())
    for (const part of partsOf(label)) members.set(part, [...(members.get(part) ?? []), column])
  return [...members.values()].filter((columns) => columns.length > 1)
}

/** Parts have columns of their own, behind those of the labels, while they are learned. */
function learn(lessons: readonly Lesson[], labels: number, parts: readonly number[][], rows: number): Float32Array {
  const columns = labels + parts.length
  const weights = new Float32Array(rows * columns)
  const seen = new Float32Array(weights.length).fill(1e-3)
  const errors = new Float64Array(columns)
  const order = lessons.map((_, i) => i)
  const random = fixedRow()
  const mean = new Float32Array(weights.length)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const i of order) {
      const { sentence, right } = lessons[i]!
      errors.fill(0)
      addUp(errors, sentence, weights)
      compare(errors, right, labels, parts)
      correct(weights, seen, sentence, errors)
    }
    if (round >= UNSETTLED) for (let i = 0; i < mean.length; i++) mean[i]! += weights[i]! / (ROUNDS - UNSETTLED)
  }
  return fold(mean, labels, parts)
}

/** Scores become errors: how far each column is from what is right. */
function compare(scores: Float64Array, right: readonly number[], labels: number, parts: readonly number[][]): void {
  const own = scores.subarray(0, labels)
  for (const [p, members] of parts.entries()) for (const i of members) own[i]! += SHARE * scores[labels + p]!
  softmax(own)
  const [best, ...others] = right
  own[best!]! -= others.length > 0 ? BEST : 1
  for (const other of others) own[other]! -= (1 - BEST) / others.length
  for (const [p, members] of parts.entries()) {
    let sum = 0
    for (const i of members) sum += own[i]!
    scores[labels + p] = SHARE * sum
  }
}

function correct(weights: Float32Array, seen: Float32Array, { rows, values }: Sparse, errors: Float64Array): void {
  const wrong: number[] = []
  for (let column = 0; column < errors.length; column++) if (Math.abs(errors[column]!) > NEGLIGIBLE) wrong.push(column)
  for (let n = 0; n < rows.length; n++) {
    const start = rows[n]! * errors.length
    for (const column of wrong) {
      const slope = errors[column]! * values[n]!
      seen[start + column]! += slope * slope
      weights[start + column]! -= (STEP * slope) / Math.sqrt(seen[start + column]!)
    }
  }
}

/** Puts what the parts learned into the columns of their labels. */
function fold(weights: Float32Array, labels: number, parts: readonly number[][]): Float32Array {
  const columns = labels + parts.length
  const folded = new Float32Array((weights.length / columns) * labels)
  for (let from = 0, to = 0; from < weights.length; from += columns, to += labels) {
    folded.set(weights.subarray(from, from + labels), to)
    for (const [p, members] of parts.entries())
      for (const i of members) folded[to + i]! += SHARE * weights[from + labels + p]!
  }
  return folded
}

/** A fixed row of numbers from 0 to 1, for training must not depend on chance. */
function fixedRow(): () => number {
  let state = 7
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x80000000
  }
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j]!, list[i]!]
  }
}
