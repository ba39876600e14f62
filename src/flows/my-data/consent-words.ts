/** Consents as people know them, and what follows when one is taken back. */
import type { Consent } from '../../domain/person.ts'

export const CONSENTS: Record<Consent['kind'], { name: string; follows: string }> = {
  registrasi: {
    name: 'pendaftaran',
    follows: 'pendaftaran Kakak dibatalkan dan isinya dihapus, juga dokumen dan formulir yang belum dikirim',
  },
  kesehatan: {
    name: 'data badan di pendaftaran',
    follows:
      'tinggi, berat, tato, dan penglihatan dihapus dari pendaftaran; pendaftarannya tetap jalan, hanya syarat badan belum bisa diperiksa',
  },
  'cek-syarat': { name: 'cek syarat', follows: 'semua jawaban cek syarat dihapus; pendaftaran tidak berubah' },
  'cek-syarat-badan': {
    name: 'data badan di cek syarat',
    follows: 'jawaban soal badan dihapus; jawaban cek syarat yang lain tetap ada',
  },
  kerja: {
    name: 'kabar dan kontrak kerja',
    follows: 'catatan kontrak dan jawaban kabar dihapus, dan Kakak tidak diingatkan lagi soal itu',
  },
  mentor: {
    name: 'menjadi mentor',
    follows: 'Kakak keluar dari daftar mentor, dan pertanyaan yang belum disampaikan jawabannya dihapus',
  },
  dokumen: {
    name: 'dokumen',
    follows:
      'semua foto dan PDF dokumen Kakak dihapus; pendaftarannya tetap jalan, dan dokumennya ditunjukkan di kantor',
  },
}

/** "5 tahun", "90 hari" */
export const lasting = (days: number): string =>
  days >= 365 && days % 365 === 0 ? `${days / 365} tahun` : `${days} hari`
