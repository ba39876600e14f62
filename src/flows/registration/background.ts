import { formatMonths, readMonths } from '../../domain/duration.ts'
import { readYear } from '../../domain/numbers.ts'
import { refused } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Question, Section } from '../form/question.ts'
import { isNurse, line, options, schemeAsks } from './rules.ts'

const beyondSchool = (answers: Answers) =>
  ['D3', 'D4', 'S1', 'Ners', 'S2', 'SMK'].includes(String(answers.educationLevel))
const wasAbroad = (answers: Answers) => answers.abroad !== undefined && answers.abroad !== 'belum'

/** Jobs that are also ways to call for our staff. */
const JOBS = /^(?:(?:saya|jadi|sebagai|kerja|di) )*(?:admin|operator|cs|customer service|petugas \w.*)(?: \w.*)?$/i

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
        'SD: SD | mi, sekolah dasar',
        'SMP: SMP | mts, sltp',
        'SMA: SMA/MA | slta, ma, aliyah, paket c',
        'SMK: SMK | stm, smea',
        'D3: D3 | diploma 3, diploma tiga, akper, akbid',
        'D4: D4 | diploma 4, sarjana terapan',
        'S1: S1 | sarjana, strata 1',
        'Ners: Ners | profesi ners, s1 ners, s1 dan ners',
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
        'keperawatan: Keperawatan | perawat, nurse, asisten keperawatan',
        'kebidanan: Kebidanan | bidan',
        'kesehatan-lain: Kesehatan lain',
        'non-kesehatan: Bukan kesehatan | lain, lainnya, umum, bukan, tidak ada',
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
      choices: options(
        'ya: Punya, masih berlaku | ya, ada, punya, sudah, sudah punya, sudah ada',
        'proses: Sedang diurus | sedang proses, masih proses, proses, lagi diurus',
        'tidak: Tidak punya | tidak, tidak ada, belum, belum punya, belum ada, mati',
      ),
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
      claims: (text) => JOBS.test(text.trim()),
    },
    {
      id: 'abroad',
      label: 'Pernah ke luar negeri',
      ask: 'Pernahkah Kakak bekerja atau magang di luar negeri?',
      hint: 'Beberapa program punya aturan khusus untuk yang pernah berangkat',
      choices: options(
        'belum: Belum pernah | belum, tidak, tidak pernah',
        'kerja: Pernah bekerja | pernah kerja, kerja, tki, jadi tki',
        'magang: Pernah magang | magang, pemagang',
      ),
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
        'p3mi: Perusahaan penempatan (P3MI) | pt, lewat pt, p3mi, pjtki, agen, lewat agen, sponsor',
        'mandiri: Melamar sendiri | sendiri, mandiri, daftar sendiri, sendirian',
        'lain: Lainnya atau tidak tahu | lainnya, tidak tahu, lupa',
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
        'kontrak: Kontrak selesai | selesai, habis kontrak, selesai kontrak, finis kontrak',
        'awal: Pulang sebelum kontrak habis | pulang duluan, tidak selesai, belum selesai',
        'masih: Masih di sana | masih, masih kerja',
        'lain: Lainnya',
      ),
    },
  ],
}
