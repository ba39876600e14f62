/** What staff see of announcements: the list, one of them, and one that is about to be sent. */
import { type AnnouncementFound, announcementReply, expectedSeconds } from '../../domain/announcement.ts'
import type { Choice, Reply } from '../../domain/chat.ts'
import { longMoment } from '../../domain/day.ts'
import type { Found } from '../../domain/desk.ts'
import { quote } from '../../domain/markup.ts'
import type { Place } from '../flow.ts'
import { audienceWords } from './audience.ts'
import type { Draft } from './draft.ts'
import { bar, excludedWords, lastingWords, STATE_WORDS, tallyWords } from './words.ts'

export const LIST: Choice = { id: 'daftar', label: 'Semua pengumuman' }

export function list({ announcements }: Extract<Found, { kind: 'announcements' }>, { knowledge }: Place): Reply {
  const choices = [
    { id: 'baru', label: 'Buat pengumuman' },
    ...announcements.map(({ id, state, startsAt, recipients }) => ({
      id: `lihat=${id}`,
      label: `${id}: ${STATE_WORDS[state]}${recipients > 0 ? `, ${recipients} penerima` : ''} (${longMoment(knowledge.office.zone, startsAt)})`,
    })),
  ]
  return { text: announcements.length === 0 ? 'Belum ada pengumuman.' : '*Pengumuman kantor*', choices }
}

/** Its course so far, and what can be done with it now. */
export function one(found: AnnouncementFound, place: Place): Reply {
  const { id, state, segment, corrects, startsAt, by, tally, excluded, body } = found
  const to =
    corrects === null ? audienceWords(segment, place) : `yang menerima (atau mungkin menerima) pengumuman ${corrects}`
  const held = state === 'dijeda' && tally.recipients === 0
  const begun = state !== 'menunggu-izin' && state !== 'terjadwal' && !held
  const parts = [
    `*Pengumuman ${id}* – ${STATE_WORDS[state]}\nUntuk: ${to}\nMulai: ${longMoment(place.knowledge.office.zone, startsAt)}`,
    begun ? `${bar(tally)}\n${tallyWords(tally)}` : `Isinya:\n\n${body.text}`,
    begun ? excludedWords(excluded) : '',
    tally.sent > 0
      ? '_Terkirim berarti sampai di Telegram atau WhatsApp. Apakah dibaca, di Telegram tidak bisa diketahui._'
      : '',
  ]
  return {
    text: parts.filter(Boolean).join('\n\n'),
    choices: [
      ...steps(found, by !== place.person.staff?.id),
      ...(begun ? [{ id: `laporan=${id}`, label: 'Laporan (Excel)' }] : []),
      LIST,
    ],
  }
}

function steps({ id, state, tally }: AnnouncementFound, isOthers: boolean): Choice[] {
  const step = (what: string, label: string) => ({ id: `${what}=${id}`, label })
  const cancel = step('batalkan', 'Batalkan')
  switch (state) {
    case 'menunggu-izin':
      return [...(isOthers ? [step('setuju', 'Setujui dan kirim')] : []), cancel]
    case 'terjadwal':
      return [step('jeda', 'Tahan dulu'), cancel]
    case 'berjalan':
      return [step('lihat', 'Lihat lagi'), step('jeda', 'Jeda'), cancel]
    case 'dijeda':
      return [step('lanjutkan', 'Lanjutkan'), cancel]
    default:
      return [
        ...(tally.sent + tally.unknown > 0 ? [step('koreksi', 'Kirim koreksi ke yang menerima')] : []),
        ...(state === 'selesai' && tally.failed > 0 ? [step('ulangi', `Coba lagi yang gagal (${tally.failed})`)] : []),
        ...(state === 'selesai' && tally.unknown > 0
          ? [step('pastikan', `Kirim lagi ke yang belum pasti (${tally.unknown})`)]
          : []),
      ]
  }
}

/** Exactly what a recipient gets, with the writer's own name; then who gets it, who does not, and until when it takes. */
export function beforeSending(draft: Draft, found: Extract<Found, { kind: 'audience' }>, place: Place): Reply[] {
  const { knowledge, person } = place
  const { recipients, excluded, lines } = found.counted
  const { secondEyesAbove } = knowledge.office.announcements
  const preview = announcementReply(
    { text: draft.text!, file: draft.file, checkin: draft.checkin },
    { nama: person.staff?.name, nomor: 'LA-2026-000000' },
  )
  const seconds = expectedSeconds(lines, knowledge.office.whatsappPushes)
  const to =
    draft.corrects === undefined
      ? audienceWords(draft.segment ?? {}, place)
      : `yang menerima (atau mungkin menerima) pengumuman ${draft.corrects}`
  const text = [
    `☝️ Begitu pesannya nanti diterima.\n\nUntuk: *${to}*\nPenerima: *${recipients}*\nSelesai: ${lastingWords(seconds)} sesudah mulai`,
    excludedWords(excluded),
    recipients > secondEyesAbove
      ? `Penerimanya lebih dari ${secondEyesAbove}, jadi petugas lain harus menyetujui dulu.`
      : '',
  ]
    .filter(Boolean)
    .join('\n\n')
  const changes = [
    { id: 'tulis', label: 'Ubah tulisan' },
    ...(draft.corrects === undefined ? [{ id: 'penerima', label: 'Ubah penerima' }] : []),
    { id: 'daftar', label: 'Batal' },
  ]
  const { aside: _, choices: __, ...shown } = preview // whose button is not for the writer
  if (recipients === 0)
    return [shown, { text: `${text}\n\nTidak ada yang bisa dikirimi. Ubah penerimanya dulu.`, choices: changes }]
  return [
    shown,
    {
      text: `${text}\n\nKirim sekarang, atau nanti?`,
      choices: [{ id: 'kirim', label: 'Kirim sekarang' }, { id: 'nanti', label: 'Kirim nanti' }, ...changes],
    },
  ]
}

export const problems = (found: readonly string[]): Reply => ({
  text: `Belum bisa dikirim:\n${found.map((problem) => `• ${quote(problem)}`).join('\n')}\n\nTulis lagi pengumumannya. Tidak jadi? Ketik *batal*.`,
})
