/** What is said around a code. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { CODE_MINUTES, type JoinFound, spacedCode, TRIES_MINUTES } from '../../domain/joining.ts'
import type { Place } from '../flow.ts'
import { channelList } from './channels.ts'

const ASK_STAFF: Choice = { id: 'menu:petugas', label: 'Bicara dengan petugas' }
const OTHER_CODE: Choice = { id: 'tulis', label: 'Tulis kode lagi' }

export const YES_OR_NO: Choice[] = [
  { id: 'ya', label: 'Ya, sambungkan' },
  { id: 'tidak', label: 'Tidak jadi' },
]

export const NEED_CODE =
  'Buka chat Kakak yang satu lagi, ketik *sambungkan* di sana, dan minta kode. Lalu tulis kodenya di sini, misalnya *4821 7359*.'

/** What *sambungkan* is for, and the two ways to begin. */
export function explain({ person: { elsewhere } }: Place): Reply {
  const text = [
    elsewhere
      ? `Chat ini sudah tersambung dengan chat Kakak di ${channelList(elsewhere)}. Mau memisahkan? Ketik *pisahkan*. Masih ada chat lain?`
      : 'Kakak chat dengan saya di dua tempat, misalnya di Telegram dan WhatsApp? Keduanya bisa disambungkan, jadi pendaftaran dan isian Kakak terlihat di dua-duanya.',
    'Caranya: minta kode di chat yang satu, lalu tulis kode itu di chat yang satunya.',
  ].join('\n\n')
  const choices = [
    { id: 'kode', label: 'Minta kode di sini' },
    { id: 'tulis', label: 'Saya sudah punya kode' },
    { id: 'tidak', label: 'Tidak jadi' },
  ]
  return { text, choices }
}

export const codeShown = (code: string): Reply => ({
  text: [
    `Kode Kakak: *${spacedCode(code)}*`,
    `Buka chat Kakak yang satu lagi, lalu ketik di sana:\n*sambungkan ${spacedCode(code)}*`,
    `Kode ini berlaku ${CODE_MINUTES} menit dan hanya sekali pakai. *Jangan diberikan ke siapa pun*, juga yang mengaku petugas: siapa yang memakainya bisa melihat data Kakak.`,
  ].join('\n\n'),
})

export const TWO_PEOPLE: Reply = {
  text: 'Maaf, Kak, dua chat ini belum bisa disambungkan. Isian di keduanya seperti milik dua orang: NIK atau tanggal lahirnya berbeda, atau NIK-nya belum ada. Supaya data orang tidak tercampur, tidak ada yang saya ubah.\n\nKalau memang milik Kakak semua, petugas bisa membantu. Salah ketik di isian? Perbaiki dengan *ubah data*, lalu coba lagi.',
  choices: [ASK_STAFF],
}

/** `typed`: a code was written just now; else a button was tapped. */
export function REFUSED(behind: Exclude<JoinFound, { outcome: 'open' }>, typed: boolean, { person }: Place): Reply {
  switch (behind.outcome) {
    case 'limited':
      return {
        text: `Sudah terlalu banyak kode yang salah dari chat ini, Kak. Demi menjaga data orang, tunggu ${TRIES_MINUTES} menit, lalu coba dengan kode baru. Kalau perlu bantuan, ketik *petugas*.`,
        choices: [ASK_STAFF],
      }
    case 'own':
      return {
        text: 'Itu kode dari chat ini sendiri, Kak. Tulisnya di chat yang satu lagi: buka chat itu, ketik *sambungkan* dan kodenya.',
      }
    case 'joined':
      return { text: 'Dua chat ini sudah tersambung, Kak. Tidak perlu apa-apa lagi. Ketik *menu* untuk yang lain.' }
    case 'used':
      return {
        text: 'Kode itu sudah dipakai, Kak; satu kode hanya untuk sekali. Minta kode baru di chat yang satu lagi. Kalau bukan Kakak yang memakainya, ketik *petugas*.',
        choices: [OTHER_CODE],
      }
    case 'busy':
      return typed
        ? { text: 'Sebentar, Kak, chat yang satunya masih saya balas. Tulis kodenya sekali lagi ya.' }
        : { text: 'Sebentar, Kak, chat yang satunya masih saya balas. Ketuk sekali lagi ya.', choices: YES_OR_NO }
    default:
      return notRight(behind, typed, person)
  }
}

function notRight(
  { outcome, triesLeft }: Extract<JoinFound, { triesLeft: number }>,
  typed: boolean,
  { elsewhere }: Place['person'],
): Reply {
  if (!typed && elsewhere)
    return { text: `Chat ini sudah tersambung dengan chat Kakak di ${channelList(elsewhere)}. Tidak ada yang diubah.` }
  const why =
    outcome === 'old'
      ? `Kode itu sudah lewat ${CODE_MINUTES} menit, jadi tidak berlaku lagi.`
      : typed
        ? 'Kode itu tidak cocok, Kak. Mungkin salah ketik, atau sudah diganti kode baru.'
        : 'Tidak ada kode yang menunggu di chat ini.'
  const left =
    triesLeft > 0 ? `Masih bisa dicoba ${triesLeft} kali.` : `Tunggu ${TRIES_MINUTES} menit sebelum mencoba lagi.`
  return {
    text: [why, typed && left, 'Minta kode baru di chat yang satu lagi: ketik *sambungkan* di sana.']
      .filter(Boolean)
      .join(' '),
    ...(triesLeft > 0 && { choices: [OTHER_CODE] }),
  }
}
