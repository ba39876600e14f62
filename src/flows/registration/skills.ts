import { readEpsTopik } from '../../domain/language-level.ts'
import { saysNone } from '../../domain/none-words.ts'
import { readYear } from '../../domain/numbers.ts'
import { accepted } from '../../domain/reading.ts'
import type { Section } from '../form/question.ts'
import { line, options, schemeAsks } from './rules.ts'

/** Only what a chosen scheme needs. */
export const skills: Section = {
  title: 'Bahasa dan keahlian',
  questions: [
    {
      id: 'japanese',
      label: 'Bahasa Jepang',
      ask: 'Apa hasil tes bahasa Jepang Kakak yang tertinggi?',
      when: schemeAsks('japanese'),
      choices: options(
        'none: Belum ada | tidak ada, belum, tidak, belum pernah, belum tes, belum punya, tidak punya, masih belajar',
        'N5: JLPT N5 atau setara',
        'N4: JLPT N4',
        'N3: JLPT N3',
        'N2: JLPT N2 atau N1',
        'JFT-A2: JFT-Basic A2',
      ),
    },
    {
      id: 'japaneseYear',
      label: 'Tahun tes Jepang',
      ask: 'Tahun berapa Kakak lulus tes itu?',
      when: (answers) => answers.japanese !== undefined && answers.japanese !== 'none',
      read: (text, _, place) => readYear(text, { min: 1990, max: Number(place.today.slice(0, 4)) }),
    },
    {
      id: 'korean',
      label: 'EPS-TOPIK',
      ask: 'Berapa skor EPS-TOPIK Kakak?',
      hint: 'Skor 0 sampai 200',
      when: schemeAsks('korean'),
      choices: options('none: Belum pernah tes | belum, belum ikut, belum tes, tidak pernah'),
      read: (text) => readEpsTopik(text),
    },
    {
      id: 'koreanYear',
      label: 'Tahun EPS-TOPIK',
      ask: 'Tahun berapa tesnya?',
      when: (answers) => typeof answers.korean === 'number',
      read: (text, _, place) => readYear(text, { min: 2004, max: Number(place.today.slice(0, 4)) }),
    },
    {
      id: 'certificates',
      label: 'Sertifikat',
      ask: 'Sertifikat keahlian apa yang Kakak punya?',
      hint: 'Misalnya careworker/kaigo, ujian SSW, las. Sebutkan namanya saja',
      when: schemeAsks('certificates'),
      choices: options('none: Belum ada | belum punya, tidak punya, tidak ada, belum, tidak'),
      read: (text, answers, place) =>
        saysNone(text) ? accepted('none') : line('Nama sertifikat', 'careworker', { max: 160 })(text, answers, place),
    },
    {
      id: 'passport',
      label: 'Paspor',
      ask: 'Apakah Kakak sudah punya paspor?',
      hint: 'Belum punya tidak apa-apa',
      choices: options(
        'ya: Sudah punya | ya, sudah, ada, punya, sudah ada, sudah jadi',
        'proses: Sedang dibuat | proses, sedang proses, lagi proses, masih proses, sedang diurus',
        'belum: Belum punya | belum, tidak, tidak ada, tidak punya, belum ada, belum bikin, belum buat',
      ),
    },
    {
      id: 'passportYear',
      label: 'Paspor berlaku sampai',
      ask: 'Paspornya berlaku sampai tahun berapa?',
      hint: 'Lihat halaman depan. Contoh: 2031',
      when: (answers) => answers.passport === 'ya',
      read: (text, _, place) =>
        readYear(text, { min: Number(place.today.slice(0, 4)) - 10, max: Number(place.today.slice(0, 4)) + 11 }),
    },
  ],
}
