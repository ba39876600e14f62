/** What a person hears of a document unasked: whether it could be used, and what staff say of it. */
import type { Reply } from '../../domain/chat.ts'
import { longDay } from '../../domain/day.ts'
import { isHad, type PersonDocument, progress } from '../../domain/document.ts'
import type { Effect } from '../../domain/effect.ts'
import {
  type DocumentNews,
  type DocumentOutcome,
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_PAGES,
} from '../../domain/kept-file.ts'
import { quote } from '../../domain/markup.ts'
import type { Memory } from '../../domain/session.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'
import type { Setting } from '../flow.ts'
import type { Response } from '../talk.ts'
import { labelOf, needsOf, ownOf } from './checklist.ts'
import { ADD_PAGE } from './showing.ts'

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
  'no page': 'bukan foto, jadi tidak saya tambahkan. Halaman tambahan harus foto. Boleh difoto?',
}

/** Nobody said anything: the floor and the screen stay as they are. */
export function heardOfDocument(memory: Memory, news: DocumentNews, setting: Setting): Response {
  const { document, outcome, file } = news
  if (outcome !== 'kept') return said(memory, refused(news, outcome, setting))
  if (file.kept === undefined) return said(memory, refused(news, 'gone', setting))
  if (isMixed(news, setting)) return said(memory, mixed(document, setting), [{ kind: 'dropPage', file: file.kept }])
  return said(memory, arrived(news, setting), [{ kind: 'takeDocument', document, file: file.kept }])
}

const ALL = { id: 'berkas:semua', label: 'Semua dokumen' }

/** What is with us of the pages that it belongs to. */
function sameOf({ document, bundle }: DocumentNews, setting: Setting): PersonDocument | undefined {
  const own = ownOf(setting, document)
  return bundle !== undefined && own?.bundle === bundle ? own : undefined
}

/** Only that page is asked for again, so that the others stay. */
function refused(news: DocumentNews, outcome: Exclude<DocumentOutcome, 'kept'>, setting: Setting): Reply {
  const { document, page } = news
  const label = `*${labelOf(setting.knowledge, document)}*`
  if (page !== undefined && outcome === 'too many pages')
    return {
      text: `Foto tambahan untuk ${label} tidak saya simpan, karena paling banyak ${MAX_PAGES} halaman. Lebih tebal dari itu? Kirim satu PDF, atau bawa ke kantor.`,
      choices: [ALL],
    }
  const others = page !== undefined || sameOf(news, setting) || setting.person.arriving?.includes(document)
  const id = others ? `berkas:halaman=${document}=${page ?? 1}` : `berkas:kirim=${document}`
  const what = page !== undefined && page > 1 ? `Halaman ${page} dari ${label}` : label
  return { text: `${what} yang tadi ${UNUSABLE[outcome]}`, choices: [{ id, label: 'Kirim lagi' }] }
}

/** What a file is shows only when it is here. */
function isMixed(news: DocumentNews, setting: Setting): boolean {
  const same = sameOf(news, setting)
  return same !== undefined && (same.pages !== undefined) !== isPhoto(news)
}

const isPhoto = ({ file }: DocumentNews) => file.mime !== 'application/pdf'

const mixed = (document: string, { knowledge }: Setting): Reply => ({
  text: `*${labelOf(knowledge, document)}*: foto dan PDF tidak bisa digabung, jadi yang terakhir tidak saya simpan. Mau mengirim semuanya lagi, sebagai foto atau satu PDF? Ketuk *Ganti*.`,
  choices: [{ id: `berkas:kirim=${document}`, label: 'Ganti' }, ALL],
})

const said = (memory: Memory, reply: Reply, effects: Effect[] = []): Response => ({
  memory,
  replies: [{ ...reply, aside: true }],
  effects,
  soft: false,
})

function arrived(news: DocumentNews, setting: Setting): Reply {
  const { knowledge, person } = setting
  const { document, page = 1 } = news
  const same = sameOf(news, setting)
  const pages = new Set([...(same?.pages ?? []), page]).size
  const before = (person.documents ?? []).filter((one) => one.document !== document)
  const documents = [...before, { document, state: 'diterima' as const, sentAt: setting.now, kept: true }]
  const needs = needsOf(setting)
  const { of, had, missing } = progress(needs, documents)
  const rest = needs.find((need) => !isHad(documents.find((one) => one.document === need.document)))
  const next = missing[0] ?? rest?.document
  const expires = knowledge.documents.kinds[document]?.expires && !same // it was asked with the page before
  const text = [
    `📥 *${labelOf(knowledge, document)}*${pages > 1 ? ` (${pages} halaman)` : ''} sudah tersimpan dan menunggu dilihat petugas.${of > 0 ? ` Dokumen Kakak: *${had} dari ${of} lengkap*.` : ''}`,
    expires && 'Ada tanggal berlakunya? Tuliskan lewat tombol di bawah, supaya saya ingatkan sebelum habis.',
    missing.length === 0 && of > 0 && 'Yang diminta di awal sudah lengkap. Hasil pemeriksaannya dikabari di chat ini.',
  ]
  return {
    text: text.filter(Boolean).join('\n\n'),
    choices: [
      ...(expires ? [{ id: `berkas:tanggal=${document}`, label: 'Tulis tanggal berlaku' }] : []),
      ...(isPhoto(news) && pages < MAX_PAGES ? [{ id: `berkas:halaman=${document}`, label: ADD_PAGE }] : []),
      ...(next ? [{ id: `berkas:kirim=${next}`, label: `Kirim ${labelOf(knowledge, next)}` }] : []),
      ALL,
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
