/** What a person hears of a document unasked: whether it could be used, and what staff say of it. */
import type { Reply } from '../../domain/chat.ts'
import { longDay } from '../../domain/day.ts'
import { isHad, progress } from '../../domain/document.ts'
import type { Effect } from '../../domain/effect.ts'
import { type DocumentNews, type DocumentOutcome, MAX_FILE_BYTES, MAX_FILES } from '../../domain/kept-file.ts'
import { quote } from '../../domain/markup.ts'
import type { Memory } from '../../domain/session.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'
import type { Setting } from '../flow.ts'
import type { Response } from '../talk.ts'
import { labelOf, needsOf } from './checklist.ts'

/** After the document's name: why it could not be used, and what to do. */
export const UNUSABLE: Record<Exclude<DocumentOutcome, 'kept'>, string> = {
  'too large': `terlalu besar (paling besar ${MAX_FILE_BYTES / 1_000_000} MB, PDF 6 MB). Foto halamannya saja, atau kecilkan PDF-nya.`,
  gone: 'tidak bisa saya ambil. Boleh kirim sekali lagi?',
  unreadable: 'rusak, jadi tidak bisa dibuka. Boleh kirim sekali lagi?',
  'too many': `tidak saya simpan, karena berkas Kakak di sini sudah ${MAX_FILES}. Ketik *petugas* ya, Kak.`,
  'other kind': 'bukan foto atau PDF, jadi tidak saya simpan. Boleh difoto, atau disimpan sebagai PDF?',
  'too dark': 'terlalu gelap, tulisannya tidak terbaca. Foto lagi di tempat terang, dekat jendela misalnya.',
  blurred: 'buram, tulisannya tidak terbaca. Foto lagi dari atas; tahan HP sampai gambarnya tajam, dan lap kameranya.',
  'too small': 'terlalu kecil, tulisannya tidak terbaca. Kirim foto aslinya dari kamera, bukan tangkapan layar kecil.',
  heic: 'dalam format iPhone (HEIC) yang belum bisa saya buka. Kirim sebagai foto biasa, bukan sebagai file; atau di HP: Pengaturan, Kamera, Format, *Paling Kompatibel*, lalu foto lagi.',
  locked: 'PDF-nya dikunci kata sandi. Kirim yang tidak dikunci, atau foto halamannya. Kata sandinya jangan dikirim.',
  unsafe:
    'PDF-nya berisi program atau lampiran, jadi tidak saya simpan demi keamanan. Foto halamannya saja, atau cetak ulang ke PDF.',
  'too many pages': 'PDF-nya terlalu tebal (paling banyak 30 halaman). Kirim halaman yang diminta saja.',
}

/** Nobody said anything: the floor and the screen stay as they are. */
export function heardOfDocument(memory: Memory, { document, outcome, file }: DocumentNews, setting: Setting): Response {
  const label = labelOf(setting.knowledge, document)
  const again = { id: `berkas:kirim=${document}`, label: 'Kirim lagi' }
  if (outcome !== 'kept' || file.kept === undefined) {
    const text = `*${label}* yang tadi ${UNUSABLE[outcome === 'kept' ? 'gone' : outcome]}`
    return said(memory, { text, choices: [again] })
  }
  return said(memory, arrived(document, setting), [{ kind: 'takeDocument', document, file: file.kept }])
}

const said = (memory: Memory, reply: Reply, effects: Effect[] = []): Response => ({
  memory,
  replies: [{ ...reply, aside: true }],
  effects,
  soft: false,
})

function arrived(document: string, setting: Setting): Reply {
  const { knowledge, person } = setting
  const before = (person.documents ?? []).filter((one) => one.document !== document)
  const documents = [...before, { document, state: 'diterima' as const, sentAt: setting.now, kept: true }]
  const needs = needsOf(setting)
  const { of, had, missing } = progress(needs, documents)
  const rest = needs.find((need) => !isHad(documents.find((one) => one.document === need.document)))
  const next = missing[0] ?? rest?.document
  const expires = knowledge.documents.kinds[document]?.expires
  const text = [
    `📥 *${labelOf(knowledge, document)}* sudah tersimpan dan menunggu dilihat petugas.${of > 0 ? ` Dokumen Kakak: *${had} dari ${of} lengkap*.` : ''}`,
    expires && 'Ada tanggal berlakunya? Tuliskan lewat tombol di bawah, supaya saya ingatkan sebelum habis.',
    missing.length === 0 && of > 0 && 'Yang diminta di awal sudah lengkap. Hasil pemeriksaannya dikabari di chat ini.',
  ]
  return {
    text: text.filter(Boolean).join('\n\n'),
    choices: [
      ...(expires ? [{ id: `berkas:tanggal=${document}`, label: 'Tulis tanggal berlaku' }] : []),
      ...(next ? [{ id: `berkas:kirim=${next}`, label: `Kirim ${labelOf(knowledge, next)}` }] : []),
      { id: 'berkas:semua', label: 'Semua dokumen' },
    ],
  }
}

/** After staff have looked. */
export function reviewedNotice(
  knowledge: Knowledge,
  { document, ok, reason }: { document: string; ok: boolean; reason: string | undefined },
): Reply {
  const label = labelOf(knowledge, document)
  if (ok)
    return {
      text: `✅ Dokumen yang Kakak kirim sudah dilihat petugas; yang terakhir *${label}*: cocok. Ketik *berkas* untuk melihat semuanya.`,
    }
  return {
    text: `🔴 *${label}* perlu diganti, Kak. Ini belum berarti ditolak.\n\nKata petugas: ${quote(reason ?? '')}\n\nKetik *berkas* untuk mengirim yang baru.`,
    choices: [{ id: `berkas:kirim=${document}`, label: 'Kirim yang baru' }],
  }
}

/** Before a document's last day. */
export function expiryReply(knowledge: Knowledge, document: string, expires: string, left: number): Reply {
  const label = labelOf(knowledge, document)
  const when = left === 0 ? 'hari ini' : `${left} hari lagi, ${longDay(expires)}`
  return {
    text: `⏰ *${label}* Kakak berlaku sampai ${when}.\n\nKalau masih diperlukan, urus yang baru dari sekarang lewat kantor resminya, lalu kirim lewat *berkas*. Sudah punya? Kirim saja, tanggalnya ikut diganti.\n\nTidak mau diingatkan lagi: ketik *berhenti*.`,
    choices: [{ id: `berkas:kirim=${document}`, label: 'Kirim yang baru' }],
    aside: true,
  }
}
