/** An announcement's state and ledger in the office's words. */
import type { AnnouncementState, Excluded, Tally } from '../../domain/announcement.ts'

export const STATE_WORDS: Record<AnnouncementState, string> = {
  'menunggu-izin': 'menunggu persetujuan petugas lain',
  terjadwal: 'siap dikirim',
  berjalan: 'sedang dikirim',
  dijeda: 'dijeda',
  selesai: 'selesai',
  dibatalkan: 'dibatalkan',
}

/** Why a message did not arrive: the ledger's reasons begin with these. */
const REASONS: [beginning: string, words: string][] = [
  ['person left', 'memblokir kantor atau menutup chatnya'],
  ['berhenti', 'minta berhenti dikabari'],
  ['forgotten', 'datanya sudah dihapus'],
  ['datanya', 'datanya sudah dihapus'],
  ['membatasi', 'membatasi pemakaian datanya'],
  ['dibatalkan', 'pengumumannya dibatalkan'],
  ['sudah di chat lain', 'sudah dikirim di chatnya yang lain'],
  ['gave up', 'gagal setelah dicoba berkali-kali'],
  ['message refused', 'ditolak oleh Telegram atau WhatsApp'],
  ['sender ended', 'terputus waktu dikirim, belum pasti sampai'],
  ['unknown', 'terputus waktu dikirim, belum pasti sampai'],
  ['belum pernah menulis', 'belum pernah menulis ke asisten'],
  ['tidak ada chat terbuka', 'sudah menutup chatnya'],
  ['lama tidak menulis', 'sudah lama tidak menulis dan belum mendaftar'],
]

/** In Indonesian, for whoever asks why somebody did not get it. */
export const reasonWords = (reason: string): string =>
  REASONS.find(([beginning]) => reason.startsWith(beginning))?.[1] ?? 'sambungannya bermasalah'

/** Reasons in words, those that mean the same added up, most first. */
export function byReason(reasons: Record<string, number>): [words: string, count: number][] {
  const sums = new Map<string, number>()
  for (const [reason, count] of Object.entries(reasons))
    sums.set(reasonWords(reason), (sums.get(reasonWords(reason)) ?? 0) + count)
  return [...sums].sort(([, a], [, b]) => b - a)
}

const BAR = 20

/** "▓▓▓▓░░ 40%" */
export function bar({ recipients, waiting }: Pick<Tally, 'recipients' | 'waiting'>): string {
  const done = recipients === 0 ? 1 : (recipients - waiting) / recipients
  const full = Math.floor(done * BAR)
  return `${'▓'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.floor(done * 100)}%`
}

/** The whole ledger; its numbers always add up to the recipients. */
export function tallyWords(tally: Tally): string {
  const lines = [
    `Penerima: ${tally.recipients}`,
    `• terkirim: ${tally.sent}`,
    ...(tally.waiting > 0 ? [`• menunggu dikirim: ${tally.waiting}`] : []),
    ...(tally.failed > 0 ? [`• gagal: ${tally.failed}`] : []),
    ...(tally.skipped > 0 ? [`• dilewati: ${tally.skipped}`] : []),
    ...(tally.unknown > 0 ? [`• belum pasti sampai: ${tally.unknown}`] : []),
  ]
  const why = byReason(tally.reasons).map(([words, count]) => `• ${words}: ${count}`)
  return [lines.join('\n'), ...(why.length > 0 ? [`Alasannya:\n${why.join('\n')}`] : [])].join('\n\n')
}

export function excludedWords(excluded: Excluded): string {
  const lines = byReason(excluded).map(([words, count]) => `• ${words}: ${count}`)
  return lines.length === 0 ? '' : `Tidak dikirimi:\n${lines.join('\n')}`
}

/** "kurang dari semenit", "sekitar 3 menit", "sekitar 2 jam", "sekitar 5 hari" */
export function lastingWords(seconds: number): string {
  if (seconds < 60) return 'kurang dari semenit'
  if (seconds < 90 * 60) return `sekitar ${Math.round(seconds / 60)} menit`
  if (seconds < 36 * 3600) return `sekitar ${Math.round(seconds / 3600)} jam`
  return `sekitar ${Math.round(seconds / 86_400)} hari`
}
