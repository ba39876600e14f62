/** What will become of the two chats' data, before the yes, and what became of it, after. */
import type { Reply } from '../../domain/chat.ts'
import type { JoinFound, JoinPlan, Side } from '../../domain/joining.ts'
import type { Answers } from '../../domain/registration.ts'
import { readableAnswers } from '../eligibility/check.ts'
import type { Place } from '../flow.ts'
import { readableOffer } from '../offer/questions.ts'
import { readable } from '../registration/registration.ts'
import { CHANNELS } from './channels.ts'

type Open = Extract<JoinFound, { outcome: 'open' }>

/** Nothing of the other chat is told before the yes but what must be decided: two registrations, and that answers differ. */
export function question(plan: JoinPlan, { channel }: Pick<Open, 'channel'>): string {
  const will = [
    'Isian, pendaftaran, persetujuan, dan percakapan dengan petugas dari kedua chat digabung, dan terlihat di keduanya.',
    plan.keeps &&
      plan.withdraws &&
      `Ada dua pendaftaran dengan NIK yang sama. Yang dipakai yang terakhir dikirim, *${plan.keeps.number}*; yang lama, *${plan.withdraws.number}*, dibatalkan.`,
    Object.keys(plan.dropped).length > 0 &&
      'Ada jawaban yang berbeda. Yang dipakai yang terakhir diisi; yang tidak dipakai saya tunjukkan sesudahnya.',
    'Kabar soal pendaftaran masuk ke chat yang terakhir dipakai; jawaban petugas ke chat tempat Kakak bertanya.',
    '*hapus data* dan *tarik izin* di salah satu chat berlaku untuk keduanya.',
  ]
  return [
    `Chat ini dan chat Kakak di *${CHANNELS[channel]}* akan jadi satu data:`,
    will
      .filter(Boolean)
      .map((line) => `• ${line}`)
      .join('\n'),
    '*Kode itu dari chat Kakak sendiri?* Kalau diberi orang lain, siapa pun dia, pilih *Tidak jadi*: orang itu bisa melihat data Kakak.',
    'Sambungkan?',
  ].join('\n\n')
}

/** What is kept, and every answer that gave way, so that nothing goes in silence. */
export function result(plan: JoinPlan, here: Side, { channel, there }: Open, place: Place): Reply[] {
  const done = [
    `Sudah, Kak. Chat ini dan chat Kakak di ${CHANNELS[channel]} sekarang satu data.`,
    kept(plan, here, there),
    here.person.stopped !== there.person.stopped &&
      'Di salah satu chat Kakak pernah menulis *berhenti*, jadi kabar tidak saya kirim. Mau dikirimi kabar lagi? Ketik *mulai lagi*.',
    'Mau melihat semuanya? Ketik *lihat data*. Mau memisahkan lagi? Ketik *pisahkan*.',
  ]
  return [{ text: done.filter(Boolean).join('\n\n') }, ...gaveWay(plan, place)]
}

function kept(plan: JoinPlan, here: Side, there: Side): string {
  const { keeps, withdraws } = plan
  const open = new Set([...Object.keys(here.drafts), ...Object.keys(there.drafts), ...Object.keys(plan.drafts)])
  const isOpen = (flow: string) => open.has(flow) && !(flow in plan.drafts && plan.drafts[flow] === undefined)
  const lines = [
    keeps && `Pendaftaran yang berlaku: *${keeps.number}*.`,
    withdraws && `Pendaftaran yang lama, *${withdraws.number}*, sudah dibatalkan.`,
    isOpen('daftar') &&
      (keeps
        ? 'Ada isian yang belum masuk ke pendaftaran itu. Ketik *lanjut* untuk memeriksa lalu mengirimnya.'
        : 'Formulir yang belum dikirim tetap ada. Ketik *lanjut* untuk meneruskan.'),
    isOpen('cek-syarat') && 'Jawaban *cek syarat* tetap ada.',
    (here.person.openTicket ?? there.person.openTicket) !== undefined &&
      'Percakapan dengan petugas tetap terbuka; jawabannya masuk ke chat tempat Kakak bertanya.',
  ].filter(Boolean)
  return lines.length > 0 ? lines.join('\n') : 'Belum ada isian atau pendaftaran di keduanya.'
}

const READABLE: Record<string, (answers: Answers, place: Place) => string> = {
  daftar: readable,
  'cek-syarat': readableAnswers,
  'tanya-tawaran': readableOffer,
}

function gaveWay({ dropped }: JoinPlan, place: Place): Reply[] {
  const lists = Object.entries(dropped).flatMap(([flow, given]) =>
    given.map((answers) => READABLE[flow]?.(answers, place) ?? '').filter(Boolean),
  )
  if (lists.length === 0) return []
  const parts = [
    'Jawaban ini berbeda di kedua chat. Yang dipakai yang terakhir diisi. Ini yang *tidak* dipakai:',
    ...lists,
    'daftar' in dropped || 'cek-syarat' in dropped ? 'Kalau justru ini yang benar, ketik *ubah data*.' : undefined,
  ]
  return [{ text: parts.filter(Boolean).join('\n\n') }]
}
