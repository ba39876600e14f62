import { createInterface } from 'node:readline'
import { loadConfig } from '../config.ts'
import { plainText } from '../domain/markup.ts'
import { answerReply } from '../flows/ask.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { makeMind } from '../knowledge/make-mind.ts'
import { type Command, print, printJson } from './command.ts'

/** One question a line, without a person and without memory. */
export const ask: Command = {
  name: 'ask',
  does: 'menjawab pertanyaan dari stdin, satu baris satu pertanyaan',
  usage: '[--json] < pertanyaan.txt',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const mind = makeMind(knowledge)
    for await (const question of createInterface({ input: process.stdin })) {
      const understood = mind.understand(question)
      const { text } = answerReply(knowledge, understood)
      const distress = mind.distress(question)
      const topics = understood.guesses.map((guess) => guess.topic)
      const outcome = distress ? 'distress' : understood.outcome
      const confidence = Math.round((understood.guesses[0]?.confidence ?? 0) * 1000) / 1000
      if (values.json)
        printJson({ question, outcome, topic: topics[0] ?? null, topics, confidence, text: plainText(text) })
      else print(`${question}\n${plainText(text)}\n`)
    }
    return 0
  },
}
