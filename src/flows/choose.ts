import type { Choice } from '../domain/chat.ts'
import { matching, type Option } from '../domain/pick.ts'
import type { Place } from './flow.ts'

type Words = Pick<Place, 'mind' | 'knowledge'>

/** The choice a person meant, also in slang ("udh punya") and with a "kak" around it. undefined: none, or several. */
export function choose(choices: readonly Option[], text: string, words: Words): Choice | undefined {
  const found = chosen(choices, text, words)
  return found.length === 1 ? found[0] : undefined
}

/** Every choice that the surest reading allows. */
export function chosen(choices: readonly Option[], text: string, words: Words): Choice[] {
  if (choices.length === 0) return []
  const asWritten = matching(choices, text)
  if (asWritten.length === 1) return asWritten
  const plain = choices.map(({ id, label, also }) => ({ id, label: plainly(label, words), ...(also && { also }) }))
  const inPlainWords = matching(plain, withoutFillers(text, words))
  const same = inPlainWords.map(({ id }) => choices.find((choice) => choice.id === id)!)
  return same.length === 1 || asWritten.length === 0 ? same : asWritten
}

/** A comma in a label counts, so each side of it is put into plain words by itself. */
const plainly = (label: string, { mind }: Words) =>
  label
    .split(',')
    .map((part) => mind.normalise(part))
    .join(', ')

/** Beside an answer they say nothing: "masih single", "suami saya". */
const EMPTY = ['saya', 'aku', 'masih']

/** "sudah kak" → "sudah"; where nothing else is left, "iya kak" → "ya". */
function withoutFillers(text: string, { mind, knowledge }: Words): string {
  const words = mind.normalise(text).split(' ')
  const telling = words.filter((word) => !knowledge.language.fillers.includes(word) && !EMPTY.includes(word))
  return (telling.length > 0 ? telling : words.filter((word) => word === 'ya')).slice(0, 12).join(' ')
}
