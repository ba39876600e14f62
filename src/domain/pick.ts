/** Which of several choices a person meant, by number or in their own words. */
import { distance } from 'fastest-levenshtein'
import type { Choice } from './chat.ts'
import { remembering } from './remembering.ts'

/** `also`: other words for it. */
export type Option = Choice & { also?: readonly string[] }

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
const LEAD = /^(?:(?:saya|yang|pilih|pilihan|nomor|nomer|nomr|no|nmr|opsi|angka|jawabannya|jawaban)\s+)+/
const TRAIL = /(?:\s+(?:saja|aja|kak|kakak|min|ya|deh|dong))+$/
/** They turn a meaning round: whoever says "ada" did not choose "belum ada", and "belum menikah" is not "menikah". */
const NEGATIONS = new Set(['tidak', 'belum', 'bukan', 'jangan', 'kurang', 'gagal'])
/** A part of "Ya, hapus semua" is no yes to it. */
const TURNING = new Set([...NEGATIONS, 'ya'])
/** They say nothing by themselves of which choice is meant. */
const EMPTY = new Set(['lewat', 'dan', 'atau', 'untuk', 'saja', 'dari', 'dengan', 'masih', 'yang', 'mau', 'apa'])
/** Nobody says more than this to choose something. */
const LONGEST = 120

const tidy = (text: string) =>
  text
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Labels are few, and looked at again for every message. */
const tidyLabel = remembering(5000, tidy)

/** The number a person wrote as their choice: "2", "2.", "no 2", "nomor dua", "yang kedua", "2 aja kak". */
export function spokenNumber(text: string): number | undefined {
  const said = tidy(text)
    .replace(LEAD, '')
    .replace(TRAIL, '')
    .replace(/^ke (?=\S)/, 'ke')
  if (/^\d{1,2}$/.test(said)) return Number(said)
  const ordinal = /^ke(\d{1,2})$/.exec(said)
  if (ordinal) return Number(ordinal[1])
  const counted = COUNTING.indexOf(said)
  return counted >= 0 ? counted + 1 : ORDINALS.get(said)
}

/** Finds the choice a person meant by number or by (nearly) its label. undefined: none, or it could be several. */
export function pick(choices: readonly Option[], text: string): Choice | undefined {
  const found = matching(choices, text)
  return found.length === 1 ? found[0] : undefined
}

/** Is this the very label of a choice, and not only a part of it? */
export const isLabel = (choice: Option, text: string): boolean => isSame(choice, tidy(text))

/** Every choice that the surest reading of a text allows: its number, its label, a part of it, a slip in it. */
export function matching(choices: readonly Option[], text: string): Choice[] {
  const number = spokenNumber(text)
  if (number !== undefined && choices[number - 1]) return [choices[number - 1]!]
  const said = [...new Set([tidy(text), tidy(text).replace(LEAD, '')])].filter(Boolean)
  if (text.length > LONGEST) return []
  for (const fits of [isSame, isPart, isSlip]) {
    const found = choices.filter((choice) => said.some((words) => fits(choice, words)))
    if (found.length > 0) return found
  }
  return []
}

/** The choices whose whole label stands in a longer answer: "saya sudah menikah kak". */
export function mentioned(choices: readonly Option[], text: string): Choice[] {
  const said = ` ${tidy(text)} `
  const within = (words: string) => said.includes(` ${words} `) && sameTurn(words, said, NEGATIONS)
  return choices.filter(({ label }) => (label.length >= 4 || SHORT_NAME.test(label)) && within(tidyLabel(label)))
}

/** "SMK", "D3": short, but no part of another word. */
const SHORT_NAME = /^[\p{Lu}\d]{2,3}$/u

const squeezed = (words: string) => words.replaceAll(' ', '')
const names = ({ label, also = [] }: Option) => [label, ...also].map(tidyLabel)

/** The label, without what stands in brackets, what stands before its comma ("Ya, hapus semua"), or another word for it. */
function isSame({ label, also = [] }: Option, said: string): boolean {
  const bare = label.replace(/\s*\(.*\)\s*/g, ' ')
  const first = label.includes(',') ? label.slice(0, label.indexOf(',')) : label
  return [label, bare, first, ...also].some((words) => squeezed(tidyLabel(words)) === squeezed(said))
}

/** "sosial" for "media sosial", "n 5" for "JLPT N5": whole words of the label, and not too short to mean anything. */
function isPart({ label }: Option, text: string): boolean {
  const words = tidyLabel(label)
  const said = text.replace(/^(\p{L}) (\d)$/u, '$1$2')
  const isTelling = !EMPTY.has(said) && (said.length >= 3 || /\p{L}\d/u.test(said))
  return isTelling && ` ${words} `.includes(` ${said} `) && sameTurn(words, said, TURNING)
}

/** One slip in five letters: "perempun". Never in a digit, nor where a word turns the meaning round. */
function isSlip(choice: Option, said: string): boolean {
  return names(choice).some(
    (words) =>
      said.length >= 4 &&
      words.replace(/\D/g, '') === said.replace(/\D/g, '') &&
      sameTurn(words, said, TURNING) &&
      distance(squeezed(words), squeezed(said)) <= Math.floor(said.length / 5),
  )
}

function sameTurn(one: string, other: string, turning: ReadonlySet<string>): boolean {
  const turns = (text: string) =>
    text
      .split(' ')
      .filter((word) => turning.has(word))
      .sort()
      .join()
  return turns(one) === turns(other)
}

/** Every choice named in a list like "1, 3 dan 4" or "kaigo dan im japan". undefined: some part of it is none of them. */
export function pickMany(choices: readonly Option[], text: string): Choice[] | undefined {
  const parts = text.slice(0, LONGEST).split(/\s*(?:[,;&+\n]|\bdan\b|\bsama\b)\s*/i)
  return listed(choices, parts) ?? listed(choices, text.slice(0, LONGEST).split(/[\s,;&+]+/))
}

function listed(choices: readonly Option[], parts: string[]): Choice[] | undefined {
  const found = parts.filter((part) => tidy(part) !== '').map((part) => pick(choices, part))
  if (found.length === 0 || found.some((choice) => choice === undefined)) return undefined
  return [...new Set(found)].map((choice) => choice!)
}
