/** What staff see of the calendar. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { longDay } from '../../domain/day.ts'
import { quote } from '../../domain/markup.ts'
import { changeOf } from '../../domain/schedule/changes.ts'
import { planReminders, stepsOf, type Told } from '../../domain/schedule/plan.ts'
import {
  DATE_KIND_IDS,
  DATE_KINDS,
  isFirm,
  type KeptDate,
  type ScheduledDate,
} from '../../domain/schedule/scheduled-date.ts'
import { civilIn, zoneName } from '../../domain/zone.ts'
import type { Place } from '../flow.ts'
import { forWhom, whatOf, wholeDate } from './words.ts'

/** What a button does with the date whose id follows. One letter each, for a button holds 64 bytes. */
export const DO = { look: 'l', change: 'u', confirm: 'p', cancel: 'b' } as const

type Reach = { people: number; reachable: number }

const BACK: Choice = { id: 'semua', label: 'Semua tanggal' }

/** A sign for how far a date can be relied on. */
const sign = (date: ScheduledDate) => (date.cancelled ? '❌' : isFirm(date) ? '✅' : '⚠️')

export function calendarReply(dates: readonly KeptDate[], { knowledge }: Place): Reply {
  const choices = [
    ...dates.slice(0, 20).map((date) => ({
      id: `${DO.look}=${date.id}`,
      label: `${sign(date)} ${longDay(date.day)}: ${DATE_KINDS[date.kind]} ${forWhom(knowledge, date)}`,
    })),
    { id: 'baru', label: 'Tambah tanggal' },
    { id: 'menu:menu', label: 'Menu' },
  ]
  if (dates.length === 0) return { text: 'Belum ada tanggal yang akan datang.', choices }
  const more = dates.length > 20 ? ` Yang tampil 20 yang terdekat; semuanya ada di \`langkah schedule list\`.` : ''
  return {
    text: `*Jadwal: ${dates.length} tanggal yang akan datang.*\n✅ sudah pasti dan diingatkan, ⚠️ belum pasti, ❌ dibatalkan.${more}\n\nKetuk atau ketik nomornya untuk membuka.`,
    choices,
  }
}

/** One date with whom it reaches and when. */
export function dateReply(date: KeptDate, reach: Reach, place: Place): Reply {
  const { knowledge, now } = place
  const { id } = date
  const choices = [
    { id: `${DO.change}=${id}`, label: 'Ubah' },
    ...(isFirm(date) || date.cancelled ? [] : [{ id: `${DO.confirm}=${id}`, label: 'Pastikan tanggalnya' }]),
    ...(date.cancelled ? [] : [{ id: `${DO.cancel}=${id}`, label: 'Batalkan acaranya' }]),
    BACK,
  ]
  return {
    text: [
      wholeDate(knowledge, date, date.zone, now),
      forStages(date),
      reached(date, reach, place, 'same'),
      `Kode: ${quote(id)}`,
    ].join('\n\n'),
    choices,
  }
}

const forStages = ({ stages }: ScheduledDate) => `Untuk tahap: ${stages.join(', ')}`

/** Who is told, and when; of a date that is not confirmed nobody is. */
function reached(
  date: ScheduledDate,
  { people, reachable }: Reach,
  { knowledge, now }: Place,
  how: Told = 'nothing',
): string {
  if (date.cancelled)
    return 'Tidak ada pengingat lagi. Yang pernah diberi tahu tanggal ini dikabari bahwa acaranya batal.'
  const count = `${people} orang${reachable < people ? `, ${reachable} di antaranya bisa dikabari` : ''}`
  if (!isFirm(date)) return `Untuk ${count}. *Belum ada yang diingatkan*, karena tanggalnya belum dipastikan.`
  const rule = knowledge.reminders.kinds[date.kind]
  const all = stepsOf(date, rule, date.zone)
  const plan = planReminders(date, rule, date.zone, now, how).map(({ step, dueAt }) => {
    const isLate = !all.some((one) => one.step === step && one.dueAt.getTime() === dueAt.getTime())
    const { day, time } = civilIn(date.zone, dueAt)
    return isLate
      ? 'sekarang juga, atau pagi berikutnya bila sudah malam'
      : `${longDay(day)} pukul ${time.replace(':', '.')}`
  })
  if (plan.length === 0) return `Untuk ${count}. Tidak ada pengingat lagi, karena waktunya sudah lewat.`
  return `Untuk ${count}. Diingatkan (jam menurut tempat masing-masing):\n${plan.map((line) => `• ${line}`).join('\n')}`
}

/** What is to be saved, with the difference it makes to whoever has been told. */
export function previewReply(date: ScheduledDate, found: Reach & { date: KeptDate | undefined }, place: Place): Reply {
  const shown = { ...date, version: 0, batchName: found.date?.batchName }
  const changes = found.date
    ? changeOf(found.date, date).kind !== 'none' && isFirm(found.date) && !date.cancelled
    : false
  return {
    text: [
      wholeDate(place.knowledge, shown, date.zone, place.now),
      forStages(date),
      reached(date, found, place),
      changes && 'Yang sudah diberi tahu tanggal lama dikabari *satu kali* apa yang berubah.',
      'Simpan? Ketik *simpan*, atau tulis lagi baris yang mau diganti.',
    ]
      .filter((part) => typeof part === 'string')
      .join('\n\n'),
    choices: [
      { id: 'simpan', label: 'Ya, simpan' },
      { id: 'semua', label: 'Batal' },
    ],
  }
}

export function savedReply(date: ScheduledDate, before: ScheduledDate | undefined, { knowledge }: Place): Reply {
  const what = `${whatOf(date)} – ${forWhom(knowledge, date)}, ${longDay(date.day)}`
  const text = date.cancelled
    ? `Dibatalkan: ${what}.`
    : `${before ? 'Diubah' : 'Dicatat'}: ${what}.${isFirm(date) ? ' Pengingat mulai berjalan dalam satu menit.' : ' Belum diingatkan: pastikan dulu tanggalnya.'}`
  return { text, choices: [BACK] }
}

/** Lines to copy and fill in. */
export function example({ knowledge }: Place): Reply {
  const scheme = knowledge.schemes[0]?.id ?? 'gtog-korea'
  return {
    text: [
      'Salin, isi, lalu kirim. Baris yang tidak perlu boleh dihapus.',
      [
        'jenis: ujian',
        `program: ${scheme}`,
        'tanggal: 25-03-2027',
        `jam: 09.00 ${zoneName(knowledge.office.zone)}`,
        'tempat: nama gedung dan kota',
        'bawa: KTP, kartu ujian',
        'sumber: pengumuman KP2MI 1 Februari 2027',
        'dipastikan: ya',
      ].join('\n'),
      `Jenisnya: ${DATE_KIND_IDS.join(', ')}. Boleh juga *angkatan:*, *nama:*, *tautan:*, *catatan:*, *tahap:* dan *kode:*.`,
      'Tanpa baris *dipastikan*, tanggalnya tampil sebagai belum pasti dan tidak ada yang diingatkan. Tidak jadi? Ketik *batal*.',
    ].join('\n\n'),
  }
}

/** A date as lines, to change one of them. */
export function written(date: ScheduledDate, _: Place): Reply {
  const lines = [
    `tanggal: ${date.day.split('-').reverse().join('-')}`,
    date.time && `jam: ${date.time.replace(':', '.')} ${zoneName(date.zone)}`,
    date.place && `tempat: ${date.place}`,
    date.link && `tautan: ${date.link}`,
    date.bring.length > 0 && `bawa: ${date.bring.join(', ')}`,
    date.note && `catatan: ${date.note}`,
    `tahap: ${date.stages.join(', ')}`,
    `sumber: ${date.source}`,
    `dipastikan: ${date.confirmedBy ?? 'belum'}`,
  ].filter((line) => typeof line === 'string')
  return {
    text: `Tulis baris yang berubah saja, misalnya *tanggal: 26-03-2027*. Tanda *-* menghapus satu baris (*jam: -*). Sekarang:\n\n${lines.map(quote).join('\n')}\n\nTidak jadi? Ketik *batal*.`,
  }
}
