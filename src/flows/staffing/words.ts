/** What is said around joining and leaving the staff. */
import type { Channel, Choice, Reply } from '../../domain/chat.ts'
import { spacedCode, TRIES_MINUTES } from '../../domain/joining.ts'
import { quote } from '../../domain/markup.ts'
import type { StaffRole } from '../../domain/person.ts'
import { INVITE_HOURS, type InviteFound, type Member } from '../../domain/staffing.ts'
import type { Place } from '../flow.ts'
import { CHANNELS } from '../joining/channels.ts'

/** What each role may do, in a few words. */
const ROLE_WORDS: Record<StaffRole, string> = {
  admin: 'admin (bisa juga mengundang dan mengeluarkan petugas)',
  petugas: 'petugas',
}

export const MEMBERS: Choice = { id: 'petugas-kantor:daftar', label: 'Petugas kantor' }
export const INVITE: Choice = { id: 'undang:mulai', label: 'Undang petugas' }

export const ONLY_ADMIN: Reply = {
  text: 'Yang bisa mengundang dan mengeluarkan petugas hanya admin kantor. Minta admin melakukannya.',
}

/** A message that can be passed on as it is, and what the admin is to do with it. */
export function codeShown(
  code: string,
  role: StaffRole,
  name: string | undefined,
  { knowledge: { office } }: Place,
): Reply[] {
  return [
    {
      text: [
        `Halo${name ? ` ${quote(name)}` : ''}! Ini undangan menjadi ${role} di asisten ${office.botName} (${office.name}).`,
        `Buka chat ${office.botName}, lalu kirim persis ini:\n*gabung ${spacedCode(code)}*`,
        `Kodenya berlaku ${INVITE_HOURS} jam dan sekali pakai. Jangan diteruskan ke orang lain.`,
      ].join('\n\n'),
    },
    {
      text: `Undangan sebagai *${role}* sudah jadi. Teruskan pesan di atas *hanya kepada orangnya*, lewat jalur yang Kakak percaya. Begitu ia bergabung, semua admin diberi tahu.`,
      choices: [MEMBERS],
    },
  ]
}

/** What *gabung* without a code means. */
export const NEED_INVITE: Reply = {
  text: 'Punya kode undangan petugas dari admin kantor? Kirim *gabung* dan kodenya, misalnya *gabung 4821 7359*.\n\nMau mendaftar kerja ke luar negeri? Ketik *daftar*.',
}

export const ASK_NAME =
  'Siapa nama Kakak? Nama ini dilihat orang di setiap jawaban Kakak, misalnya *Rina*. Paling panjang 40 huruf.'

/** Who invites, and to what. */
export function question(
  { role, by }: Extract<InviteFound, { outcome: 'open' }>,
  name: string,
  { knowledge: { office } }: Place,
): Reply {
  const who = by === undefined ? 'Yang merawat komputer kantor' : `*${quote(by)}*`
  return {
    text: [
      `${who} mengundang Kakak menjadi *${ROLE_WORDS[role]}* di ${office.name}. Nama yang dilihat orang: *${quote(name)}*.`,
      'Sesudah bergabung, Kakak melihat pesan dan data orang. Semua yang dibuka dicatat, dan hanya boleh dipakai untuk melayani mereka. Bergabung?',
    ].join('\n\n'),
    choices: [
      { id: 'ya', label: 'Ya, bergabung' },
      { id: 'nama', label: 'Ganti nama' },
      { id: 'tidak', label: 'Tidak jadi' },
    ],
  }
}

export const welcome = (name: string, role: StaffRole): Reply => ({
  text: `Selamat bergabung, Kak ${quote(name)}. Sekarang chat ini chat ${role}: kabar dari orang masuk ke sini. Pasang kunci layar di HP ini, karena siapa yang memegangnya bisa membaca data orang. Ketik *meja* untuk mulai.`,
  choices: [{ id: 'menu:meja', label: 'Meja petugas' }],
})

const LEFT = (tries: number) =>
  tries > 0 ? `Masih bisa dicoba ${tries} kali.` : `Tunggu ${TRIES_MINUTES} menit sebelum mencoba lagi.`

export function refused(found: Exclude<InviteFound, { outcome: 'open' }>): Reply {
  switch (found.outcome) {
    case 'limited':
      return {
        text: `Sudah terlalu banyak kode yang salah dari chat ini, Kak. Tunggu ${TRIES_MINUTES} menit, lalu minta kode baru ke admin kantor.`,
      }
    case 'used':
      return { text: `Kode itu sudah dipakai. Minta kode baru ke admin kantor. ${LEFT(found.triesLeft)}` }
    case 'old':
      return {
        text: `Kode itu sudah lewat ${INVITE_HOURS} jam, jadi tidak berlaku lagi. Minta kode baru ke admin kantor. ${LEFT(found.triesLeft)}`,
      }
    case 'wrong':
      return {
        text: `Kode itu tidak cocok, Kak. Periksa lagi angkanya, atau minta kode baru ke admin kantor. ${LEFT(found.triesLeft)}`,
      }
  }
}

export function staffJoined({
  name,
  role,
  channel,
  by,
}: {
  name: string
  role: StaffRole
  channel: Channel
  by: string | undefined
}): Reply {
  const who = by === undefined ? 'perintah di komputer kantor' : quote(by)
  return {
    text: `*${quote(name)}* bergabung sebagai *${role}* lewat ${CHANNELS[channel]}, diundang ${who}. Bukan orang yang dimaksud? Keluarkan sekarang: ketik *petugas kantor*.`,
    choices: [MEMBERS],
  }
}

export function staffLeft({ name, by, tickets }: { name: string; by: string; tickets: number[] }): Reply {
  const free = tickets.length > 0 ? ` Tiket ${tickets.join(', ')} kembali ke meja dan perlu diambil petugas lain.` : ''
  return {
    text: `*${quote(name)}* sudah tidak bertugas (dikeluarkan ${quote(by)}).${free}`,
    choices: [{ id: 'meja:depan', label: 'Meja petugas' }],
  }
}

export const DISMISSED: Reply = {
  text: 'Hak Kakak sebagai petugas di asisten ini sudah dicabut admin kantor. Kabar dan data orang tidak masuk lagi ke chat ini. Hapus juga yang masih tersimpan di HP, ya.',
}

/** One line each. */
export const memberLines = (members: readonly Member[], me: string | undefined): string =>
  members.map(({ id, name, role }) => `• *${quote(name)}* – ${role}${id === me ? ' (Kakak sendiri)' : ''}`).join('\n')
