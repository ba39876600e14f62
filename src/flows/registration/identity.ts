import { readDate } from '../../domain/birth-date.ts'
import { longDay } from '../../domain/day.ts'
import type { Effect } from '../../domain/effect.ts'
import { nikDoubts, readNik, type Sex } from '../../domain/nik.ts'
import { saysNone } from '../../domain/none-words.ts'
import { readCount } from '../../domain/numbers.ts'
import { CONSENT_KINDS } from '../../domain/person.ts'
import { readName } from '../../domain/person-name.ts'
import { accepted } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import type { Section } from '../form/question.ts'
import { line, options } from './rules.ts'
import { isTooYoung, tooYoung } from './too-young.ts'

export const identity: Section = {
  title: 'Data diri',
  questions: [
    {
      id: 'birthDate',
      label: 'Tanggal lahir',
      ask: 'Kapan Kakak lahir?',
      hint: 'Untuk memeriksa syarat umur. Contoh: 17 Agustus 1999 atau 17-08-1999',
      read: (text, _, place) => readDate(text, { today: place.today, kind: 'birth' }),
      show: (value) => longDay(String(value)),
      ends: (value, place) => (isTooYoung(value, place) ? tooYoung(withdrawAll(place)) : undefined),
    },
    {
      id: 'fullName',
      label: 'Nama lengkap',
      ask: 'Siapa nama lengkap Kakak, persis seperti di KTP?',
      hint: 'Nama di KTP, ijazah, dan paspor harus sama. Contoh: Siti Aminah',
      read: readName,
    },
    {
      id: 'nik',
      label: 'NIK',
      ask: 'Berapa NIK Kakak?',
      hint: '16 angka di KTP, supaya data Kakak tidak tertukar dengan orang lain',
      choices: options('belum: Belum punya NIK | belum punya ktp, belum ada ktp, tidak punya ktp, ktp hilang'),
      // A bare "tidak" may as well be a refusal.
      read: (text, _, { mind }) =>
        saysNone(text) && mind.normalise(text) !== 'tidak' ? accepted('belum') : readNik(text),
    },
    {
      id: 'sex',
      label: 'Jenis kelamin',
      ask: 'Kakak laki-laki atau perempuan?',
      choices: options(
        'P: Perempuan | p, pr, cewek, wanita, cewe, bini',
        'L: Laki-laki | l, lk, cowok, pria, laki, cowo, laki2',
      ),
    },
    {
      id: 'nikCheck',
      label: 'Cocok dengan NIK',
      ask: (answers, place) =>
        `Ada yang perlu diperiksa, Kak.\n\n${doubts(answers, place)
          .map((doubt) => doubt.text)
          .join('\n\n')}\n\nMana yang benar?`,
      when: (answers, place) => doubts(answers, place).length > 0,
      choices: (answers, place) => checkChoices(answers, place),
      reopens: { nik: 'nik', lahir: 'birthDate', kelamin: 'sex' },
      show: () => 'Di KTP memang begitu',
    },
    {
      id: 'birthPlace',
      label: 'Tempat lahir',
      ask: 'Di kota atau kabupaten mana Kakak lahir, sesuai KTP?',
      hint: 'Contoh: Banjarmasin',
      read: line('Tempat lahir', 'Banjarmasin', { max: 60 }),
      show: (value) => titled(String(value)),
    },
    {
      id: 'marital',
      label: 'Status kawin',
      ask: 'Apa status perkawinan Kakak?',
      hint: 'Surat status kawin termasuk dokumen resmi',
      choices: options(
        'lajang: Belum menikah | lajang, single, jomblo, bujang, gadis, belum kawin, belum nikah, belum, belum pernah menikah',
        'nikah: Menikah | nikah, kawin, sudah menikah, sudah kawin, sudah nikah, berkeluarga, sudah berkeluarga, sudah',
        'cerai-hidup: Cerai hidup',
        'cerai-mati: Cerai mati | suami meninggal, istri meninggal',
      ),
    },
    {
      id: 'children',
      label: 'Jumlah anak',
      ask: 'Berapa anak Kakak?',
      hint: 'Tulis 0 kalau belum ada',
      when: (answers) => answers.marital !== 'lajang',
      read: (text) => readCount(text, { min: 0, max: 20, what: 'Jumlah anak' }),
    },
  ],
}

/** A place typed in small letters, as it is written on the card. */
const titled = (place: string) =>
  /[A-Z]/.test(place) ? place : place.replace(/(^|[\s(])\p{L}/gu, (letter) => letter.toUpperCase())

function doubts(answers: Answers, { knowledge }: Place) {
  const nik = String(answers.nik ?? '')
  if (!/^\d{16}$/.test(nik)) return []
  return nikDoubts(nik, {
    birthDate: answers.birthDate as string,
    sex: answers.sex as Sex,
    areas: knowledge.areas,
  })
}

function checkChoices(answers: Answers, place: Place) {
  const kinds = doubts(answers, place).map((doubt) => doubt.kind)
  return [
    { id: 'nik', label: 'NIK-nya salah ketik' },
    ...(kinds.includes('lahir') ? [{ id: 'lahir', label: 'Tanggal lahirnya salah' }] : []),
    ...(kinds.includes('kelamin') ? [{ id: 'kelamin', label: 'Jenis kelaminnya salah' }] : []),
    // Named after what was doubted, so that a new doubt is asked about again.
    { id: `ktp-${kinds.join('-')}`, label: 'Di KTP memang begitu' },
  ]
}

const withdrawAll = ({ person }: Place): Effect[] => [
  { kind: 'withdrawConsent', consents: [...CONSENT_KINDS] },
  ...person.registrations.map(({ number }): Effect => ({ kind: 'withdrawRegistration', number })),
]
