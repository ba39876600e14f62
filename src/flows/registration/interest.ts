import type { Choice } from '../../domain/chat.ts'
import type { Place } from '../flow.ts'
import type { Section } from '../form/question.ts'
import { agreed, consentText, consentVersion, line, options } from './rules.ts'

const REFUSED =
  'Baik, Kak, tidak apa-apa. Tidak ada data yang saya simpan. Kakak tetap bisa bertanya dan membaca panduan kapan saja.'

/** Consent first: before it nothing personal is asked or stored (UU 27/2022 art. 20–22). */
export const consent: Section = {
  title: 'Persetujuan',
  questions: [
    {
      id: 'consent',
      label: 'Persetujuan',
      silent: true,
      ask: (_, place) => consentText('registrasi', place),
      when: (_, place) => !agreed('registrasi', {}, place),
      choices: (_, place) => [
        { id: consentVersion('registrasi', place), label: 'Setuju' },
        { id: 'tidak', label: 'Tidak' },
      ],
      effects: (value, place) => [
        {
          kind: 'recordConsent',
          consent: 'registrasi',
          version: String(value),
          text: consentText('registrasi', place),
        },
      ],
      ends: (value) =>
        value === 'tidak' ? { draft: undefined, replies: [{ text: REFUSED }], goTo: 'menu' } : undefined,
    },
  ],
}

const UNDECIDED: Choice = { id: 'belum-tahu', label: 'Belum tahu, mau dibantu' }

export const interest: Section = {
  title: 'Program yang diminati',
  questions: [
    {
      id: 'schemes',
      label: 'Program',
      ask: 'Program mana yang Kakak minati? Boleh lebih dari satu.',
      hint: 'Ketuk satu per satu, atau ketik nomornya, misalnya 1 dan 3',
      many: true,
      choices: (_, place) => [...interesting(place), UNDECIDED],
    },
    {
      id: 'howHeard',
      label: 'Tahu dari',
      ask: 'Dari mana Kakak tahu tentang program ini?',
      optional: true,
      choices: options(
        'sosial: Media sosial',
        'keluarga: Keluarga atau teman',
        'kampus: Sekolah atau kampus',
        'kantor: Kantor pemerintah',
        'alumni: Alumni atau pekerja di sana',
        'lpk: LPK atau agen',
      ),
      read: line('Asalnya', 'dari tetangga', { max: 80 }),
    },
  ],
}

const interesting = ({ knowledge }: Place): Choice[] =>
  knowledge.schemes
    .filter((scheme) => scheme.registration.interest)
    .map((scheme) => ({ id: scheme.id, label: scheme.short }))
