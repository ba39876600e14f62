import type { Mind } from '../knowledge/mind.ts'

const JOINED = / (?:dan|sama|terus|trus|trs|lalu|serta|plus) /i
/** Nobody waits for more answers than this; each question costs as much as a whole message. */
const MOST = 4
/** Whoever names one of these beside a question asks for it too: "biaya ssw berapa trus gajinya". */
const ASPECTS = new Set(['syarat', 'biaya', 'gaji', 'jadwal', 'dokumen', 'tahapan', 'kontrak', 'ujian'])

type Words = Pick<Mind, 'isQuestion' | 'normalise'>

/** The questions in a message that asks several: "syaratnya apa? terus biayanya berapa". What asks nothing is left out. */
export function questionsIn(text: string, mind: Words): string[] {
  const asks = (part: string) => mind.isQuestion(part) || namesAspect(part, mind)
  const sentences = (text.match(/[^?\n]+\?*/g) ?? [])
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .slice(0, MOST)
  return sentences
    .flatMap((sentence) => {
      const parts = sentence.split(JOINED)
      return parts.length > 1 && parts.every(asks) ? parts : [sentence]
    })
    .filter((question, _, all) => mind.isQuestion(question) || (all.length > 1 && namesAspect(question, mind)))
    .slice(0, MOST)
}

const namesAspect = (text: string, { normalise }: Words) =>
  normalise(text)
    .split(' ')
    .some((word) => ASPECTS.has(word))
