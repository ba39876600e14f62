/** What is said to whoever waits for staff: never a promise, for nobody knows how many others wait. */
import { closesAt, hoursWords, momentWords, opensNext, roughly, timeWords } from '../domain/opening.ts'
import type { Place } from './flow.ts'

/** Is the office open now, and for how long; how long answers took lately; or when it opens again. */
export function answerTime({ knowledge: { office }, now, answersIn }: Place): string {
  const closes = closesAt(office, now)
  if (closes !== undefined) {
    const lately =
      answersIn === undefined
        ? ''
        : ` Belakangan ini jawaban pertama biasanya datang dalam ${roughly(answersIn)}; kalau sedang ramai bisa lebih lama.`
    return `Kantor sedang buka sampai ${timeWords(office.zone, closes)}.${lately}`
  }
  const opens = opensNext(office, now)
  return opens === undefined
    ? `Jam kerja kantor: ${hoursWords(office)}.`
    : `Kantor sedang tutup, dan buka lagi ${momentWords(office.zone, opens, now)}.`
}
