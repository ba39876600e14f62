/** Words in which nothing is said that could be an answer or a question. Pure. */
import type { Place } from './flow.ts'

type Words = Pick<Place, 'mind' | 'knowledge'>

const NODS = new Set('ya tidak oke siap sip sudah ada punya p'.split(' '))
/** What people write while they think, look for a paper, or are talked to. */
const WAITING = new Set(
  'halo hai assalamualaikum terima kasih sebentar bentar tunggu nanti lupa bingung tes test'.split(' '),
)

/** Is there nothing in these words but a call: "kak", "min"? */
export const onlyCalls = (text: string, words: Words): boolean => everyWord(text, words, () => false)

/** Nothing but a yes, a no, or a nod? */
export const onlyNods = (text: string, words: Words): boolean => everyWord(text, words, (word) => NODS.has(word))

/** Nothing but "kak", "ya", "halo", "bentar"? Then it is no answer to a question in free words. */
export const nothingSaid = (text: string, words: Words): boolean =>
  everyWord(text, words, (word) => NODS.has(word) || WAITING.has(word))

/** "jangan", "tidak dulu", "nanti saja": a no, in however many words. */
export const saysNo = (text: string, { mind }: Pick<Words, 'mind'>): boolean =>
  /^(?:(?:ya|eh|aduh|kak|tunggu) )*(?:tidak|jangan|belum|nanti|bukan)\b/.test(mind.normalise(text))

/** Whoever writes more than this says something (letters). */
const LONGEST = 60

function everyWord(text: string, { mind, knowledge }: Words, isEmpty: (word: string) => boolean): boolean {
  if (text.length > LONGEST) return false
  const { fillers } = knowledge.language
  return mind
    .normalise(text)
    .split(' ')
    .every((word) => word === '' || isEmpty(word) || fillers.includes(word))
}
