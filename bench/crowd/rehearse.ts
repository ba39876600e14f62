import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { FakeTelegram } from '../../test/telegram/fake-telegram.ts'
import { type Line, OPENING, ROUND, type Said, type Script } from '../conversation.ts'

const CHAT = 999
/** Until the first word of a process that has just been started (ms). */
const START_MS = 60_000
/** An answer that was followed by nothing for so long is complete (ms). */
const QUIET_MS = 200
const LOOK_MS = 5

/**
 * Has the conversation once, and the round twice, and writes down what is answered. Throws when something is not
 * answered, or is answered differently the second time, for then nothing could be compared.
 */
export async function rehearse(fake: FakeTelegram): Promise<Script> {
  const opening = await lines(fake, OPENING)
  const round = await lines(fake, ROUND)
  const again = await lines(fake, ROUND)
  const changed = round.find((line, i) => !isDeepStrictEqual(line, again[i]))
  if (changed) throw new Error(`"${changed.text}" is answered differently the second time`)
  return { opening, round }
}

async function lines(fake: FakeTelegram, texts: readonly string[]): Promise<Line[]> {
  const said: Line[] = []
  for (const text of texts) said.push({ text, answer: await answerTo(fake, text) })
  return said
}

async function answerTo(fake: FakeTelegram, text: string): Promise<Said[]> {
  const before = fake.seenBy(CHAT).length
  fake.people.says(CHAT, text)
  const deadline = performance.now() + START_MS
  let count = before
  for (let quietSince = Number.POSITIVE_INFINITY; performance.now() - quietSince < QUIET_MS; await sleep(LOOK_MS)) {
    const now = fake.seenBy(CHAT).length
    if (now > count) quietSince = performance.now()
    else if (count === before && performance.now() > deadline) throw new Error(`"${text}" is not answered`)
    count = now
  }
  return fake
    .seenBy(CHAT)
    .slice(before)
    .map(({ text, sent, buttons }) => ({ text, html: sent, buttons }))
}
