/** What free words mean: an answer to the form, a misspelt command, a question, or nothing yet. */
import type { Reply } from '../domain/chat.ts'
import { spokenNumber } from '../domain/pick.ts'
import type { Trouble, Understanding } from '../knowledge/mind.ts'
import type { Place, Turn } from './flow.ts'
import { hearCommand } from './hear-command.ts'
import { onlyCalls, onlyNods } from './nothing-said.ts'
import type { Talk } from './talk.ts'

/** Messages that follow each other within this time are read as one thought (ms). */
const BURST_MS = 10_000
/** A second scrap within this time gets no second hint: nobody has read the first one yet (ms). */
const HUSH_MS = 5_000
/** So much of what was not understood is kept for reading it together with what follows. */
const LONGEST = 300

export function hearWords(talk: Talk, text: string): void {
  const { floor } = talk
  const { mind } = talk.place
  const asked = floor.asksAgain && mind.isQuestion(text)
  if (asked && answersInBetween(talk, text)) return
  const turn: Turn | undefined = floor.name === 'tanya' ? undefined : talk.ask(floor, { kind: 'text', text })
  if (turn?.asks) talk.precede(talk.flow('tanya'), talk.ask(talk.flow('tanya'), { kind: 'text', text }))
  if (turn && !turn.unclear) return talk.take(floor, turn)
  const command = mind.command(text, 'loose')
  if (command && hearCommand(talk, command)) return
  if (!turn || !floor.asksAgain) return hearNumber(talk, text) ? undefined : answer(talk, text)
  if (!asked && (isClear(talk, text) || isSmalltalk(talk, text)) && answersInBetween(talk, text)) return
  if (asked) cannotAnswer(talk)
  else repeat(talk, text, turn)
}

/**
 * A number is never a question. It may mean what was offered before the last answer, as where it is sent twice; but nothing
 * is done by a number whose words are not on the screen, so they are shown again.
 */
function hearNumber(talk: Talk, text: string): boolean {
  if (spokenNumber(text) === undefined) return false
  const { shown, offered } = talk
  const range = offered.length === 1 ? 'hanya nomor 1' : `nomor 1 sampai ${offered.length}`
  const again = shown.length > 0 ? `Pilihannya ${range}, Kak:` : 'Pilihan yang tadi ini, Kak:'
  talk.replies.push(offered.length > 0 ? { text: again, choices: offered } : NO_NUMBER)
  talk.soft = true
  return true
}

const NO_NUMBER = {
  text: 'Sekarang tidak ada pilihan bernomor, Kak. Tulis pertanyaannya, atau ketik *menu* untuk melihat pilihan.',
}

/** What is not worded as a question must be understood so surely to be one; else it is a failed answer. */
const CLEAR = 0.9

/** Three words or more that can hardly be anything but a question: "gaji kaigo di jepang itu". */
function isClear({ place }: Talk, text: string): boolean {
  if ((text.match(/\p{L}{2,}/gu) ?? []).length < 3) return false
  const [best] = place.mind.understand(text, place.about).guesses
  return best !== undefined && best.confidence >= CLEAR
}

/** "halo" or "makasih" in the middle of a form is no failed answer. */
function isSmalltalk({ place }: Talk, text: string): boolean {
  return !onlyNods(text, place) && kindOf(place, place.mind.understand(text)) === 'smalltalk'
}

function kindOf({ knowledge }: Place, { outcome, guesses }: Understanding) {
  return outcome === 'answer' ? knowledge.answers.find((answer) => answer.topic === guesses[0]?.topic)?.kind : undefined
}

/** In the middle of a form only a sure answer may interrupt. */
function answersInBetween(talk: Talk, text: string): boolean {
  const ask = talk.flow('tanya')
  const turn = talk.ask(ask, { kind: 'text', text })
  if (!turn.sure) return false
  talk.interrupt(ask, turn)
  return true
}

/** A question in the middle of a form that we have no sure answer to: said so, and back to the form. */
function cannotAnswer(talk: Talk): void {
  const text =
    'Pertanyaan itu belum bisa saya jawab di sini, Kak. Coba tulis lebih lengkap, atau ketik *petugas* untuk bertanya ke orang kantor; isian Kakak tetap tersimpan. Kita lanjutkan dulu ya:'
  talk.replies.push({ text })
  talk.soft = true
  talk.take(talk.floor, talk.ask(talk.floor, 'enter'))
}

/** The form's own hint, once for a burst of scraps like "kak", "bentar", "lupa". */
function repeat(talk: Talk, text: string, turn: Turn): void {
  const hushed = recentUnclear(talk, HUSH_MS) !== undefined && isScrap(text)
  talk.soft = true
  talk.unclear = { at: talk.place.now.toISOString(), text: text.slice(-LONGEST) }
  talk.take(talk.floor, hushed ? { ...turn, replies: [] } : turn)
}

const isScrap = (text: string) => text.trim().split(/\s+/).length <= 3 && !/\d/.test(text)

/** Idle talk: read together with what came just before; a second scrap gets no second "what do you mean". */
function answer(talk: Talk, text: string): void {
  const { mind, now } = talk.place
  const before = recentUnclear(talk, BURST_MS)
  const alone = mind.understand(text)
  const together = before === undefined ? alone : mind.understand(`${before} ${text}`)
  const joined = before !== undefined && isUnclear(talk, alone, text) && !isUnclear(talk, together, text)
  const words = joined ? `${before} ${text}` : text
  const smalltalk = kindOf(talk.place, alone) === 'smalltalk'
  talk.soft = !joined && (smalltalk || isUnclear(talk, alone, text))
  if (talk.soft) talk.unclear = { at: now.toISOString(), text: `${before ?? ''} ${text}`.trim().slice(-LONGEST) }
  if (talk.soft && (smalltalk || isScrap(text)) && recentUnclear(talk, HUSH_MS) !== undefined) return
  if (mind.distress(words) === 'perhaps') talk.replies.push(HELP_IS_NEAR[mind.trouble(words)])
  const ask = talk.flow('tanya')
  talk.take(ask, talk.ask(ask, { kind: 'text', text: words }))
}

/** Said beside an answer where somebody may be in need: nobody is made to prove it. */
const NUMBERS = {
  text: 'Kalau Kakak atau keluarga sedang butuh pertolongan sekarang, ketik *bahaya*. Saya beri nomor yang bisa langsung dihubungi.',
}
const HELP_IS_NEAR: Record<Trouble, Reply> = {
  bahaya: NUMBERS,
  hilang: NUMBERS,
  'putus-asa': NUMBERS,
  uang: {
    text: 'Kalau uangnya sudah telanjur diambil penipu, tulis *saya ditipu*: saya beri langkah yang harus cepat. Ada yang dalam bahaya? Ketik *bahaya*.',
  },
}

const isUnclear = ({ place }: Talk, { outcome }: Understanding, text: string) =>
  outcome === 'clarify' || onlyCalls(text, place)

/** What was not understood just before, within so many ms. */
function recentUnclear({ previousUnclear, place }: Talk, within: number): string | undefined {
  if (!previousUnclear || place.now.getTime() - Date.parse(previousUnclear.at) > within) return undefined
  return previousUnclear.text
}
