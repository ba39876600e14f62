/** What became of a file that a flow wanted kept; of documents see documents/news.ts. Nobody said anything: the floor and the screen stay as they are. */
import type { Reply } from '../domain/chat.ts'
import {
  type FileOutcome,
  isMade,
  MAX_FILE_BYTES,
  MAX_FILES,
  type MadePurpose,
  type PlainFileNews,
} from '../domain/kept-file.ts'
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

/** What is said with a file that we made, and where none could be made. */
const OURS: Record<MadePurpose, { made: string; failed: string }> = {
  'salinan-data': {
    made: 'Ini salinan semua data Kakak yang kami simpan, dibuat barusan (JSON, bisa dibuka atau dipindahkan dengan aplikasi lain). Isinya pribadi: jangan diteruskan. Salinan di pihak kami dihapus begitu terkirim.',
    failed: 'Maaf, Kak, berkas salinan datanya belum bisa dibuat. Coba ketik *lihat data* lagi.',
  },
  kalender: {
    made: 'Ini tanggal-tanggal Kakak untuk kalender HP, lengkap dengan pengingat sebelum harinya. Buka berkasnya, lalu pilih *Tambahkan* atau *Simpan*. Kalau tanggalnya berubah, saya kabari di sini; minta lagi berkasnya supaya kalendernya ikut berubah.',
    failed: 'Belum ada tanggal yang bisa disimpan, Kak. Ketik *jadwal* untuk melihat tanggal yang sudah tercatat.',
  },
}

/** `isStaff`: whoever wrote an announcement may have left the office since. */
export function heardOfFile(memory: Memory, news: PlainFileNews, isStaff: boolean): Response {
  const { purpose, ticket, outcome, file } = news
  if (purpose === 'pengumuman') return heardOfPicture(memory, news, isStaff)
  if (isMade(purpose)) {
    const text = OURS[purpose][outcome === 'kept' ? 'made' : 'failed']
    const reply: Reply = { text, aside: true, ...(outcome === 'kept' && { file: { ...file, once: true } }) }
    return { memory, replies: [reply], effects: [], soft: false }
  }
  const replies = outcome === 'kept' ? [] : [{ text: WORDS[outcome], aside: true as const }]
  const effects = ticket === undefined ? [] : [{ kind: 'tellOfFile' as const, ticket, file, outcome }]
  return { memory, replies, effects, soft: false }
}

const NOT_HAD: Record<Exclude<FileOutcome, 'kept'>, string> = {
  'too large': `lebih besar dari ${MAX_FILE_BYTES / 1_000_000} MB`,
  gone: 'tidak bisa diambil',
  unreadable: 'rusak di jalan',
  'too many': 'tidak bisa disimpan',
  'other kind': 'bukan gambar atau PDF',
}

/** Half an announcement is none: without its picture it does not go out (startDue), and so it is cancelled. */
function heardOfPicture(memory: Memory, { announcement, outcome }: PlainFileNews, isStaff: boolean): Response {
  if (outcome === 'kept' || announcement === undefined || !isStaff)
    return { memory, replies: [], effects: [], soft: false }
  const text = `Gambar atau berkas untuk pengumuman ${announcement} ${NOT_HAD[outcome]}, jadi pengumumannya tidak dikirim. Buat lagi dengan berkas lain: ketik *pengumuman*.`
  const effects = [{ kind: 'steerAnnouncement' as const, announcement, to: 'dibatalkan' as const }]
  return { memory, replies: [{ text, aside: true }], effects, soft: false }
}
