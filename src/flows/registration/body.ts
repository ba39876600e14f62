import { readCm, readKg } from '../../domain/numbers.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import type { Section } from '../form/question.ts'
import { agreed, consentQuestion, options, schemeAsks } from './rules.ts'

type Field = 'body' | 'tattoo' | 'sight'

const anyAsked = (answers: Answers, place: Place) =>
  (['body', 'tattoo', 'sight'] as const).some((field) => schemeAsks(field)(answers, place))

/** Specific personal data (UU 27/2022 art. 4): only what the chosen scheme asks, and only after a consent of its own. */
const asked = (field: Field) => (answers: Answers, place: Place) =>
  schemeAsks(field)(answers, place) && agreed('kesehatan', answers, place)

export const body: Section = {
  title: 'Syarat badan',
  questions: [
    consentQuestion('kesehatan', {
      label: 'Izin data badan',
      optional: true,
      when: (answers, place) => anyAsked(answers, place) && !agreed('kesehatan', {}, place),
      late: 'Kakak tadi sudah setuju soal data badan. Kalau mau membatalkan izin, ketik *tarik izin*. Kalau tidak, kita lanjutkan:',
    }),
    {
      id: 'heightCm',
      label: 'Tinggi badan (cm)',
      ask: 'Berapa tinggi badan Kakak, dalam cm?',
      hint: 'Contoh: 160',
      optional: true,
      when: asked('body'),
      read: readCm,
    },
    {
      id: 'weightKg',
      label: 'Berat badan (kg)',
      ask: 'Berapa berat badan Kakak, dalam kg?',
      hint: 'Contoh: 55',
      optional: true,
      when: asked('body'),
      read: readKg,
    },
    {
      id: 'tattoo',
      label: 'Tato',
      ask: 'Apakah Kakak punya atau pernah punya tato?',
      hint: 'Program ini punya aturan tentang tato',
      optional: true,
      when: asked('tattoo'),
      choices: options(
        'tidak: Tidak pernah | tidak, tidak ada, tidak punya, belum pernah',
        'pernah: Pernah, sudah dihapus | sudah dihapus, bekas tato',
        'ya: Punya | ada, ya, punya tato',
      ),
    },
    {
      id: 'sight',
      label: 'Penglihatan',
      ask: 'Bagaimana penglihatan Kakak?',
      hint: 'Program ini memeriksa buta warna',
      optional: true,
      when: asked('sight'),
      choices: options(
        'normal: Normal | baik, sehat, mata normal',
        'kacamata: Pakai kacamata atau lensa | minus, mata minus, silinder, rabun',
        'buta-warna: Buta warna',
        'tidak-tahu: Belum pernah diperiksa | tidak tahu, belum tahu',
      ),
    },
  ],
}
