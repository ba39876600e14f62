/** What the office or a person is told because of somebody else's doing. */
import type { AnnouncementState, Tally } from '../domain/announcement.ts'
import type { Channel, FileRef, Reply } from '../domain/chat.ts'
import { type OpenRequest, REQUEST_WORDS, type RequestKind } from '../domain/data-request.ts'
import { isPicture } from '../domain/file-type.ts'
import { type FileOutcome, MAX_FILE_BYTES, MAX_FILES } from '../domain/kept-file.ts'
import { quote } from '../domain/markup.ts'
import type { StaffRole } from '../domain/person.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { claimNotice, decidedNotice, MOVED_AWAY } from './alumni/words.ts'
import { STATE_WORDS, tallyWords } from './announcing/words.ts'
import { reviewedNotice } from './documents/news.ts'
import { CHANNELS } from './joining/channels.ts'
import { lineWords } from './line-words.ts'
import { answerNotice, type MentorNews, newsNotice, questionNotice } from './mentor/words.ts'
import { DISMISSED, staffJoined, staffLeft } from './staffing/words.ts'
import { type Moved, movedText } from './stage-words.ts'

export type NoticeFacts =
  | { about: 'ticket'; ticket: number; urgent: boolean; text: string; file: FileRef | undefined }
  | { about: 'registration'; number: string; again: boolean }
  | { about: 'claim'; claim: number; lost: boolean }
  | { about: 'alumni'; matched: boolean; lost: boolean }
  | { about: 'moved-away' }
  | { about: 'document'; document: string; ok: boolean; reason: string | undefined }
  | { about: 'file'; ticket: number; file: FileRef; outcome: FileOutcome }
  | { about: 'request'; request: OpenRequest }
  | { about: 'request-done'; number: string; kind: RequestKind }
  | { about: 'answer'; text: string; by: string }
  | { about: 'handed'; ticket: number; by: string }
  | { about: 'approval'; announcement: number; recipients: number; by: string }
  | { about: 'announcement'; announcement: number; state: AnnouncementState; done: boolean }
  | { about: 'announced'; announcement: number; tally: Tally }
  | { about: 'joined' | 'separated' | 'forgotten'; channel: Channel }
  | { about: 'staff-joined'; name: string; role: StaffRole; channel: Channel; by: string | undefined }
  | { about: 'staff-left'; name: string; by: string; tickets: number[] }
  | { about: 'dismissed' }
  | { about: 'line'; trouble: string }
  | { about: 'mentor-question'; question: number; text: string }
  | { about: 'mentor-answer'; text: string; by: string }
  | (MentorNews & { about: 'mentor' })
  | (Moved & { about: 'moved' })

export function noticeReply(knowledge: Knowledge, notice: NoticeFacts): Reply {
  return { ...worded(knowledge, notice), aside: true }
}

/** Also without buttons one can see what to do. */
function worded(knowledge: Knowledge, notice: NoticeFacts): Reply {
  const { office } = knowledge
  switch (notice.about) {
    case 'alumni':
      return decidedNotice(notice)
    case 'moved-away':
      return MOVED_AWAY
    case 'document':
      return reviewedNotice(knowledge, notice)
    case 'request-done':
      return {
        text: `Permintaan Kakak *${notice.number}* (${REQUEST_WORDS[notice.kind]}) sudah diselesaikan petugas. Masih ada yang kurang? Ketik *petugas*.`,
      }
    case 'answer':
      return {
        text: `*${quote(notice.by)}, petugas ${office.name}:*\n\n${quote(notice.text)}\n\nMau membalas? Ketik *petugas*.`,
        choices: [{ id: 'menu:petugas', label: 'Balas petugas' }],
      }
    case 'mentor-question':
      return questionNotice(notice.question, notice.text)
    case 'mentor-answer':
      return answerNotice(notice.text, notice.by)
    case 'joined':
    case 'separated':
    case 'forgotten':
      return { text: ELSEWHERE[notice.about](CHANNELS[notice.channel]) }
    case 'dismissed':
      return DISMISSED
    case 'moved':
      return { text: movedText(knowledge, notice) }
    default:
      return toStaff(notice)
  }
}

type ToPerson =
  | 'alumni'
  | 'document'
  | 'moved-away'
  | 'mentor-question'
  | 'mentor-answer'
  | 'request-done'
  | 'answer'
  | 'joined'
  | 'separated'
  | 'forgotten'
  | 'moved'
  | 'dismissed'

function toStaff(notice: Exclude<NoticeFacts, { about: ToPerson }>): Reply {
  switch (notice.about) {
    case 'ticket':
      return {
        text: `${notice.urgent ? '🚨 *DARURAT.* ' : ''}Pesan untuk petugas (tiket ${notice.ticket}):\n\n${quote(notice.text)}\n\nKetik *meja* untuk menjawab.`,
        choices: [{ id: `meja:tiket=${notice.ticket}`, label: 'Buka dan jawab' }],
        ...(notice.file ? { file: notice.file } : {}),
      }
    case 'registration':
      return {
        text: notice.again
          ? `Pendaftaran ${notice.number} sudah diperbaiki dan dikirim lagi. Ketik *meja* untuk memeriksa.`
          : `Pendaftaran baru: ${notice.number}. Ketik *meja* untuk memeriksa.`,
        choices: [{ id: `meja:daftar=${notice.number}`, label: 'Periksa' }],
      }
    case 'mentor':
      return newsNotice(notice)
    case 'claim':
      return claimNotice(notice)
    case 'file':
      return fileOf(notice)
    case 'handed':
      return {
        text: `${quote(notice.by)} menyerahkan tiket ${notice.ticket} kepada Kakak. Ketik *tiket ${notice.ticket}* di meja untuk membaca.`,
        choices: [{ id: `meja:tiket=${notice.ticket}`, label: 'Buka tiketnya' }],
      }
    case 'request':
      return {
        text: `Permintaan data *${notice.request.number}* (${REQUEST_WORDS[notice.request.kind]}) menunggu petugas, paling lambat 3×24 jam. Ketik *meja* untuk membuka.`,
        choices: [{ id: `meja:hak=${notice.request.number}`, label: 'Buka permintaan' }],
      }
    case 'approval':
      return {
        text: `*Pengumuman ${notice.announcement} menunggu persetujuan.* ${quote(notice.by)} mau mengirimnya ke ${notice.recipients} orang. Baca dulu isinya; yang menyetujui harus petugas lain.`,
        choices: [look(notice.announcement)],
      }
    case 'announcement':
      return {
        text: `${notice.done ? '' : 'Tidak ada yang berubah. '}Pengumuman ${notice.announcement}: ${STATE_WORDS[notice.state]}.`,
        choices: [look(notice.announcement)],
      }
    case 'announced':
      return {
        text: `*Pengumuman ${notice.announcement} selesai.*\n\n${tallyWords(notice.tally)}`,
        choices: [look(notice.announcement)],
      }
    case 'staff-joined':
      return staffJoined(notice)
    case 'staff-left':
      return staffLeft(notice)
    case 'line':
      return { text: lineTrouble(notice.trouble) }
  }
}

const look = (announcement: number) => ({ id: `pengumuman:lihat=${announcement}`, label: 'Lihat pengumumannya' })

/** What staff see who could not see it where it was sent. */
function fileOf({ ticket, file, outcome }: Extract<NoticeFacts, { about: 'file' }>): Reply {
  const choices = [{ id: `meja:tiket=${ticket}`, label: 'Buka dan jawab' }]
  if (outcome !== 'kept') return { text: `Foto atau berkas di tiket ${ticket} ${NOT_KEPT[outcome]}`, choices }
  return { text: `${isPicture(file.mime) ? 'Foto' : 'Berkas'} dari tiket ${ticket}:`, file, choices }
}

const TOLD = 'Orangnya sudah diminta mengirim lagi.'
const NOT_KEPT: Record<Exclude<FileOutcome, 'kept'>, string> = {
  'too large': `lebih besar dari ${MAX_FILE_BYTES / 1_000_000} MB, jadi tidak bisa ditampilkan di sini. ${TOLD}`,
  gone: `tidak bisa diambil. ${TOLD}`,
  unreadable: `rusak di jalan. ${TOLD}`,
  'other kind': `bukan foto atau PDF, jadi tidak disimpan. ${TOLD}`,
  'too many': `tidak disimpan: dari orang ini sudah ada ${MAX_FILES}. Orangnya sudah diberi tahu.`,
}

const RESTRICTED =
  '⚠️ *WhatsApp membatasi nomor kantor:* untuk sementara nomor itu tidak boleh menyapa orang baru.\n\nJawaban untuk orang yang menulis tetap dikirim. Jangan mengirim pesan ke orang baru dari HP-nya juga, supaya pembatasannya tidak bertambah. Sampai kapan: minta yang merawat komputernya menjalankan `langkah whatsapp status`.'

/** WhatsApp is the one channel that can be lost for good; `trouble` is the adapter's word for it. */
const lineTrouble = (trouble: string) =>
  trouble === 'may not write to new people'
    ? RESTRICTED
    : `⚠️ *WhatsApp kantor berhenti:* ${lineWords(trouble)}.\n\nOrang yang menulis di sana belum dijawab, dan tidak ada pesan yang dikirim lewat WhatsApp. Minta yang merawat komputernya menjalankan \`langkah whatsapp status\`. Chat ini tetap jalan.`

/** What another chat of the same person is told, lest it be somebody else's doing. */
const ELSEWHERE: Record<'joined' | 'separated' | 'forgotten', (channel: string) => string> = {
  joined: (channel) =>
    `Chat ini sekarang satu data dengan chat Kakak di ${channel}. Bukan Kakak yang menyambungkan? Ketik *pisahkan* sekarang: datanya tetap di chat ini saja. Lalu ketik *petugas* untuk memberi tahu kantor.`,
  separated: (channel) =>
    `Chat ini dipisahkan lewat chat Kakak di ${channel}. Data Kakak tetap ada di sana; chat ini mulai dari awal. Bukan Kakak yang memisahkan? Ketik *petugas*.`,
  forgotten: (channel) =>
    `Semua data Kakak sudah dihapus lewat chat Kakak di ${channel}, jadi di chat ini juga sudah tidak ada, dan kedua chat tidak tersambung lagi. Mau mulai lagi? Ketik *menu*.`,
}
