import { dayIn, longDay } from '../../domain/day.ts'
import { ownLine } from '../documents/showing.ts'
import { readableCheck } from '../eligibility/check.ts'
import { type Place, saying } from '../flow.ts'
import { draftAnswers } from '../form/walk.ts'
import { channelList } from '../joining/channels.ts'
import { readableMentor } from '../mentor/volunteer.ts'
import { readableDraft } from '../offer/draft.ts'
import { readableOffer } from '../offer/questions.ts'
import { readable } from '../registration/registration.ts'
import { isOutdated } from '../registration/rules.ts'
import { readableWork } from '../work/contract.ts'
import { CONSENTS } from './consent-words.ts'
import { receipt } from './receipt.ts'

/** *lihat data*: everything stored about me, readable. */
export const showData = saying('lihat-data', (place) => {
  const { registrations, consents, openTicket, openClaim, keptFiles, documents = [], elsewhere } = place.person
  const { office } = place.knowledge
  const day = (at: Date) => longDay(dayIn(office.zone, at))
  const nothing =
    registrations.length === 0 &&
    consents.length === 0 &&
    !isAnythingKept(place) &&
    !openTicket &&
    !place.person.work &&
    !place.person.mentor &&
    !openClaim &&
    !keptFiles &&
    documents.length === 0 &&
    !elsewhere
  if (nothing)
    return {
      replies: [
        {
          text: 'Saya belum menyimpan data pribadi Kakak. Yang ada hanya catatan bahwa chat ini pernah dibuka. Ketik *menu* untuk yang lain.',
        },
      ],
    }
  const { line, effect } = receipt('lihat', place)
  const parts = [
    '*Data Kakak yang kami simpan*',
    ...registrations.map(
      (r) => `*Pendaftaran ${r.number}* (dikirim ${day(r.submittedAt)})\n\n${readable(r.answers, place)}`,
    ),
    place.person.work && `${readableWork(place.person.work, place)}\nMembetulkan: ketik *kontrak saya*.`,
    place.person.mentor &&
      `${readableMentor(place.person.mentor, place)}\nKeluar dari daftar: ketik *berhenti jadi mentor*.`,
    place.person.answeredCheckins &&
      `*Jawaban tanya kabar*: ${place.person.answeredCheckins} kali dijawab. Petugas melihatnya sebagai jumlah, tanpa nama.`,
    unsent(place),
    checked(place),
    offer(place),
    offerAnswers(place),
    openTicket !== undefined && `*Percakapan dengan petugas* yang masih terbuka (nomor ${openTicket})`,
    openClaim !== undefined &&
      '*Permintaan mencocokkan data*: nama, tanggal lahir, dan angkatan atau nomor pendaftaran yang Kakak tulis, sampai petugas selesai mencocokkan',
    keptFiles && `*Foto dan berkas untuk petugas*: ${keptFiles}, tersimpan bersama percakapannya`,
    documents.length > 0 && `*Dokumen*\n${documents.map((one) => `• ${ownLine(one, place)}`).join('\n')}`,
    elsewhere && `*Chat yang tersambung*: ${channelList(elsewhere)} (ketik *pisahkan* untuk memisahkan)`,
    consents.length > 0 &&
      `*Persetujuan*\n${consents.map((c) => `• ${CONSENTS[c.kind].name}: teks versi ${longDay(c.version)}, disetujui ${day(c.givenAt)}${isOutdated(c, place) ? ' (teksnya sudah berubah: ketik *izin*)' : ''}`).join('\n')}`,
    place.person.restricted &&
      '*Pemakaiannya sedang dibatasi*: hanya disimpan, tidak dipakai. Ketik *buka batasan* untuk membukanya.',
    `Data tersandi di penyimpanan kami dan hanya dibuka petugas ${office.name} yang berwenang; *jejak data* menunjukkan kapan. Ketik *ubah data*, *tarik izin*, *batasi data*, atau *hapus data* bila perlu. Pertanyaan soal data: ${office.dataProtection.contact}.`,
    `${line}. Salinan lengkapnya menyusul sebagai berkas di chat ini.`,
  ]
  return {
    replies: [{ text: parts.filter(Boolean).join('\n\n') }],
    effects: [effect, { kind: 'makeFile', purpose: 'salinan-data' }],
  }
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
export const isAnythingKept = (place: Place) =>
  offer(place) !== undefined || Object.keys(place.keptForms).some((flow) => flow !== 'cek-tawaran')
