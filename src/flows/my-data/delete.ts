import { confirming } from '../confirming.ts'
import type { Place } from '../flow.ts'
import { channelList } from '../joining/channels.ts'
import { lasting } from './consent-words.ts'
import { OUTSIDE, receipt } from './receipt.ts'

/** What stays, why, and for how long. */
function stays({ knowledge }: Place): string {
  const { proofDays, inboxDays, messageDays } = knowledge.office.retention
  const ledgerDays = Math.max(inboxDays, messageDays)
  return [
    '*Yang tersisa, dan kenapa:*',
    `• nomor permintaan ini dan catatan tanpa nama bahwa ada data yang dihapus: bukti bahwa permintaan Kakak dikerjakan. Paling lama ${lasting(proofDays)}`,
    `• satu kode acak tanpa nama: supaya data Kakak tidak muncul lagi bila cadangan lama dikembalikan. Paling lama ${lasting(proofDays)}`,
    `• nomor chat ini: supaya saya masih bisa menjawab bila Kakak menulis lagi; waktu pesan-pesannya, tanpa isi, paling lama ${lasting(ledgerDays)}`,
  ].join('\n')
}

/** *hapus data* */
export const deleteData = confirming({
  name: 'hapus-data',
  ask: (place) =>
    [
      'Kalau dihapus, pendaftaran, isian, tawaran yang dicek, persetujuan, dan percakapan dengan petugas hilang dan *tidak bisa dikembalikan*.',
      stays(place),
      place.person.elsewhere &&
        `Chat ini tersambung dengan chat Kakak di ${channelList(place.person.elsewhere)}. Datanya hilang di *semua* chat itu, dan sambungannya putus.`,
      'Hapus semua data Kakak?',
    ]
      .filter(Boolean)
      .join('\n\n'),
  yes: 'Ya, hapus semua',
  done(place) {
    const { elsewhere, registrations } = place.person
    const { line, effect } = receipt('hapus', place)
    const parts = [
      `Semua data Kakak sudah saya hapus${elsewhere ? `, juga yang terlihat di ${channelList(elsewhere)}` : ''}.`,
      registrations.length > 0 && OUTSIDE,
      line,
      'Simpan nomor itu kalau nanti mau bertanya ke kantor. Mau mulai lagi? Ketik *menu*.',
    ]
    return {
      replies: [{ text: parts.filter(Boolean).join('\n\n') }],
      effects: [effect, { kind: 'forgetPerson' }],
    }
  },
})
