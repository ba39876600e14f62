/** The questions of *cek syarat*: as few as tell the schemes apart, in the words of the registration where it has them. */
import type { Effect } from '../../domain/effect.ts'
import { NONE } from '../../domain/none-words.ts'
import { CONSENT_KINDS } from '../../domain/person.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place, Turn } from '../flow.ts'
import type { Question, Section } from '../form/question.ts'
import { background } from '../registration/background.ts'
import { identity } from '../registration/identity.ts'
import { agreed, consentQuestion, isNurse, options } from '../registration/rules.ts'
import { skills } from '../registration/skills.ts'
import { isTooYoung, tooYoung } from '../registration/too-young.ts'

const DIPLOMA = ['D3', 'D4', 'S1', 'Ners', 'S2']
const hasDiploma = ({ educationLevel }: Answers) => DIPLOMA.includes(String(educationLevel))
const isGraduateNurse = (answers: Answers) => isNurse(answers) && hasDiploma(answers)

/** A question of the registration under the same name, so that each can use what the other has. */
function same(section: Section, id: string, changes: Partial<Question> = {}): Question {
  const { when: _, ...question } = section.questions.find((one) => one.id === id)!
  return { ...question, ...changes }
}

const consent = consentQuestion('cek-syarat', {
  label: 'Persetujuan',
  silent: true,
  late: 'Kakak tadi sudah setuju. Kalau mau membatalkannya, ketik *tarik izin*. Kalau tidak, kita lanjutkan:',
  ends: (value) => (value === 'tidak' ? refused : undefined),
})

/** Specific personal data (UU 27/2022 art. 4): asked, and taken over from the registration, only after this one. */
const bodyConsent = consentQuestion('cek-syarat-badan', {
  label: 'Izin data badan',
  optional: true,
  late: 'Kakak tadi sudah setuju soal data badan. Kalau mau membatalkan izin, ketik *tarik izin*. Kalau tidak, kita lanjutkan:',
})

const refused: Turn = {
  draft: undefined,
  replies: [
    {
      text: 'Baik, Kak, tidak apa-apa. Tidak ada yang saya simpan. Syarat tiap program tetap bisa dibaca: ketik *skema*.',
    },
  ],
  goTo: 'menu',
}

/** Who has registered said there that they are older; a slip here takes nothing of that away. */
const withdrawUnlessRegistered = ({ person }: Place): Effect[] =>
  person.registrations.length > 0 ? [] : [{ kind: 'withdrawConsent', consents: [...CONSENT_KINDS] }]

export const questions: Section = {
  title: 'Cek syarat',
  questions: [
    consent,
    same(identity, 'birthDate', {
      hint: 'Batas umur dihitung sampai harinya. Contoh: 17 Agustus 1999 atau 17-08-1999',
      ends: (value, place) => (isTooYoung(value, place) ? tooYoung(withdrawUnlessRegistered(place)) : undefined),
    }),
    same(background, 'educationLevel'),
    same(background, 'field', { when: (answers) => hasDiploma(answers) || answers.educationLevel === 'SMK' }),
    same(identity, 'sex', { when: (answers) => !isGraduateNurse(answers) }),
    same(background, 'str', { when: isGraduateNurse }),
    same(background, 'experienceMonths', { when: (answers) => isGraduateNurse(answers) && answers.str === 'ya' }),
    same(skills, 'japanese'),
    {
      id: 'past',
      label: 'Pernah ke luar negeri',
      ask: 'Pernahkah Kakak bekerja atau magang di luar negeri?',
      hint: 'Belum yakin tahap 2 selesai? Cek ke perusahaan lama, kumiai, atau SO. Alumninya bisa bebas sebagian ujian SSW',
      choices: options(
        'belum: Belum pernah | belum, tidak, tidak pernah',
        'magang-kaigo: Magang kaigo, tahap 2 selesai | magang kaigo, kaigo',
        'magang-lain: Magang bidang lain, tahap 2 selesai | magang bidang lain, magang selesai',
        'magang-awal: Magang, tidak sampai tahap 2 | magang 1 tahun, magang tidak selesai',
        'epa: G to G Jepang (EPA) | epa, g to g, ijepa',
        'ssw: SSW di Jepang | ssw, tokutei ginou, tg',
        'lain: Negara lain atau cara lain | lain, lainnya, negara lain, taiwan, korea, malaysia, hong kong',
      ),
    },
    {
      id: 'held',
      label: 'Sertifikat dan ujian',
      ask: 'Mana yang sudah Kakak punya atau lulus? Boleh lebih dari satu.',
      hint: 'Ketuk satu per satu, lalu ketik selesai',
      many: true,
      alone: NONE,
      choices: (answers) => [
        ...(hasDiploma(answers) && !isNurse(answers)
          ? options('careworker: Sertifikat careworker | careworker, caregiver')
          : []),
        ...options(
          'kaigo-skill: Ujian keterampilan kaigo (SSW) | ujian skill kaigo',
          'kaigo-language: Ujian bahasa kaigo (SSW) | kaigo nihongo',
          'skill: Ujian SSW bidang lain',
        ),
        ...(isGraduateNurse(answers)
          ? []
          : options('technical: Pelatihan/kerja teknik | pelatihan teknik 160 jam, kerja teknik, blk')),
        ...options(
          'eps: Lulus EPS-TOPIK (Korea) | eps, eps topik',
          `${NONE}: Belum ada | belum, belum punya, tidak ada, tidak punya, tidak`,
        ),
      ],
    },
    bodyConsent,
    {
      id: 'bodily',
      when: (answers, place) => agreed('cek-syarat-badan', answers, place),
      label: 'Syarat badan',
      ask: 'Adakah ini pada Kakak? Boleh lebih dari satu.',
      hint: 'Hanya untuk syarat program. Ketuk satu per satu, lalu ketik selesai',
      many: true,
      alone: NONE,
      optional: true,
      choices: ({ sex }) => [
        ...options('tattoo: Tato atau bekas tato | tato, bertato'),
        ...(sex === 'P' ? [] : options('piercing: Laki-laki dan bertindik | tindik, bekas tindik')),
        ...options(
          'colour: Buta warna | buta warna sebagian, buta warna parsial',
          'glasses: Kacamata/lensa kontak | kacamata, minus, lensa kontak, silinder',
          `${NONE}: Tidak ada semuanya | tidak ada, tidak, tidak punya`,
        ),
      ],
    },
  ],
}
