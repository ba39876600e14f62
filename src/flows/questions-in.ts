import type { Mind } from '../knowledge/mind.ts'

const JOINED = /\s+(?:dan|sama|terus|trus|trs|lalu|serta|plus)\s+/i

/** The questions in a message that asks several: "syaratnya apa? terus biayanya berapa". What asks nothing is left out. */
export function questionsIn(text: string, mind: Pick<Mind, 'isQuestion'>): string[] {
  const sentences = text.match(/[^?\n]+\?*/g) ?? []
  return sentences
    .flatMap((sentence) => {
      const parts = sentence.split(JOINED)
      return parts.length > 1 && parts.every((part) => mind.isQuestion(part)) ? parts : [sentence]
    })
    .filter((question) => mind.isQuestion(question))
}
