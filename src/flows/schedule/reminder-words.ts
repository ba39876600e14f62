/** What people are told unasked about dates. */
import type { Reply } from '../../domain/chat.ts'
import { quote } from '../../domain/markup.ts'
import { changeOf } from '../../domain/schedule/changes.ts'
import type { Saying } from '../../domain/schedule/plan.ts'
import type { ScheduledDate } from '../../domain/schedule/scheduled-date.ts'
import type { Zone } from '../../domain/zone.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'
import { lackingLine } from '../documents/checklist.ts'
import { daysLeft, detailsOf, forWhom, whatOf, whenOf } from './words.ts'

const FOOT = 'Semua tanggal Kakak: ketik *jadwal*. Tidak mau diingatkan lagi: ketik *berhenti*.'

/** It comes aside, so whoever is filling in a form stays in it. */
export const reminderReply = (knowledge: Knowledge, saying: Saying): Reply => ({
  text: saying.told ? changed(knowledge, saying, saying.told) : coming(knowledge, saying),
  aside: true,
})

function coming(knowledge: Knowledge, { date, zone, lacking, now }: Saying): string {
  const left = daysLeft(date, zone, now)
  return [
    `⏰ *${left.replace(/^./, (letter) => letter.toUpperCase())}: ${whatOf(date)}* – ${forWhom(knowledge, date)}`,
    [`🗓 ${whenOf(date, zone)}`, ...detailsOf(date)].join('\n'),
    ...(lacking ? [lackingLine(knowledge, lacking)] : []),
    FOOT,
  ].join('\n\n')
}

/** `told`: what they heard before. */
function changed(knowledge: Knowledge, { date, zone, now }: Saying, told: ScheduledDate): string {
  const change = changeOf(told, date)
  const what = `${whatOf(told)}* – ${forWhom(knowledge, date)}`
  if (change.kind === 'off')
    return `❌ *Dibatalkan: ${what}\n\nTanggal ${whenOf(told, zone)} yang pernah saya kabarkan *tidak jadi*. Kalau ada tanggal baru, saya kabari di chat ini. ${FOOT}`
  if (change.kind === 'unsure')
    return `⚠️ *Belum pasti lagi: ${what}\n\nTanggal ${whenOf(told, zone)} yang pernah saya kabarkan *belum pasti lagi*. Tunggu kabar dulu ya, Kak; jangan membeli tiket atau membayar apa pun karena tanggal itu. ${FOOT}`
  const parts = change.kind === 'moved' ? change.parts : []
  return [
    `⚠️ *Jadwal berubah: ${whatOf(date)}* – ${forWhom(knowledge, date)}`,
    ['Yang berubah:', ...parts.map((part) => `• ${CHANGED[part](told, date, zone)}`)].join('\n'),
    [`Jadi sekarang (*${daysLeft(date, zone, now)}*):`, `🗓 ${whenOf(date, zone)}`, ...detailsOf(date)].join('\n'),
    `Yang lama tidak berlaku lagi. ${FOOT}`,
  ].join('\n\n')
}

const CHANGED = {
  title: (told, date) => `Acaranya: dari ${whatOf(told)} menjadi *${whatOf(date)}*`,
  when: (told, date, zone) =>
    told.cancelled || told.confirmedBy === undefined
      ? `Tanggalnya sekarang pasti: *${whenOf(date, zone)}*`
      : `Waktunya: dari ${whenOf(told, zone)} menjadi *${whenOf(date, zone)}*`,
  place: (told, date) => `Tempatnya: ${fromTo(told.place, date.place)}`,
  link: (told, date) => `Tautannya: ${fromTo(told.link, date.link)}`,
  bring: (_, date) => `Yang dibawa: *${date.bring.map(quote).join(', ') || 'tidak ada yang khusus'}*`,
  note: (_, date) => (date.note === undefined ? 'Catatan yang lama tidak berlaku' : `Catatan: *${quote(date.note)}*`),
} satisfies Record<string, (told: ScheduledDate, date: ScheduledDate, zone: Zone) => string>

const fromTo = (from: string | undefined, to: string | undefined) => {
  if (to === undefined) return `${quote(from ?? '')} tidak berlaku lagi; yang baru belum ada`
  return from === undefined ? `*${quote(to)}*` : `dari ${quote(from)} menjadi *${quote(to)}*`
}

/** A registration that was begun and not sent; `last`: they will not be reminded of it again. */
export function formReply({ last, again }: { last: boolean; again: boolean }): Reply {
  const text = again
    ? 'Kak, ada perubahan data yang belum dikirim. Ketik *lanjut* untuk meneruskan, sebentar saja. Tidak jadi diubah? Ketik *lanjut*, lalu *batal*.'
    : 'Kak, pendaftaran Kakak belum selesai diisi. Jawaban yang sudah ada tetap tersimpan: ketik *lanjut* untuk meneruskan dari yang terakhir. Ada yang membingungkan? Ketik *petugas*.'
  const foot = last
    ? 'Ini pengingat terakhir; saya tidak akan mengingatkan soal ini lagi.'
    : 'Tidak mau diingatkan? Ketik *berhenti*.'
  return { text: `${text}\n\n${foot}`, choices: [{ id: 'menu:lanjut', label: 'Lanjutkan mengisi' }], aside: true }
}
