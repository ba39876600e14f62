/** Rights of UU 27/2022 in the chat: see, correct, withdraw, delete. */
import { z } from 'zod'
import { dayIn, longDay } from '../domain/day.ts'
import { defineFlow, type Flow, type Place, saying } from './flow.ts'
import { readable } from './registration/registration.ts'

const CONSENTS = { registrasi: 'pendaftaran', kesehatan: 'data badan' }

/** *lihat data*: everything stored about me, readable. */
export const showData = saying('lihat-data', (place) => {
  const { registrations, consents } = place.person
  const { office } = place.knowledge
  const day = (at: Date) => longDay(dayIn(office.zone, at))
  if (registrations.length === 0 && consents.length === 0 && place.openForms.length === 0)
    return {
      replies: [
        { text: 'Saya belum menyimpan data pribadi Kakak. Yang ada hanya catatan bahwa chat ini pernah dibuka.' },
      ],
    }
  const parts = [
    '*Data Kakak yang kami simpan*',
    ...registrations.map(
      (r) => `*Pendaftaran ${r.number}* (dikirim ${day(r.submittedAt)})\n\n${readable(r.answers, place)}`,
    ),
    place.openForms.includes('daftar') &&
      `Formulir yang belum dikirim: dihapus sendiri setelah ${office.retention.draftDays} hari. Ketik *lanjut* untuk melihatnya.`,
    consents.length > 0 &&
      `*Persetujuan*\n${consents.map((c) => `• ${CONSENTS[c.kind]}: teks versi ${longDay(c.version)}, disetujui ${day(c.givenAt)}`).join('\n')}`,
    `Data tersandi di penyimpanan kami dan hanya dibuka petugas ${office.name} yang berwenang. Ketik *ubah data*, *tarik izin*, atau *hapus data* bila perlu. Pertanyaan soal data: ${office.dataProtection.contact}.`,
  ]
  return { replies: [{ text: parts.filter(Boolean).join('\n\n') }] }
})

/** A question with yes and no; `yes` is done only after a tap or a typed yes. */
function confirming(
  name: string,
  ask: (place: Place) => string,
  yesLabel: string,
  yes: (place: Place) => Omit<ReturnType<Flow['enter']>, 'draft'>,
): Flow {
  const choices = [
    { id: 'ya', label: yesLabel },
    { id: 'tidak', label: 'Tidak jadi' },
  ]
  return defineFlow({
    name,
    draft: z.object({}),
    fresh: {},
    enter: (draft, place) => ({ draft, replies: [{ text: ask(place), choices }] }),
    receive(draft, heard, place) {
      if (heard.kind === 'text') return { draft, replies: [{ text: ask(place), choices }], unclear: true }
      if (heard.kind === 'choice' && heard.id === 'ya') return { draft: undefined, ...yes(place) }
      return { draft: undefined, replies: [{ text: 'Baik, Kak, tidak ada yang diubah.' }] }
    },
  })
}

/** *hapus data* */
export const deleteData = confirming(
  'hapus-data',
  () =>
    'Kalau dihapus, pendaftaran, isian, persetujuan, dan percakapan dengan petugas hilang dan *tidak bisa dikembalikan*. Yang tersisa hanya catatan tanpa nama bahwa ada data yang pernah dihapus. Hapus semua data Kakak?',
  'Ya, hapus semua',
  () => ({
    replies: [{ text: 'Semua data Kakak sudah saya hapus. Kalau nanti mau mulai lagi, ketik *menu*.' }],
    effects: [{ kind: 'forgetPerson' }],
  }),
)

/** *tarik izin*: data may no longer be used; the registration is taken back. */
export const withdraw = confirming(
  'tarik-izin',
  ({ person }) =>
    person.consents.length === 0
      ? 'Kakak belum pernah memberi izin, jadi tidak ada yang perlu ditarik. Tetap lanjut?'
      : 'Kalau izin ditarik, pendaftaran Kakak dibatalkan dan isinya dihapus, juga formulir yang belum dikirim. Tarik izin?',
  'Ya, tarik izin',
  ({ person }) => ({
    replies: [
      {
        text: 'Izin sudah ditarik. Pendaftaran dibatalkan dan isinya sudah dihapus. Yang tersisa hanya catatan bahwa Kakak pernah setuju dan menarik izin. Mau menghapus itu juga, termasuk percakapan dengan petugas? Ketik *hapus data*.',
      },
    ],
    effects: [
      { kind: 'withdrawConsent' },
      ...person.registrations.map((r) => ({ kind: 'withdrawRegistration', number: r.number }) as const),
    ],
  }),
)
