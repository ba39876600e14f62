import { dayIn, longDay } from '../domain/day.ts'
import { quote } from '../domain/markup.ts'
import type { Registration } from '../domain/registration.ts'
import type { Stage } from '../domain/stage.ts'
import { type Place, saying } from './flow.ts'

/** *status*: where my registration stands and what comes next. */
export const status = saying('status', (place) => {
  const { registrations } = place.person
  const begun = 'daftar' in place.openForms
  if (registrations.length > 0) {
    const changed = begun ? '\n\nAda perubahan yang belum dikirim. Ketik *lanjut* untuk meneruskan.' : ''
    return { replies: registrations.map((registration) => ({ text: `${describe(registration, place)}${changed}` })) }
  }
  const text = begun
    ? 'Pendaftaran Kakak belum dikirim: isiannya belum selesai. Ketik *lanjut* untuk meneruskan.'
    : 'Kakak belum mendaftar. Ketik *daftar* untuk mulai; bisa dicicil dan dilanjutkan kapan saja.'
  return { replies: [{ text }] }
})

const NEXT: Record<Stage, string> = {
  terdaftar:
    '🟡 Sedang menunggu diperiksa petugas. Kakak tidak perlu melakukan apa-apa; hasilnya dikabari di chat ini.',
  diperiksa: '🟡 Sedang diperiksa petugas. Hasilnya dikabari di chat ini.',
  lengkap: '🟢 Sudah diperiksa dan dicatat petugas. Kabar dan langkah berikutnya dikirim lewat chat ini.',
  'perlu-perbaikan':
    '🔴 Dikembalikan petugas karena ada yang perlu diperbaiki. Ketik *ubah data*, perbaiki, lalu kirim lagi.',
  seleksi: 'Sedang dalam seleksi.',
  pelatihan: 'Sedang mengikuti pelatihan.',
  'siap-berangkat': 'Sedang bersiap berangkat.',
  berangkat: 'Sudah berangkat.',
  alumni: 'Sudah selesai: Kakak alumni.',
  'mengundurkan-diri': 'Sudah mengundurkan diri.',
  'tidak-lanjut': 'Tidak dilanjutkan.',
}

/** A registration in a person's words. */
export function describe(registration: Registration, { knowledge, person }: Place): string {
  const names = registration.schemes.map((id) => knowledge.schemes.find((s) => s.id === id)?.short ?? UNDECIDED)
  return [
    `*Pendaftaran ${registration.number}*\nMinat: ${names.join(', ')}\nDikirim: ${longDay(dayIn(knowledge.office.zone, registration.submittedAt))}`,
    NEXT[registration.stage],
    registration.reason && `Catatan petugas: ${quote(registration.reason)}`,
    person.stopped && 'Kakak sedang tidak dikirimi kabar. Supaya hasilnya dikabari, ketik *mulai lagi*.',
    'Ini catatan minat di kantor kami, bukan pendaftaran resmi SISKOP2MI dan bukan janji berangkat.',
  ]
    .filter(Boolean)
    .join('\n\n')
}

const UNDECIDED = 'belum tahu, mau dibantu'
