/** A kind limit for a chat that writes faster than anybody can read. */
import type { Reply } from '../domain/chat.ts'
import type { OpenChat, OpenEvent } from './store.ts'

/** We never owe one chat more answers than this. */
export const MAX_UNSENT = 20
/** More open messages than this are not answered one by one. */
export const MAX_OPEN = 30
/** Nor are more letters than in some long offers: reading them would hold up everybody else. */
export const MAX_LETTERS = 20_000
/** Of a flood, the newest messages are read. */
const READ_OF_FLOOD = 5

const NOTICE: Reply = {
  text: 'Pesan Kakak masuk banyak sekali sekaligus, jadi saya baca yang terakhir saja ya. Jawaban Kakak yang sudah tersimpan tetap aman.',
}

export type Admitted = { events: OpenEvent[]; refused: OpenEvent[]; notice?: Reply }

/** Which of a chat's open events are decided now. The rest is closed without an answer, and the person is told once. */
export function admit(chat: OpenChat): Admitted {
  const { events } = chat
  if (chat.unsent >= MAX_UNSENT) {
    const moves = events.filter(({ input }) => ['left', 'back', 'fetched'].includes(input.kind))
    return { events: moves, refused: events.filter((event) => !moves.includes(event)) }
  }
  const letters = events.reduce((sum, { input }) => sum + wordsOf(input).length, 0)
  if (events.length <= READ_OF_FLOOD || (events.length <= MAX_OPEN && letters <= MAX_LETTERS))
    return { events, refused: [] }
  return { events: events.slice(-READ_OF_FLOOD), refused: events.slice(0, -READ_OF_FLOOD), notice: NOTICE }
}

const wordsOf = (input: OpenEvent['input']): string =>
  input.kind === 'text' ? input.text : input.kind === 'file' ? (input.caption ?? '') : ''
