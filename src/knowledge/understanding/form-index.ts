/** Question forms, indexed by their features; scores a sentence against every topic. Pure. */
import { features } from './features.ts'

export type Form = { topic: string; words: string }

export type FormIndex = {
  /** Topic → likeness of its closest forms, 0 to about 1. */
  score(words: string): Map<string, number>
}

/** How much the second and third closest form of a topic count beside the closest. */
const COMPANY = [1, 0.12, 0.08]

export function buildFormIndex(forms: readonly Form[], fillers: ReadonlySet<string>): FormIndex {
  const seen = forms.map((form) => features(form.words, fillers))
  const weights = idf(seen)
  const postings = new Map<string, { form: number; weight: number }[]>()
  seen.forEach((found, form) => {
    for (const [feature, weight] of unit(found, weights)) {
      const list = postings.get(feature) ?? []
      postings.set(feature, list)
      list.push({ form, weight })
    }
  })
  return {
    score(words) {
      const likeness = new Float64Array(forms.length)
      for (const [feature, weight] of unit(features(words, fillers), weights))
        for (const posting of postings.get(feature) ?? []) likeness[posting.form]! += weight * posting.weight
      return byTopic(forms, likeness)
    },
  }
}

function byTopic(forms: readonly Form[], likeness: Float64Array): Map<string, number> {
  const best = new Map<string, number[]>()
  likeness.forEach((value, i) => {
    if (value === 0) return
    const { topic } = forms[i]!
    const list = best.get(topic) ?? []
    best.set(topic, list)
    list.push(value)
  })
  const total = (list: number[]) => COMPANY.reduce((sum, share, i) => sum + share * (list[i] ?? 0), 0) / 1.2
  return new Map([...best].map(([topic, list]) => [topic, total(list.sort((a, b) => b - a))]))
}

function idf(seen: readonly Map<string, number>[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const found of seen) for (const feature of found.keys()) count.set(feature, (count.get(feature) ?? 0) + 1)
  return new Map([...count].map(([feature, n]) => [feature, Math.log(1 + seen.length / n)]))
}

/** Weighted and scaled to length one. A feature no form has counts for the length: it says that something is not known. */
function unit(found: Map<string, number>, weights: Map<string, number>): [string, number][] {
  const unknown = Math.log(1 + weights.size)
  const weighted = [...found].map(([feature, weight]): [string, number] => [
    feature,
    weight * (weights.get(feature) ?? unknown * 0.5),
  ])
  const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1
  return weighted.map(([feature, weight]) => [feature, weight / length])
}
