/** Rights of UU 27/2022 in the chat: see, correct, withdraw, delete. */
import type { Reply } from '../domain/chat.ts'
import { dayIn, longDay } from '../domain/day.ts'
import { running } from '../domain/registration.ts'
import { confirming } from './confirming.ts'
import { readableCheck } from './eligibility/check.ts'
import { type Place, saying } from './flow.ts'
import { draftAnswers } from './form/walk.ts'
import { channelList } from './joining/channels.ts'
import { readableDraft } from './offer/draft.ts'
import { readableOffer } from './offer/questions.ts'
import { readable } from './registration/registration.ts'

const CONSENTS = {
  registrasi: 'pendaftaran',
  kesehatan: 'data badan di pendaftaran',
  'cek-syarat': 'cek syarat',
  'cek-syarat-badan': 'data badan di cek syarat',
}

/** *lihat data*: everything stored about me, readable. */
export const showData = saying('lihat-data', (place) => {
  const { registrations, consents, openTicket, openClaim, keptFiles, elsewhere } = place.person
  const { office } = place.knowledge
  const day = (at: Date) => longDay(dayIn(office.zone, at))
  const nothing =
    registrations.length === 0 &&
    consents.length === 0 &&
    !isAnythingKept(place) &&
    !openTicket &&
    !openClaim &&
    !keptFiles &&
    !elsewhere
  if (nothing)
    return {
      replies: [
        {
          text: 'Saya belum menyimpan data pribadi Kakak. Yang ada hanya catatan bahwa chat ini pernah dibuka. Ketik *menu* untuk yang lain.',
        },
      ],
    }
  const parts = [
    '*Data Kakak yang kami simpan*',
    ...registrations.map(
      (r) => `*Pendaftaran ${r.number}* (dikirim ${day(r.submittedAt)})\n\n${readable(r.answers, place)}`,
    ),
    unsent(place),
    checked(place),
    offer(place),
    offerAnswers(place),
    openTicket !== undefined && `*Percakapan dengan petugas* yang masih terbuka (nomor ${openTicket})`,
    openClaim !== undefined &&
      '*Permintaan alumni*: nama, tanggal lahir, dan angkatan yang Kakak tulis, sampai petugas selesai mencocokkan',
    keptFiles && `*Foto dan berkas untuk petugas*: ${keptFiles}, tersimpan bersama percakapannya`,
    elsewhere && `*Chat yang tersambung*: ${channelList(elsewhere)} (ketik *pisahkan* untuk memisahkan)`,
    consents.length > 0 &&
      `*Persetujuan*\n${consents.map((c) => `• ${CONSENTS[c.kind]}: teks versi ${longDay(c.version)}, disetujui ${day(c.givenAt)}`).join('\n')}`,
    `Data tersandi di penyimpanan kami dan hanya dibuka petugas ${office.name} yang berwenang. Ketik *ubah data*, *tarik izin*, atau *hapus data* bila perlu. Pertanyaan soal data: ${office.dataProtection.contact}.`,
  ]
  return { replies: [{ text: parts.filter(Boolean).join('\n\n') }] }
})

/** The form that was begun, as far as it was filled in. */
function unsent(place: Place): string | undefined {
  if (!('daftar' in place.openForms)) return undefined
  const days = place.knowledge.office.retention.draftDays
  const answers = readable(draftAnswers(place.openForms.daftar), place) || 'Belum ada jawaban.'
  return `*Formulir yang belum dikirim* (dihapus sendiri ${days} hari sesudah terakhir diisi; ketik *lanjut* untuk meneruskan)\n\n${answers}`
}

/** What was answered to *cek syarat*. */
function checked(place: Place): string | undefined {
  if (!('cek-syarat' in place.keptForms)) return undefined
  const days = place.knowledge.office.retention.draftDays
  return `*Jawaban cek syarat* (dihapus sendiri ${days} hari sesudah terakhir diisi; ketik *cek syarat* untuk hasilnya)\n\n${readableCheck(place) || 'Belum ada jawaban.'}`
}

/** An offer that was looked at, as far as it is still kept. */
function offer(place: Place): string | undefined {
  const kept = readableDraft(place.keptForms['cek-tawaran'])
  const days = place.knowledge.office.retention.draftDays
  return (
    kept &&
    `*Tawaran yang dicek* (isinya dihapus begitu Kakak meneruskannya ke petugas atau mengecek tawaran lain, paling lama ${days} hari)\n\n${kept}`
  )
}

/** What was answered to the questions about an offer, before its verdict. */
function offerAnswers(place: Place): string | undefined {
  if (!('tanya-tawaran' in place.keptForms)) return undefined
  const days = place.knowledge.office.retention.draftDays
  const answers = readableOffer(draftAnswers(place.keptForms['tanya-tawaran']), place) || 'Belum ada jawaban.'
  return `*Jawaban tentang tawaran* (dihapus sendiri ${days} hari sesudah terakhir diisi; ketik *lanjut* untuk meneruskan)\n\n${answers}`
}

/** Whoever only opened *cek tawaran* has left nothing there. */
const isAnythingKept = (place: Place) =>
  offer(place) !== undefined || Object.keys(place.keptForms).some((flow) => flow !== 'cek-tawaran')

const ONLY_CHECKED: Reply = {
  text: 'Kakak belum mendaftar. Yang bisa diubah hanya jawaban cek syarat.',
  choices: [
    { id: 'cek-syarat:ubah', label: 'Ubah jawaban' },
    { id: 'menu:menu', label: 'Menu' },
  ],
}

const ENDED =
  'Pendaftaran Kakak sudah selesai, jadi tidak bisa diubah dari sini. Ada data yang perlu dibetulkan? Ketik *petugas*. Mau mendaftar lagi? Ketik *daftar*.'

/** *ubah data*: leads to the registration, where there is one. */
export const changeData = saying('ubah-data', ({ person, openForms, keptForms }) => {
  if (running(person.registrations) || 'daftar' in openForms) return { replies: [], goTo: 'daftar' }
  if (person.registrations.length > 0) return { replies: [{ text: ENDED }] }
  if ('cek-syarat' in keptForms) return { replies: [ONLY_CHECKED] }
  const text =
    'Belum ada data yang bisa diubah, Kak, karena Kakak belum mendaftar. Ketik *daftar* untuk mulai, atau *menu* untuk yang lain.'
  return { replies: [{ text }] }
})

/** *hapus data* */
export const deleteData = confirming({
  name: 'hapus-data',
  ask: ({ person: { elsewhere } }) =>
    [
      'Kalau dihapus, pendaftaran, isian, tawaran yang dicek, persetujuan, dan percakapan dengan petugas hilang dan *tidak bisa dikembalikan*. Yang tersisa hanya catatan tanpa nama bahwa ada data yang pernah dihapus.',
      elsewhere &&
        `Chat ini tersambung dengan chat Kakak di ${channelList(elsewhere)}. Datanya hilang di *semua* chat itu, dan sambungannya putus.`,
      'Hapus semua data Kakak?',
    ]
      .filter(Boolean)
      .join('\n\n'),
  yes: 'Ya, hapus semua',
  done: ({ person: { elsewhere } }) => ({
    replies: [
      {
        text: `Semua data Kakak sudah saya hapus${elsewhere ? `, juga yang terlihat di ${channelList(elsewhere)}` : ''}. Kalau nanti mau mulai lagi, ketik *menu*.`,
      },
    ],
    effects: [{ kind: 'forgetPerson' }],
  }),
})

/** *tarik izin*: data may no longer be used; the registration is taken back. */
export const withdraw = confirming({
  name: 'tarik-izin',
  needless: (place) =>
    place.person.consents.length === 0 && place.person.registrations.length === 0
      ? `Kakak belum pernah memberi izin, jadi tidak ada yang perlu ditarik. ${isAnythingKept(place) ? 'Mau menghapus yang sudah Kakak isi atau tempel? Ketik *hapus data*.' : 'Ketik *menu* untuk yang lain.'}`
      : undefined,
  ask: 'Kalau izin ditarik, pendaftaran Kakak dibatalkan dan isinya dihapus, juga formulir yang belum dikirim, jawaban cek syarat, tawaran yang dicek, dan jawaban tentang tawaran. Tarik izin?',
  yes: 'Ya, tarik izin',
  done: ({ person }) => ({
    replies: [
      {
        text: `Izin sudah ditarik. ${person.registrations.length > 0 ? 'Pendaftaran dibatalkan dan isinya sudah dihapus.' : 'Isian yang belum dikirim, jawaban cek syarat, dan tawaran yang dicek sudah dihapus.'} Yang tersisa hanya catatan bahwa Kakak pernah setuju dan menarik izin.\n\nMau menghapus itu juga, termasuk percakapan dengan petugas? Ketik *hapus data*. Untuk yang lain ketik *menu*.`,
      },
    ],
    effects: [
      { kind: 'withdrawConsent' },
      ...person.registrations.map((r) => ({ kind: 'withdrawRegistration', number: r.number }) as const),
    ],
  }),
})
