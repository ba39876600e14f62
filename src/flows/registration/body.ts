import { readCm, readKg } from '../../domain/numbers.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import type { Section } from '../form/question.ts'
import { agreed, consentChoices, consentText, options, schemeAsks } from './rules.ts'

type Field = 'body' | 'tattoo' | 'sight'

const anyAsked = (answers: Answers, place: Place) =>
  (['body', 'tattoo', 'sight'] as const).some((field) => schemeAsks(field)(answers, place))

/** Specific personal data (UU 27/2022 art. 4): only what the chosen scheme asks, and only after a consent of its own. */
const asked = (field: Field) => (answers: Answers, place: Place) =>
  schemeAsks(field)(answers, place) && agreed('kesehatan', answers, place)

export const body: Section = {
  title: 'Syarat badan',
  questions: [
    {
      id: 'healthConsent',
      label: 'Izin data badan',
      strict: true,
      ask: (_, place) => consentText('kesehatan', place),
      when: (answers, place) => anyAsked(answers, place) && !agreed('kesehatan', {}, place),
      choices: (_, place) => consentChoices('kesehatan', place),
      late: 'Kakak tadi sudah setuju soal data badan. Kalau mau membatalkan izin, ketik *tarik izin*. Kalau tidak, kita lanjutkan:',
      effects: (value, place) =>
        value === 'tidak'
          ? []
          : [
              {
                kind: 'recordConsent',
                consent: 'kesehatan',
                version: String(value),
                text: consentText('kesehatan', place),
              },
            ],
    },
    {
      id: 'heightCm',
      label: 'Tinggi badan (cm)',
      ask: 'Berapa tinggi badan Kakak, dalam cm?',
      hint: 'Contoh: 160',
      when: asked('body'),
      read: readCm,
    },
    {
      id: 'weightKg',
      label: 'Berat badan (kg)',
      ask: 'Berapa berat badan Kakak, dalam kg?',
      hint: 'Contoh: 55',
      when: asked('body'),
      read: readKg,
    },
    {
      id: 'tattoo',
      label: 'Tato',
      ask: 'Apakah Kakak punya atau pernah punya tato?',
      hint: 'Program ini punya aturan tentang tato',
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
