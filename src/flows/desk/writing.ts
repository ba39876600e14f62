/** An answer is shown as it will be received, and goes out only when that very text is confirmed. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { quote } from '../../domain/markup.ts'
import type { Place, Turn } from '../flow.ts'
import type { Draft } from './draft.ts'
import { DESK } from './way-back.ts'

/** `before`: what helps to write it; `choices`: texts that are written already. */
export function askForText(draft: Draft, before = '', choices: Choice[] = []): Turn<Draft> {
  const text = `Tulis jawaban untuk tiket ${draft.answering}.${choices.length > 0 ? ' Atau pakai jawaban siap:' : ''}`
  const end = 'Sebelum dikirim, bisa diperiksa dulu. Tidak jadi? Ketik *batal*.'
  const parts = choices.length > 0 ? [before, end, text] : [before, text, end]
  return { draft, replies: [{ text: parts.filter(Boolean).join('\n\n'), ...(choices.length > 0 ? { choices } : {}) }] }
}

/** Its button carries the mark of this text: one that was shown for another text, or another person, sends nothing. */
export function preview({ answering }: Draft, text: string, { now }: Pick<Place, 'now'>): Turn<Draft> {
  const draft = { answering, text, mark: `${answering}.${now.getTime().toString(36)}` }
  return { draft, replies: [shownBefore(draft)] }
}

function shownBefore({ answering, text = '', mark }: Draft): Reply {
  const choices = [
    { id: `kirim=${mark}`, label: 'Ya, kirim' },
    { id: 'depan', label: 'Batal' },
  ]
  return {
    text: `Untuk tiket ${answering}:\n\n${quote(text)}\n\nKirim? Ketik *kirim*, atau tulis lagi untuk mengganti.`,
    choices,
  }
}

/** A button of a text that is not the one being written now. */
export function stale(draft: Draft): Turn<Draft> {
  const old = 'Tombol itu dari tulisan yang sebelumnya, jadi tidak ada yang dikirim.'
  if (draft.text === undefined) return { draft, replies: [{ text: old, choices: [DESK] }] }
  return { draft, replies: [{ text: `${old} Yang sedang ditulis ini:` }, shownBefore(draft)] }
}
