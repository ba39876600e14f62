import { distance } from 'fastest-levenshtein'
import type { Choice } from './chat.ts'

const COUNTING = [
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
  'dua belas',
]
const ORDINALS = new Map([
  ['pertama', 1],
  ...COUNTING.slice(1).map((word, i): [string, number] => [`ke${word}`, i + 2]),
])
const LEAD = /^(?:(?:yang|pilih|pilihan|nomor|nomer|nomr|no|nmr|opsi|angka|jawabannya|jawaban)\s+)+/

const tidy = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The number a person wrote as their choice: "2", "2.", "no 2", "nomor dua", "yang kedua". */
export function spokenNumber(text: string): number | undefined {
  const said = tidy(text)
    .replace(LEAD, '')
    .replace(/^ke (?=\S)/, 'ke')
  if (/^\d{1,2}$/.test(said)) return Number(said)
  const ordinal = /^ke(\d{1,2})$/.exec(said)
  if (ordinal) return Number(ordinal[1])
  const counted = COUNTING.indexOf(said)
  return counted >= 0 ? counted + 1 : ORDINALS.get(said)
}

/** Finds the choice a person meant by number or by (nearly) its label. undefined: none, or it could be several. */
export function pick(choices: readonly Choice[], text: string): Choice | undefined {
  if (choices.length === 0) return undefined
  const number = spokenNumber(text)
  if (number !== undefined && choices[number - 1]) return choices[number - 1]
  const said = tidy(text).replace(LEAD, '')
  if (!said) return undefined
  const labelled = choices.map((choice) => ({ choice, label: tidy(choice.label) }))
  const exact = labelled.filter(({ label }) => label === said || withoutBrackets(label) === said)
  return (
    only(exact) ??
    only(labelled.filter(({ label }) => isPart(label, said))) ??
    only(labelled.filter(({ label }) => isSlip(label, said)))
  )
}

const only = (found: { choice: Choice }[]) => (found.length === 1 ? found[0]!.choice : undefined)
const withoutBrackets = (label: string) => label.replace(/\s*\(.*\)\s*/g, ' ').trim()

/** "sosial" for "media sosial", "n5" for "JLPT N5": whole words of the label, and not too short to mean anything. */
const isPart = (label: string, said: string) =>
  (said.length >= 3 || /\p{L}\d/u.test(said)) && ` ${label} `.includes(` ${said} `)

/** One slip in five letters: "perempun", "laki laki" for "laki-laki". */
const isSlip = (label: string, said: string) =>
  said.length >= 4 && distance(label.replaceAll(' ', ''), said.replaceAll(' ', '')) <= Math.floor(said.length / 5)

/** Every choice named in a list like "1, 3 dan 4". undefined: it is no list of numbers. */
export function pickMany(choices: readonly Choice[], text: string): Choice[] | undefined {
  const parts = text.split(/\s*(?:,|;|&|\+|\bdan\b|\bsama\b|\s)\s*/i).filter(Boolean)
  const numbers = parts.map(spokenNumber)
  if (numbers.length === 0 || numbers.some((n) => n === undefined || !choices[n - 1])) return undefined
  return [...new Set(numbers)].map((n) => choices[n! - 1]!)
}
