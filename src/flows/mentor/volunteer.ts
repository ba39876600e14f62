/** *jadi mentor*: an alumna or alumnus says that they may be asked; *berhenti jadi mentor* ends it at once. */

import { quote } from '../../domain/markup.ts'
import { goneWith, MENTOR_TOPICS, Mentor, mentorName } from '../../domain/mentor.ts'
import { readName } from '../../domain/person-name.ts'
import { refused } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import { type Flow, type Place, saying, type Turn } from '../flow.ts'
import { form } from '../form/form.ts'
import type { FormSpec, Question } from '../form/question.ts'
import { storedList } from '../form/review.ts'
import { consentQuestion } from '../registration/rules.ts'
import { shortOf } from './words.ts'

const declined: Turn = {
  draft: undefined,
  replies: [{ text: 'Baik, Kak, tidak apa-apa. Tidak ada yang saya simpan. Terima kasih sudah membaca.' }],
  goTo: 'menu',
}

const consent = consentQuestion('mentor', {
  label: 'Izin mentor',
  silent: true,
  late: 'Kakak tadi sudah setuju. Mau membatalkannya? Ketik *berhenti jadi mentor*. Kalau tidak, kita lanjutkan:',
  ends: (value) => (value === 'tidak' ? declined : undefined),
})

const NICK_MAX = 20

const questions: Question[] = [
  {
    id: 'nick',
    label: 'Nama panggilan',
    ask: 'Mau dipanggil siapa? Penanya hanya melihat nama ini.',
    hint: 'Contoh: Dewi. Satu kata saja, tanpa nama keluarga',
    read: (text) => {
      const read = readName(text)
      if (!read.ok) return read
      return read.value.length > NICK_MAX || read.value.includes(' ')
        ? refused('Satu kata saja ya, Kak, misalnya *Dewi*.')
        : read
    },
  },
  {
    id: 'topics',
    label: 'Yang mau dijawab',
    ask: 'Soal apa saja yang mau Kakak jawab? Boleh lebih dari satu.',
    hint: 'Ketuk satu per satu, lalu ketik selesai',
    many: true,
    choices: Object.entries(MENTOR_TOPICS).map(([id, label]) => ({ id, label })),
  },
]

const answersOf = ({ nick, topics }: Mentor): Answers => ({ nick, topics })

const spec: FormSpec = {
  name: 'jadi-mentor',
  title: 'daftar mentor',
  sections: [{ title: 'Mentor', questions: [consent, ...questions] }],
  goingOn: () => 'Kita lanjutkan, Kak.',
  dropping: () => ({ ask: 'Buang isian ini?', yes: 'Ya, buang', done: 'Baik, Kak. Isiannya sudah saya buang.' }),
  known: (_, { person }) => (person.mentor ? answersOf(person.mentor) : {}),
  submit(answers, place) {
    const mentor = Mentor.parse(answers)
    const went = goneWith(place.person.registrations)
    const name = quote(mentorName({ ...mentor, stage: went?.stage ?? 'alumni' }, shortOf(went?.schemes ?? [], place)))
    const text = `Terima kasih, Kak! Kakak sekarang mentor, dan disebut *${name}*. Kalau ada pertanyaan, petugas mengirimnya ke chat ini. Mau berhenti? Ketik *berhenti jadi mentor*.`
    return { replies: [{ text }], effects: [{ kind: 'saveMentor', mentor }] }
  },
}

const filled = form(spec)

/** Only who is known to have gone may be one; everybody else is shown the way. */
export const volunteer: Flow = {
  ...filled,
  enter: (stored, place) => notYet(place) ?? filled.enter(stored, place),
  receive: (stored, heard, place) => notYet(place) ?? filled.receive(stored, heard, place),
}

function notYet({ person }: Place): Turn | undefined {
  if (goneWith(person.registrations)) return undefined
  const text =
    'Terima kasih niat baiknya, Kak. Mentor adalah orang yang tercatat pernah berangkat lewat kantor ini. Pernah berangkat? Ketik *alumni* supaya petugas mencocokkan data Kakak dulu.'
  return { draft: undefined, replies: [{ text }] }
}

export const readableMentor = (mentor: Mentor, place: Place): string => storedList(spec, answersOf(mentor), place)

export const stopMentoring: Flow = saying('berhenti-jadi-mentor', ({ person }) => {
  const agreed = person.consents.some(({ kind }) => kind === 'mentor')
  if (!person.mentor && !agreed)
    return { replies: [{ text: 'Kakak memang tidak ada di daftar mentor, jadi tidak ada yang diubah.' }] }
  return {
    replies: [
      {
        text: 'Sudah, Kak. Kakak tidak ada lagi di daftar mentor, dan pertanyaan yang belum dijawab tidak menunggu Kakak lagi. Terima kasih banyak sudah membantu.',
      },
    ],
    effects: [{ kind: 'withdrawConsent', consents: ['mentor'] }],
  }
})
