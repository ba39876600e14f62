/** What is said around a claim, to the person and to staff. */
import type { AlumniClaim, AlumniConflict, AlumniRecord, ClaimSeen } from '../../domain/alumni.ts'
import type { Choice, Reply } from '../../domain/chat.ts'
import { longDay, longMoment } from '../../domain/day.ts'
import { TRIES_MINUTES } from '../../domain/joining.ts'
import { quote } from '../../domain/markup.ts'
import { formatPhone } from '../../domain/phone.ts'
import type { Place } from '../flow.ts'
import { answerTime } from '../waiting.ts'

const ASK_STAFF: Choice = { id: 'menu:petugas', label: 'Bicara dengan petugas' }

/** For those who are in another chat already, and cannot write from it any more. */
export const lostOpening = ({ knowledge: { office } }: Place): string =>
  `Pernah mendaftar atau chat di sini dari HP, nomor, atau akun lain, Kak? Data Kakak bisa dipindahkan ke chat ini sesudah petugas ${office.name} memastikan orangnya.\n\n*HP lamanya masih ada?* Ketik *sambungkan* saja: lebih cepat, tanpa menunggu petugas.\n\nKalau tidak, saya tanya tiga hal: nama, tanggal lahir, dan nomor pendaftaran. Jawabannya hanya dipakai petugas untuk mencocokkan, lalu dihapus. Tidak jadi? Ketik *batal*.`

export const opening = ({ knowledge: { office } }: Place): string =>
  `Pernah berangkat atau ikut program lewat ${office.name}, Kak? Data Kakak yang dulu bisa disambungkan ke chat ini sesudah dicocokkan petugas.\n\nSaya tanya tiga hal: nama, tanggal lahir, dan angkatan. Jawabannya hanya dipakai petugas untuk mencocokkan, lalu dihapus. Tidak jadi? Ketik *batal*.`

export const WAITING: Reply = {
  text: 'Permintaan Kakak masih menunggu dicocokkan petugas. Hasilnya dikabari di chat ini. Ada yang salah tulis? Pilih *Tulis ulang*.',
  choices: [
    { id: 'ulang', label: 'Tulis ulang' },
    { id: 'menu:menu', label: 'Menu' },
  ],
}

/** Matched already, or they were here all the way. */
export const KNOWN: Reply = {
  text: 'Kakak sudah tercatat sebagai alumni di chat ini. Ketik *lihat data* untuk memeriksanya. Ada catatan lain yang belum tersambung? Ketik *petugas*.',
}

export const LIMITED: Reply = {
  text: `Sudah terlalu sering dicoba dari chat ini, Kak. Demi menjaga data orang, tunggu ${TRIES_MINUTES} menit, lalu coba lagi. Kalau perlu bantuan, ketik *petugas*.`,
  choices: [ASK_STAFF],
}

const said = ({ name, birthDate, batch, lost }: AlumniClaim): string =>
  [
    `• Nama: *${quote(name)}*`,
    `• Tanggal lahir: *${longDay(birthDate)}*`,
    `• ${lost ? 'Nomor pendaftaran' : 'Angkatan'}: *${batch === '' ? 'tidak ingat' : quote(batch)}*`,
  ].join('\n')

export const review = (claim: AlumniClaim): Reply => ({
  text: `Ini yang akan dibaca petugas:\n\n${said(claim)}\n\nDengan mengirimnya, Kakak setuju petugas memakai tiga jawaban ini untuk mencocokkan data. Kirim?`,
  choices: [
    { id: 'kirim', label: 'Ya, kirim' },
    { id: 'ulang', label: 'Tulis ulang' },
    { id: 'tidak', label: 'Tidak jadi' },
  ],
})

export const sent = (place: Place): Reply => ({
  text: `Terima kasih, Kak, sudah saya teruskan. Petugas mencocokkannya pada jam kerja, dan hasilnya dikabari di chat ini. ${answerTime(place)}\n\nSebelum itu saya tidak bisa memperlihatkan apa pun, juga tidak bisa bilang apakah nama Kakak ada di daftar. Itu untuk menjaga data semua orang.`,
})

export function decidedNotice({ matched, lost }: { matched: boolean; lost: boolean }): Reply {
  if (matched && lost)
    return {
      text: 'Kabar baik, Kak: petugas sudah mencocokkan data Kakak, dan semuanya sekarang ada di chat ini. Chat yang lama tidak bisa melihatnya lagi. Ketik *status* atau *lihat data* untuk memeriksanya. Ada yang keliru? Ketik *petugas*.',
    }
  if (lost)
    return {
      text: 'Petugas belum bisa memastikan data Kakak dari yang ditulis. Ketik *hp hilang* untuk menulis ulang, atau datang ke kantor membawa KTP. Mau bertanya? Ketik *petugas*.',
      choices: [ASK_STAFF],
    }
  if (matched)
    return {
      text: 'Kabar baik, Kak: petugas sudah mencocokkan data Kakak yang dulu, dan sekarang tersambung ke chat ini. Ketik *lihat data* untuk memeriksanya. Ada yang keliru? Ketik *petugas*.',
    }
  return {
    text: 'Petugas belum menemukan catatan yang cocok dengan yang Kakak tulis. Bisa jadi ejaan nama, tanggal lahir, atau angkatannya berbeda di daftar kantor. Ketik *alumni* untuk menulis ulang, atau *petugas* untuk bertanya.',
    choices: [ASK_STAFF],
  }
}

/** To the chat that was left behind: if somebody else did it, its owner learns of it here. */
export const MOVED_AWAY: Reply = {
  text: 'Data Kakak dipindahkan petugas dari chat ini ke chat lain, karena ada yang menyampaikan bahwa HP atau akun ini hilang. Chat ini mulai dari awal.\n\n*Bukan Kakak yang meminta?* Segera ketik *petugas*.',
  choices: [ASK_STAFF],
}

export const claimNotice = ({ claim, lost }: { claim: number; lost: boolean }): Reply => ({
  text: `${lost ? 'Ada yang HP atau akun lamanya hilang dan minta datanya dipindahkan ke chat baru' : 'Ada yang minta datanya dicocokkan sebagai alumni'} (permintaan ${claim}). Ketik *meja* untuk memeriksa.`,
  choices: [{ id: `cocokkan:buka=${claim}`, label: 'Periksa' }],
})

const CONFLICTS: Record<AlumniConflict, string> = {
  tersambung: 'catatan ini sudah tersambung dengan sebuah chat',
  sendiri: 'catatan ini sudah ada di chat orang ini',
  nik: 'NIK-nya lain dari NIK di pendaftaran orang ini: dua orang yang berbeda',
  berjalan: 'orang ini dan catatan itu sama-sama punya pendaftaran yang masih berjalan; selesaikan salah satunya dulu',
}

/** What the person says and what the office has, side by side. */
export function sideBySide({ id, at, said: claim, records }: ClaimSeen, place: Place): Reply {
  if (!claim) return { text: `Permintaan ${id} sudah diputuskan.`, choices: [BACK] }
  const { zone } = place.knowledge.office
  const found =
    records.length === 0
      ? [
          'Tidak ada catatan dengan nama dan tanggal lahir itu. Kalau Kakak menemukannya di ekspor, ketik nomornya (LA-…).',
        ]
      : records.map((record) => recordText(record, place))
  const fitting = records.filter(({ conflict }) => conflict === undefined)
  return {
    text: [
      `*${claim.lost ? 'HP hilang, permintaan' : 'Permintaan alumni'} ${id}* (${longMoment(zone, at)})`,
      `*Kata orangnya*\n${said(claim)}`,
      ...found,
    ].join('\n\n'),
    choices: [
      ...fitting.map(({ number }) => ({
        id: `${claim.lost ? 'pindah' : 'cocok'}=${id}=${number}`,
        label: `${claim.lost ? 'Pindahkan' : 'Cocok'}: ${number}`,
      })),
      { id: `tolak=${id}`, label: 'Tidak ada yang cocok' },
      BACK,
    ],
  }
}

export const BACK: Choice = { id: 'semua', label: 'Permintaan lain' }

function recordText({ number, stage, schemes, batch, answers, conflict }: AlumniRecord, { knowledge }: Place): string {
  const { fullName, birthDate, regency, school, phone, nik } = answers
  const names = schemes.map((id) => knowledge.schemes.find((scheme) => scheme.id === id)?.short ?? id)
  const place = knowledge.areas.regencies.find(({ code }) => code === regency)?.name
  const lines = [
    ['Nama', fullName],
    ['Tanggal lahir', typeof birthDate === 'string' && longDay(birthDate)],
    ['Angkatan', batch],
    ['Skema', names.join(', ')],
    ['Tahap', stage],
    ['Kabupaten/kota', place],
    ['Sekolah', school],
    ['HP', typeof phone === 'string' && formatPhone(phone)],
    ['NIK', typeof nik === 'string' && /^\d{16}$/.test(nik) && `berakhiran ${nik.slice(-4)}`],
  ].flatMap(([label, value]) => (value ? [`• ${label}: *${quote(String(value))}*`] : []))
  const why = conflict ? `\n⚠️ Tidak bisa disambungkan: ${CONFLICTS[conflict]}.` : ''
  return `*Catatan ${number}*\n${lines.join('\n')}${why}`
}

const CHECK =
  'Pastikan dulu bahwa itu memang dia: telepon nomor yang tercatat, atau tanyakan hal yang hanya dia tahu. Nama dan tanggal lahir saja bisa diketahui orang lain.'
const CHECK_LOST =
  'Pastikan dulu bahwa itu memang dia: minta datang membawa KTP, atau telepon nomor *yang tercatat*, bukan nomor yang baru ia sebut. Orang yang memegang HP curian juga bisa tahu nama dan tanggal lahir.'

export const confirm = (claim: number, number: string, lost: boolean): Reply => ({
  text: lost
    ? `Pindahkan catatan *${quote(number)}* dan semua data orangnya ke chat baru di permintaan ${claim}? Chat lamanya mulai dari awal dan dikabari.\n\n${CHECK_LOST}`
    : `Sambungkan catatan *${quote(number)}* dengan orang di permintaan ${claim}? Sesudah itu orangnya bisa melihat data di catatan ini.\n\n${CHECK}`,
  choices: [
    { id: `ya=${claim}=${number}`, label: lost ? 'Ya, pindahkan' : 'Ya, sambungkan' },
    { id: `buka=${claim}`, label: 'Kembali' },
  ],
})
