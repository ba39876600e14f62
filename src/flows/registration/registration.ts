import type { Reply } from '../../domain/chat.ts'
import { type Answers, type Registration, running } from '../../domain/registration.ts'
import { fromCheck } from '../eligibility/answers.ts'
import type { Flow, Place, Turn } from '../flow.ts'
import { form } from '../form/form.ts'
import type { FormSpec } from '../form/question.ts'
import { storedList } from '../form/review.ts'
import { describe } from '../status.ts'
import { background } from './background.ts'
import { body } from './body.ts'
import { contact } from './contact.ts'
import { family } from './family.ts'
import { identity } from './identity.ts'
import { consent, interest } from './interest.ts'
import { agreed } from './rules.ts'
import { skills } from './skills.ts'

/** Who has agreed before has begun before; what was sent then is kept, also where it has come to its end. */
const hasLost = ({ person }: Place) =>
  person.registrations.length === 0 && person.consents.some(({ kind }) => kind === 'registrasi')
const AGAIN = 'Isian yang dulu sudah tidak ada: dihapus, atau terlalu lama tidak dilanjutkan.'

const DROP_ALL = {
  ask: 'Hapus semua jawaban yang sudah diisi? Kalau hanya mau berhenti dulu, pilih *Jeda saja*: jawabannya tetap tersimpan.',
  yes: 'Ya, hapus isian',
  done: 'Baik, Kak. Isiannya sudah saya hapus.',
}
const DROP_CHANGES = {
  ask: 'Batalkan perubahan ini? Pendaftaran yang sudah terkirim tetap seperti semula. Kalau hanya mau berhenti dulu, pilih *Jeda saja*.',
  yes: 'Ya, batalkan',
  done: 'Baik, Kak. Perubahannya dibatalkan; pendaftaran yang sudah terkirim tidak berubah.',
}

const spec: FormSpec = {
  name: 'daftar',
  title: 'formulir pendaftaran',
  sections: [consent, interest, identity, contact, family, background, skills, body],
  opening: (place) => [
    {
      text: `${hasLost(place) ? `${AGAIN} ` : ''}Kita mulai pendaftarannya, Kak. Ada sekitar 30 pertanyaan pendek, kira-kira 10 menit. Boleh dicicil: ketik *jeda* untuk berhenti, *lanjut* untuk meneruskan, *kembali* untuk mengubah jawaban sebelumnya. Gratis, tidak ada biaya apa pun.${Object.keys(fromCheck(place)).length > 0 ? ' Jawaban dari *cek syarat* dipakai lagi, dan bisa diperiksa sebelum dikirim.' : ''}`,
    },
  ],
  known: (answers, place) => (agreed('registrasi', answers, place) ? fromCheck(place) : {}),
  goingOn: ({ person }) =>
    running(person.registrations)
      ? 'Kita ubah pendaftarannya, Kak. Perubahan baru berlaku sesudah dikirim.'
      : 'Kita lanjutkan pendaftarannya, Kak.',
  dropping: ({ person }) => (running(person.registrations) ? DROP_CHANGES : DROP_ALL),
  about: ({ schemes }) => (Array.isArray(schemes) && schemes.length === 1 ? String(schemes[0]) : undefined),
  submit,
}

const filled = form(spec)

/** *daftar*: the registration form. Whoever has sent it may open it again and send it under the same number. */
export const registration: Flow = {
  ...filled,
  enter(draft, place) {
    const sent = running(place.person.registrations)
    return draft === undefined && sent ? already(sent, place) : filled.enter(draft, place)
  },
  receive(draft, heard, place) {
    const sent = running(place.person.registrations)
    if (draft === undefined && sent) {
      if (heard.kind === 'choice' && heard.id === 'perbarui') return filled.enter({ answers: sent.answers }, place)
      return heard.kind === 'text' ? { ...already(sent, place), unclear: true } : already(sent, place)
    }
    return filled.receive(draft, heard, place)
  },
}

function already(sent: Registration, place: Place): Turn {
  const choices = [
    { id: 'perbarui', label: 'Ubah jawaban saya' },
    { id: 'menu:menu', label: 'Menu' },
  ]
  return { draft: undefined, replies: [{ text: `Kakak sudah terdaftar.\n\n${describe(sent, place)}`, choices }] }
}

/** A registration's answers as a readable list, for the person and for staff. */
export const readable = (answers: Answers, place: Place): string => storedList(spec, answers, place)

function submit(
  answers: Answers,
  place: Place,
): { replies: Reply[]; effects: Extract<Turn['effects'], object>; goTo?: string } {
  const number = running(place.person.registrations)?.number ?? place.freshNumber
  const schemes = answers.schemes as string[]
  const { office } = place.knowledge
  const text = [
    `Terima kasih, Kak! Pendaftaran sudah terkirim.\nNomor pendaftaran: *${number}*`,
    '*Selanjutnya:* petugas memeriksa isiannya, lalu hasilnya dikabari di chat ini. Ketik *status* kapan saja untuk melihat sampai mana.',
    `*Penting:* ini catatan minat di ${office.name}. Ini *bukan* pendaftaran resmi SISKOP2MI, bukan tanda lolos, dan bukan janji berangkat.`,
    'Untuk pendaftaran resmi: buat akun di siskop2mi.bp2mi.go.id dengan NIK Kakak, isi lamaran saat program dibuka, lalu bawa dokumen asli ke BP3MI untuk diperiksa. Jangan titipkan akun atau dokumen ke calo.',
    'Kami tidak pernah meminta uang untuk pendaftaran ini.',
  ].join('\n\n')
  return {
    replies: [
      {
        text,
        choices: [
          { id: 'menu:status', label: 'Status saya' },
          { id: 'menu:panduan', label: 'Panduan berangkat aman' },
          { id: 'menu:menu', label: 'Menu' },
        ],
      },
    ],
    effects: [{ kind: 'submitRegistration', number, schemes, answers }],
  }
}
