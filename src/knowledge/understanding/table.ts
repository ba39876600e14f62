/** Arithmetic on a table of weights: one row a feature, one column a score. Pure, but for the scores it is given. */
import type { Sparse } from './vocabulary.ts'

/** Adds the weights of every feature of a sentence to the scores. */
export function addUp(scores: Float64Array, { rows, values }: Sparse, weights: Float32Array): void {
  const columns = scores.length
  for (let n = 0; n < rows.length; n++) {
    const start = rows[n]! * columns
    const value = values[n]!
    for (let column = 0; column < columns; column++) scores[column]! += value * weights[start + column]!
  }
}

/** Turns scores into probabilities. */
export function softmax(scores: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < scores.length; i++) if (scores[i]! > highest) highest = scores[i]!
  let sum = 0
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i]! - highest)
    sum += scores[i]!
  }
  for (let i = 0; i < scores.length; i++) scores[i]! /= sum
}
