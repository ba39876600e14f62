/** Which features are known, and how much each tells. Pure. */
import type { Features } from './features.ts'

/** The features in the order of their rows; the rarer one was among the examples, the more it tells. */
export type Vocabulary = { features: string[]; tells: number[] }

/** A sentence as rows of a table; the values have length one together. */
export type Sparse = { rows: Int32Array; values: Float64Array }

/** A feature that hardly any sentence has teaches nothing about others. */
const SEEN = 3

export function makeVocabulary(sentences: readonly Features[]): Vocabulary {
  const counts = new Map<string, number>()
  for (const sentence of sentences)
    for (const feature of sentence.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const known = [...counts].filter(([, count]) => count >= SEEN)
  return {
    features: known.map(([feature]) => feature),
    tells: known.map(([, count]) => Math.sqrt(Math.log(1 + sentences.length / count))),
  }
}

export function makeReader({ features, tells }: Vocabulary): (sentence: Features) => Sparse {
  const rowOf = new Map(features.map((feature, row) => [feature, row]))
  return (sentence) => {
    const rows: number[] = []
    const values: number[] = []
    for (const [feature, weight] of sentence) {
      const row = rowOf.get(feature)
      if (row === undefined) continue
      rows.push(row)
      values.push(weight * tells[row]!)
    }
    const length = Math.hypot(...values) || 1
    return { rows: Int32Array.from(rows), values: Float64Array.from(values, (value) => value / length) }
  }
}
