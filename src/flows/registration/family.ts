import { readName } from '../../domain/person-name.ts'
import { formatPhone, readPhone } from '../../domain/phone.ts'
import type { Section } from '../form/question.ts'
import { options } from './rules.ts'

export const family: Section = {
  title: 'Keluarga',
  questions: [
    {
      id: 'kinName',
      label: 'Nama keluarga',
      ask: 'Siapa nama keluarga yang bisa kami hubungi kalau ada apa-apa?',
      hint: 'Beri tahu orangnya dulu ya. Contoh: Rahmah',
      read: readName,
    },
    {
      id: 'kinRelation',
      label: 'Hubungan',
      ask: 'Apa hubungannya dengan Kakak?',
      choices: options(
        'ortu: Orang tua',
        'pasangan: Suami atau istri',
        'saudara: Kakak atau adik',
        'anak: Anak',
        'wali: Wali',
        'lain: Keluarga lain',
      ),
    },
    {
      id: 'kinPhone',
      label: 'HP keluarga',
      ask: 'Berapa nomor HP-nya?',
      hint: 'Contoh: 0813-1234-5678',
      read: readPhone,
      show: (value) => formatPhone(String(value)),
    },
    {
      id: 'kinAgrees',
      label: 'Izin keluarga',
      ask: 'Apakah orang tua, wali, atau suami/istri sudah mengizinkan?',
      hint: 'Surat izin keluarga yang diketahui kepala desa atau lurah adalah syarat resmi',
      choices: options('ya: Sudah mengizinkan', 'dibicarakan: Sedang dibicarakan', 'belum: Belum'),
    },
  ],
}
