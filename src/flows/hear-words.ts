/** What free words mean: an answer to the form, a misspelt command, a question, or nothing yet. */
import type { Turn } from './flow.ts'
import { hearCommand } from './hear-command.ts'
import type { Talk } from './talk.ts'

/** Messages that follow each other within this time are read as one thought (ms). */
const BURST_MS = 10_000

export function hearWords(talk: Talk, text: string): void {
  const { floor, place } = talk
  const { mind } = place
  if (floor.asksAgain && mind.isQuestion(text) && answersInBetween(talk, text)) return
  const turn: Turn | undefined = floor.name === 'tanya' ? undefined : talk.ask(floor, { kind: 'text', text })
  if (turn && !turn.unclear) return talk.take(floor, turn)
  const command = mind.command(text, 'loose')
  if (command && hearCommand(talk, command)) return
  if (!turn || !floor.asksAgain) return answer(talk, text)
  if (!isPhrase(text) || !answersInBetween(talk, text)) repeat(talk, text, turn)
}

/** Two words or more: a number or a single word is a failed answer, not a question. */
const isPhrase = (text: string) => (text.match(/\p{L}{2,}/gu) ?? []).length >= 2

/** In the middle of a form only a sure answer may interrupt. */
function answersInBetween(talk: Talk, text: string): boolean {
  if (talk.place.mind.understand(text).outcome !== 'answer') return false
  const ask = talk.flow('tanya')
  talk.interrupt(ask, talk.ask(ask, { kind: 'text', text }))
  return true
}

/** The form's own hint, once for a burst of scraps like "kak", "bentar", "lupa". */
function repeat(talk: Talk, text: string, turn: Turn): void {
  const before = recentUnclear(talk)
  const scrap = text.trim().split(/\s+/).length <= 3 && !/\d/.test(text)
  talk.soft = true
  talk.unclear = { at: talk.place.now.toISOString(), text }
  talk.take(talk.floor, before !== undefined && scrap ? { ...turn, replies: [] } : turn)
}

/** Idle talk: read together with what came just before; a second scrap gets no second "what do you mean". */
function answer(talk: Talk, text: string): void {
  const { mind, now, knowledge } = talk.place
  const before = recentUnclear(talk)
  const alone = mind.understand(text)
  const together = before === undefined ? alone : mind.understand(`${before} ${text}`)
  const words = alone.outcome === 'clarify' && together.outcome !== 'clarify' ? `${before} ${text}` : text
  const best = words === text ? alone : together
  const kind = knowledge.answers.find((a) => a.topic === best.guesses[0]?.topic)?.kind
  talk.soft = best.outcome === 'clarify' || (best.outcome === 'answer' && kind === 'smalltalk')
  if (talk.soft) talk.unclear = { at: now.toISOString(), text: before === undefined ? text : `${before} ${text}` }
  if (talk.soft && before !== undefined) return
  const ask = talk.flow('tanya')
  talk.take(ask, talk.ask(ask, { kind: 'text', text: words }))
}

function recentUnclear(talk: Talk): string | undefined {
  const before = talk.previousUnclear
  if (!before || talk.place.now.getTime() - Date.parse(before.at) > BURST_MS) return undefined
  return before.text
}
