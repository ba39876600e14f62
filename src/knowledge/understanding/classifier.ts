/** What a sentence is about, as a trained model has it. Pure. */
import type { Features } from './features.ts'
import { addUp, softmax } from './table.ts'
import { makeReader, type Vocabulary } from './vocabulary.ts'

/** One row of weights a feature, one column a label. */
export type Model = { labels: string[]; vocabulary: Vocabulary; weights: Float32Array }

/** Label → probability; together 1. */
export type Classifier = (sentence: Features) => Map<string, number>

export function makeClassifier({ labels, vocabulary, weights }: Model): Classifier {
  const read = makeReader(vocabulary)
  return (sentence) => {
    const scores = new Float64Array(labels.length)
    addUp(scores, read(sentence), weights)
    softmax(scores)
    return new Map(labels.map((label, i) => [label, scores[i]!]))
  }
}
