import { readCm, readKg } from '../../domain/numbers.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import type { Section } from '../form/question.ts'
import { agreed, consentText, consentVersion, options, schemeAsks } from './rules.ts'

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
      label: 'Persetujuan data badan',
      silent: true,
      ask: (_, place) => consentText('kesehatan', place),
      when: (answers, place) => anyAsked(answers, place) && !agreed('kesehatan', {}, place),
      choices: (_, place) => [
        { id: consentVersion('kesehatan', place), label: 'Setuju' },
        { id: 'tidak', label: 'Tidak' },
      ],
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
      choices: options('tidak: Tidak pernah', 'pernah: Pernah, sudah dihapus', 'ya: Punya'),
    },
    {
      id: 'sight',
      label: 'Penglihatan',
      ask: 'Bagaimana penglihatan Kakak?',
      hint: 'Program ini memeriksa buta warna',
      when: asked('sight'),
      choices: options(
        'normal: Normal',
        'kacamata: Pakai kacamata atau lensa',
        'buta-warna: Buta warna',
        'tidak-tahu: Belum pernah diperiksa',
      ),
    },
  ],
}
