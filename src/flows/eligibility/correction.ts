/** Whoever says in their own words that the result is wrong, or that something has changed, wants to change an answer. */
import type { Mind } from '../../knowledge/mind.ts'
import type { Question } from '../form/question.ts'

/** Words that tell which answer is meant. */
const ABOUT: [question: string, words: RegExp][] = [
  ['birthDate', /\b(?:umur|usia|lahir)\b/],
  ['educationLevel', /\b(?:sd|smp|sma|smk|d3|d4|s1|s2|ners|ijazah|pendidikan)\b/],
  ['field', /\b(?:jurusan|keperawatan|kebidanan)\b/],
  ['sex', /\b(?:laki|perempuan|wanita|pria|kelamin)\b/],
  ['str', /\bstr\b/],
  ['experienceMonths', /\bpengalaman\b/],
  ['japanese', /\b(?:n[1-5]|jlpt|jft|bahasa)\b/],
  ['past', /\b(?:magang|epa|kenshusei)\b/],
  ['held', /\b(?:sertifikat|eps|topik|skill|prometric|careworker)\b/],
  ['bodily', /\b(?:tato|tindik|buta warna|kacamata|minus)\b/],
]

const WRONG = /\b(?:salah|keliru)\b/
/** A question that has one of these is about the result, too: "kok hasilnya salah?" */
const OURS = /\b(?:hasil|jawab)\w*\b/
/** "saya sudah n4", "belum punya str", but not "saya mau ssw". */
const TELLS = /(?:^|\b(?:saya|aku|ulun) )(?:sudah|belum|bukan|punya|lulus|lulusan|n[1-5])\b/
/** Longer texts tell a story, or ask something. */
const LONGEST = 12

/** The answer to be changed, by its question's id; '': one of them, it is not said which; undefined: nothing of the kind. */
export function correction(text: string, path: readonly Question[], mind: Mind): string | undefined {
  const said = mind.normalise(text)
  if (said.split(' ').length > LONGEST) return undefined
  const asks = mind.isQuestion(text)
  const isWrong = WRONG.test(said) && (!asks || OURS.test(said))
  const named = ABOUT.filter(([id, words]) => words.test(said) && path.some((question) => question.id === id))
  const only = named.length === 1 ? named[0]![0] : undefined
  if (isWrong) return only ?? ''
  return (!asks || OURS.test(said)) && TELLS.test(said) ? only : undefined
}
