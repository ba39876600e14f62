/** What became of a file that a flow wanted kept, of those that came with words to the office; of documents see documents/news.ts. Nobody said anything: the floor and the screen stay as they are. */
import { type FileOutcome, MAX_FILE_BYTES, MAX_FILES, type TicketFileNews } from '../domain/kept-file.ts'
import type { Memory } from '../domain/session.ts'
import type { Response } from './talk.ts'

const AGAIN = 'Ketik *petugas*, lalu kirim lagi ya.'
const WORDS: Record<Exclude<FileOutcome, 'kept'>, string> = {
  'too large': `Foto atau berkas yang tadi terlalu besar, Kak (paling besar ${MAX_FILE_BYTES / 1_000_000} MB), jadi belum tentu bisa dibuka petugas. Kalau dokumen, cukup foto halamannya. ${AGAIN}`,
  gone: `Foto atau berkas yang tadi tidak bisa saya ambil, Kak, jadi belum tentu bisa dibuka petugas. ${AGAIN}`,
  unreadable: `Foto atau berkas yang tadi rusak di jalan, Kak, jadi tidak bisa dibuka. ${AGAIN}`,
  'too many': `Foto dan berkas Kakak untuk petugas sudah ${MAX_FILES}, jadi yang tadi tidak saya simpan. Tunggu jawaban petugas dulu ya, Kak.`,
  'other kind': `Berkas yang tadi bukan foto atau PDF, Kak, jadi tidak saya simpan dan belum tentu bisa dibuka petugas. Boleh difoto, atau disimpan sebagai PDF. ${AGAIN}`,
}

export function heardOfFile(memory: Memory, { ticket, outcome, file }: TicketFileNews): Response {
  const replies = outcome === 'kept' ? [] : [{ text: WORDS[outcome], aside: true as const }]
  const effects = ticket === undefined ? [] : [{ kind: 'tellOfFile' as const, ticket, file, outcome }]
  return { memory, replies, effects, soft: false }
}
