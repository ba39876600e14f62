import type { Api } from 'grammy'

/** The bot's command menu. Every command is understood in any chat, also without the stroke. */
export const COMMANDS = [
  { command: 'start', description: 'Mulai' },
  { command: 'menu', description: 'Lihat semua pilihan' },
  { command: 'daftar', description: 'Daftar minat kerja ke luar negeri' },
  { command: 'status', description: 'Lihat status pendaftaran saya' },
  { command: 'jadwal', description: 'Lihat jadwal' },
  { command: 'petugas', description: 'Bicara dengan petugas' },
  { command: 'berhenti', description: 'Berhenti menerima kabar' },
  { command: 'data', description: 'Lihat, ubah, atau hapus data saya' },
]

/** Shown in a chat that has not begun yet; at most 512 characters. */
export const DESCRIPTION = [
  'Halo, Kak! Saya asisten chat untuk yang ingin kerja ke luar negeri: tanya syarat, biaya, dan cara aman berangkat, atau daftar minat.',
  'Gratis. Saya tidak pernah meminta uang. Kalau ada yang minta bayar atas nama kami, itu penipuan.',
  'Saya bukan SISKOP2MI dan tidak menggantikan pendaftaran resmi di sana.',
  'Ketuk Mulai, ya.',
].join('\n\n')

/** Shown in the bot's profile and when somebody shares it; at most 120 characters. */
export const SHORT_DESCRIPTION =
  'Info dan pendaftaran kerja ke luar negeri. Gratis, tidak pernah minta uang. Bukan SISKOP2MI.'

/** Tells Telegram what to show of us. Throws what grammY throws. */
export async function introduce(api: Api): Promise<void> {
  await api.setMyCommands(COMMANDS)
  await api.setMyDescription(DESCRIPTION)
  await api.setMyShortDescription(SHORT_DESCRIPTION)
}
