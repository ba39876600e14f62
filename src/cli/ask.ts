import { createInterface } from 'node:readline'
import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import { plainText } from '../domain/markup.ts'
import { newSession } from '../domain/session.ts'
import { answerReply, answersToSeveral, answerText } from '../flows/ask.ts'
import { book } from '../flows/book.ts'
import { respond } from '../flows/engine.ts'
import { keptModels } from '../knowledge/kept-models.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { makeMind } from '../knowledge/make-mind.ts'
import type { Mind } from '../knowledge/mind.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { type Command, print, printJson } from './command.ts'

/** One question a line, without a person and without memory. */
export const ask: Command = {
  name: 'ask',
  does: 'menjawab pertanyaan dari stdin, satu baris satu pertanyaan',
  usage: '[--json] < pertanyaan.txt',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const mind = makeMind(knowledge, keptModels(knowledge))
    for await (const question of createInterface({ input: process.stdin })) {
      const understood = mind.understand(question)
      const distress = mind.distress(question) === 'urgent'
      const text = plainText(distress ? helpFor(question, knowledge, mind) : answerFor(question, knowledge, mind))
      const topics = understood.guesses.map((guess) => guess.topic).slice(0, 3)
      const outcome = distress ? 'distress' : understood.outcome
      const confidence = Math.round((understood.guesses[0]?.confidence ?? 0) * 1000) / 1000
      if (values.json) printJson({ question, outcome, topic: topics[0] ?? null, topics, confidence, text })
      else print(`${question}\n${text}\n`)
    }
    return 0
  },
}

function answerFor(question: string, knowledge: Knowledge, mind: Mind): string {
  const several = answersToSeveral(question, { knowledge, mind }).map((answer) => answerText(knowledge, answer))
  const replies = several.length > 0 ? several : [answerReply(knowledge, mind.understand(question))]
  return replies.map(({ text }) => text).join('\n\n')
}

/** What somebody in need is told in a chat. */
function helpFor(text: string, knowledge: Knowledge, mind: Mind): string {
  const { replies } = respond(
    book,
    { session: newSession(), drafts: {} },
    { kind: 'text', text },
    {
      from: { channel: 'terminal', account: 'ask', chatId: 'ask' },
      person: { id: '', consents: [], registrations: [], stopped: false },
      now: new Date(),
      today: dayIn(knowledge.office.zone, new Date()),
      freshNumber: '',
      freshCode: '',
      knowledge,
      mind,
    },
  )
  return replies.map((reply) => reply.text).join('\n\n')
}
