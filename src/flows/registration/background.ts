import { formatMonths, readMonths } from '../../domain/duration.ts'
import { readEpsTopik } from '../../domain/language-level.ts'
import { readYear } from '../../domain/numbers.ts'
import { refused } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Question, Section } from '../form/question.ts'
import { isNurse, line, options, schemeAsks } from './rules.ts'

const beyondSchool = (answers: Answers) =>
  ['D3', 'D4', 'S1', 'Ners', 'S2', 'SMK'].includes(String(answers.educationLevel))
const wasAbroad = (answers: Answers) => answers.abroad !== undefined && answers.abroad !== 'belum'

/** A length of time, kept in months. */
const months: Pick<Question, 'read' | 'readStored' | 'show'> = {
  read: readMonths,
  readStored: (value) => (typeof value === 'number' ? readMonths(value) : refused('')),
  show: (value) => formatMonths(Number(value)),
}

export const background: Section = {
  title: 'Pendidikan dan pengalaman',
  questions: [
    {
      id: 'educationLevel',
      label: 'Pendidikan',
      ask: 'Apa pendidikan terakhir Kakak?',
      choices: options(
        'SD: SD',
        'SMP: SMP',
        'SMA: SMA/MA',
        'SMK: SMK',
        'D3: D3',
        'D4: D4',
        'S1: S1',
        'Ners: Ners',
        'S2: S2 atau lebih',
      ),
    },
    {
      id: 'field',
      label: 'Bidang',
      ask: 'Di bidang apa?',
      hint: 'Beberapa program hanya untuk lulusan keperawatan',
      when: beyondSchool,
      choices: options(
        'keperawatan: Keperawatan',
        'kebidanan: Kebidanan',
        'kesehatan-lain: Kesehatan lain',
        'non-kesehatan: Bukan kesehatan',
      ),
    },
    {
      id: 'school',
      label: 'Sekolah/kampus',
      ask: 'Apa nama sekolah atau kampusnya?',
      hint: 'Contoh: Poltekkes Kemenkes Banjarmasin',
      read: line('Nama sekolah', 'Poltekkes Kemenkes Banjarmasin'),
    },
    {
      id: 'graduated',
      label: 'Tahun lulus',
      ask: 'Tahun berapa Kakak lulus?',
      hint: 'Kalau belum lulus, tulis perkiraan tahunnya. Contoh: 2020',
      read: (text, _, place) => readYear(text, { min: 1970, max: Number(place.today.slice(0, 4)) + 6 }),
    },
    {
      id: 'str',
      label: 'STR',
      ask: 'Apakah Kakak punya STR (surat tanda registrasi perawat) yang masih berlaku?',
      when: (answers, place) => isNurse(answers) && schemeAsks('str')(answers, place),
      choices: options('ya: Punya, masih berlaku', 'proses: Sedang diurus', 'tidak: Tidak punya'),
    },
    {
      id: 'strNumber',
      label: 'Nomor STR',
      ask: 'Berapa nomor STR Kakak?',
      hint: 'Tertulis di kartu STR',
      optional: true,
      when: (answers) => answers.str === 'ya',
      read: line('Nomor STR', '01 01 5 2 2 20-1234567', { min: 5, max: 40 }),
    },
    {
      id: 'experienceMonths',
      label: 'Lama kerja perawat',
      ask: 'Berapa lama Kakak bekerja sebagai perawat sesudah STR terbit?',
      hint: 'Contoh: 2 tahun 3 bulan. Kalau belum pernah, tulis belum ada',
      when: (answers, place) => isNurse(answers) && schemeAsks('experience')(answers, place),
      ...months,
    },
    {
      id: 'workMonths',
      label: 'Lama kerja',
      ask: 'Berapa lama pengalaman kerja Kakak semuanya?',
      hint: 'Pekerjaan apa saja. Contoh: 1 tahun. Kalau belum pernah, tulis belum ada',
      when: (answers, place) => !(isNurse(answers) && schemeAsks('experience')(answers, place)),
      ...months,
    },
    {
      id: 'work',
      label: 'Pekerjaan terakhir',
      ask: 'Apa pekerjaan terakhir Kakak?',
      hint: 'Contoh: perawat di RSUD Ulin, atau pegawai toko',
      when: (answers) => Number(answers.experienceMonths ?? answers.workMonths ?? 0) > 0,
      read: line('Pekerjaan', 'pegawai toko'),
    },
    {
      id: 'abroad',
      label: 'Pernah ke luar negeri',
      ask: 'Pernahkah Kakak bekerja atau magang di luar negeri?',
      hint: 'Beberapa program punya aturan khusus untuk yang pernah berangkat',
      choices: options('belum: Belum pernah', 'kerja: Pernah bekerja', 'magang: Pernah magang'),
    },
    {
      id: 'abroadCountry',
      label: 'Negara',
      ask: 'Di negara mana?',
      when: wasAbroad,
      choices: options(
        'Jepang: Jepang',
        'Korea Selatan: Korea Selatan',
        'Taiwan: Taiwan',
        'Malaysia: Malaysia',
        'Hong Kong: Hong Kong',
        'Arab Saudi: Arab Saudi',
      ),
      read: line('Negara', 'Singapura', { max: 60 }),
    },
    {
      id: 'abroadScheme',
      label: 'Lewat program',
      ask: 'Lewat program apa?',
      when: wasAbroad,
      choices: options(
        'epa: G to G Jepang (EPA)',
        'magang: Magang (TITP)',
        'ssw: SSW',
        'eps: G to G Korea (EPS)',
        'p3mi: Perusahaan penempatan (P3MI)',
        'mandiri: Melamar sendiri',
        'lain: Lainnya atau tidak tahu',
      ),
    },
    {
      id: 'abroadMonths',
      label: 'Lama di sana',
      ask: 'Berapa lama di sana?',
      hint: 'Contoh: 3 tahun',
      when: wasAbroad,
      ...months,
    },
    {
      id: 'abroadEnd',
      label: 'Selesainya',
      ask: 'Bagaimana selesainya?',
      when: wasAbroad,
      choices: options(
        'kontrak: Kontrak selesai',
        'awal: Pulang sebelum kontrak habis',
        'masih: Masih di sana',
        'lain: Lainnya',
      ),
    },
  ],
}

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
        'none: Belum ada',
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
      choices: options('none: Belum pernah tes'),
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
      choices: options('none: Belum ada'),
      read: line('Nama sertifikat', 'careworker', { max: 160 }),
    },
    {
      id: 'passport',
      label: 'Paspor',
      ask: 'Apakah Kakak sudah punya paspor?',
      hint: 'Belum punya tidak apa-apa',
      choices: options('ya: Sudah punya', 'proses: Sedang dibuat', 'belum: Belum punya'),
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
