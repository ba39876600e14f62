/** Somebody under 18 gets information, and nothing of theirs is kept. */
import { ADULT_YEARS, ageOn } from '../../domain/birth-date.ts'
import type { Effect } from '../../domain/effect.ts'
import type { Place, Turn } from '../flow.ts'

/** Of an answer to the question about the day of birth. */
export const isTooYoung = (birthDate: unknown, { today }: Place): boolean =>
  ageOn(String(birthDate), today) < ADULT_YEARS

/** Ends a form. `effects` take back what was kept beside its draft. */
export function tooYoung(effects: Effect[]): Turn {
  const text = `Terima kasih sudah jujur, Kak. Kerja ke luar negeri baru boleh mulai umur ${ADULT_YEARS} tahun, jadi sekarang belum bisa mendaftar. Yang tadi Kakak isi sudah saya hapus.\n\nSementara ini Kakak boleh belajar bahasa, tanya apa saja, dan membaca panduan, supaya siap nanti. Hati-hati kalau ada yang menawari mengubah umur di dokumen: itu melanggar hukum dan berbahaya.`
  return { draft: undefined, replies: [{ text }], effects, goTo: 'menu' }
}
