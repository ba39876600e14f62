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
        'ortu: Orang tua | ibu, bapak, ayah, mama, bapa, abah, uma, orangtua, ibu kandung, ayah kandung',
        'pasangan: Suami atau istri | bini, laki, pasangan',
        'saudara: Kakak atau adik | saudara, abang, adik, kakak, ading, kaka, saudara kandung',
        'anak: Anak',
        'wali: Wali | nenek, kakek',
        'lain: Keluarga lain | paman, bibi, tante, om, sepupu, mertua, ipar, acil, julak',
      ),
    },
    {
      id: 'kinPhone',
      label: 'HP keluarga',
      ask: 'Berapa nomor HP-nya?',
      hint: 'Contoh: 0813-1234-5678',
      contact: 'other',
      read: readPhone,
      show: (value) => formatPhone(String(value)),
    },
    {
      id: 'kinAgrees',
      label: 'Izin keluarga',
      ask: 'Apakah orang tua, wali, atau suami/istri sudah mengizinkan?',
      hint: 'Surat izin keluarga yang diketahui kepala desa atau lurah adalah syarat resmi',
      choices: options(
        'ya: Sudah mengizinkan | ya, sudah, diizinkan, sudah diizinkan, mengizinkan, setuju, boleh',
        'dibicarakan: Sedang dibicarakan | masih dibicarakan, lagi dibicarakan, sedang',
        'belum: Belum | tidak, belum diizinkan, tidak mengizinkan, belum mengizinkan',
      ),
    },
  ],
}
