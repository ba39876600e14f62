/** What people read about their contract, and are told unasked. */
import type { Reply } from '../../domain/chat.ts'
import { daysBetween } from '../../domain/civil-date.ts'
import { longDay } from '../../domain/day.ts'
import { nenkinDeadline, type Work, type WorkAbout, type WorkSaying } from '../../domain/work.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'
import { sourceLine } from '../sourced.ts'

export const opening: Reply = {
  text: 'Supaya akhir kontrak dan batas waktu nenkin tidak terlewat, saya catat sedikit ya, Kak. Paling banyak enam pertanyaan; yang belum tahu boleh dilewati.',
}

const isOver = (day: string, today: string) => day < today

/** Said when it was written down. What is not known is said to be so. */
export function keptText(work: Work, { today, person, knowledge }: Place): string {
  const deadline = nenkinDeadline(work)
  const parts = [
    'Sudah saya catat, Kak. Terima kasih.',
    endLine(work, today, knowledge),
    deadline !== undefined && nenkinLine(deadline, today, knowledge),
    work.country === 'jepang' && work.left === undefined && work.nenkin === 'ya' && NOT_YET,
    person.stopped &&
      'Kakak sedang tidak dikirimi kabar, jadi tidak saya ingatkan. Mau diingatkan? Ketik *mulai lagi*.',
    'Ada yang berubah? Ketik *kontrak saya*. Kalau pernah saya kabari tanggal lain, yang lama tidak berlaku lagi.',
  ]
  return parts.filter(Boolean).join('\n\n')
}

const NOT_YET =
  '*Nenkin:* batas waktunya dihitung sejak Kakak tidak lagi beralamat di Jepang. Kalau sudah lapor pindah, tulis tanggalnya di *kontrak saya*, nanti saya hitungkan.'

function endLine({ end }: Work, today: string, { reminders }: Knowledge): string {
  if (end === undefined) return 'Akhir kontrak belum dicatat, jadi belum bisa saya ingatkan.'
  if (isOver(end, today)) return `Kontrak Kakak berakhir ${longDay(end)}.`
  const coming = reminders.work.kontrak.days.filter((before) => before < daysBetween(today, end))
  const told = coming.length > 0 ? ` Saya ingatkan ${coming.map((days) => `${days} hari`).join(', ')} sebelumnya.` : ''
  return `*Kontrak sampai ${longDay(end)}*, ${left(end, today)}.${told}`
}

const left = (day: string, today: string) => {
  const days = daysBetween(today, day)
  return days === 0 ? 'hari ini' : days === 1 ? 'besok' : `${days} hari lagi`
}

function nenkinLine(deadline: string, today: string, knowledge: Knowledge): string {
  const head = isOver(deadline, today)
    ? `*Nenkin:* menurut hitungan saya batas dua tahunnya sudah lewat, ${longDay(deadline)}. Tanyakan ke Japan Pension Service sebelum menyerah.`
    : `*Nenkin:* ajukan paling lambat *${longDay(deadline)}*, ${left(deadline, today)}. ${COUNTED}`
  return [head, nenkinSource(knowledge)].filter(Boolean).join('\n')
}

const COUNTED =
  'Saya hitung dua tahun dari tanggal pindah yang Kakak tulis; Japan Pension Service (nenkin.go.jp) yang memastikan.'

function nenkinSource(knowledge: Knowledge): string {
  const answer = knowledge.answers.find(({ topic }) => topic === 'nenkin')
  return answer ? sourceLine(knowledge, answer.sources, answer.checked) : ''
}

const FOOT = 'Tanggalnya berubah? Ketik *kontrak saya*. Tidak mau diingatkan lagi? Ketik *berhenti*.'
const WHAT: Record<WorkAbout, string> = { kontrak: 'Akhir kontrak', nenkin: 'Batas waktu nenkin' }

/** It comes aside, so whoever is filling in a form stays in it. */
export function workReminder(knowledge: Knowledge, saying: WorkSaying): Reply {
  const text = saying.was === undefined ? coming(knowledge, saying) : changed(saying, saying.was)
  return { text: `${text}\n\n${FOOT}`, aside: true }
}

function coming(knowledge: Knowledge, { about, day, today, work }: WorkSaying): string {
  if (about === 'nenkin')
    return [
      `⏰ *Nenkin: ${left(day!, today)}*`,
      `Klaim nenkin paling lambat *${longDay(day!)}*. ${COUNTED}`,
      'Cara dan dokumennya: ketik *nenkin*. Sudah diklaim? Ubah di *kontrak saya*, supaya tidak saya ingatkan lagi.',
      nenkinSource(knowledge),
    ].join('\n\n')
  const next =
    work.country === 'jepang'
      ? 'Mau lanjut, pindah, atau pulang? Ketik *perpanjang kontrak* atau *setelah pulang*. Mau pulang seterusnya? Lihat *nenkin* dulu.'
      : 'Mau lanjut atau pulang? Bicarakan dengan perusahaan sejak sekarang, dan ketik *setelah pulang* untuk langkahnya.'
  return [`⏰ *Kontrak Kakak berakhir ${left(day!, today)}*`, `Tanggalnya *${longDay(day!)}*.`, next].join('\n\n')
}

function changed({ about, day, today }: WorkSaying, was: string): string {
  if (day === undefined)
    return `⚠️ *${WHAT[about]}: tanggal ${longDay(was)} yang pernah saya kabarkan tidak berlaku lagi.* Tanggal yang baru belum kami ketahui.`
  return `⚠️ *${WHAT[about]} berubah* dari ${longDay(was)} menjadi *${longDay(day)}*, ${left(day, today)}. Yang lama tidak berlaku lagi.`
}
