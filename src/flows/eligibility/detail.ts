/** One scheme's verdict in full: what is missing and how to get it, what is to be asked, what fits. */
import type { Choice, Reply } from '../../domain/chat.ts'
import type { Judgement, Reason } from '../../domain/eligibility/judge.ts'
import type { Scheme } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'
import { sourceLine } from '../sourced.ts'
import { VERDICT_WORDS } from './verdict-words.ts'

export function detail(scheme: Scheme, { verdict, reasons }: Judgement, { knowledge }: Place): Reply {
  const { sign, words } = VERDICT_WORDS[verdict]
  const { cost, wait } = scheme.eligibility
  const status = reasons.find(({ rule }) => rule === 'status')!
  const shown = [...reasons, cost, wait]
  const text = [
    `*${scheme.name}*\n${sign} *${words[0]!.toUpperCase()}${words.slice(1)}.* ${status.why}`,
    ...(verdict === 'tidak' ? refusal(reasons) : way(scheme, reasons)),
    'Bukan keputusan dan bukan janji. Bisa berubah tiap tahun; cek pengumuman KP2MI atau BP3MI.',
    sourceLine(
      knowledge,
      shown.flatMap(({ sources }) => sources),
      shown.map(({ checked }) => checked).sort()[0]!,
    ),
  ]
  return { text: text.filter(Boolean).join('\n\n'), choices: choices(scheme) }
}

const of = (is: Reason['is'], reasons: Reason[]) =>
  reasons.filter((reason) => reason.is === is && reason.rule !== 'status')

/** How to mend the rest would help nobody where something cannot be mended. */
const refusal = (reasons: Reason[]) => [
  part('Tidak cocok', of('tidak', reasons).map(plain)),
  'Mungkin program lain lebih cocok: ketuk *Hasil semua program*. Merasa ini keliru? Ketik *petugas*.',
]

const way = ({ eligibility: { notAsked, cost, wait, next } }: Scheme, reasons: Reason[]) => [
  part('Masih kurang', missing(of('belum', reasons))),
  part('Perlu dicek', of('perlu-dicek', reasons).map(plain)),
  part('Sudah cocok', [...new Set(of('ok', reasons).map(plain))]),
  part('Belum ditanyakan di sini', notAsked),
  `*Biaya:* ${cost.text}\n*Lamanya:* ${wait.text}\n*Selanjutnya:* ${next}`,
]

const part = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? `*${title}:*\n${lines.map((line) => `• ${line}`).join('\n')}` : ''

const plain = ({ why }: Reason) => why

/** What is had in the same way stands together. */
function missing(reasons: Reason[]): string[] {
  const wayOf = ({ mend }: Reason) => `_Caranya:_ ${mend!.how} _Lamanya:_ ${mend!.time}`
  const ways = new Set(reasons.map(wayOf))
  return [...ways].map((way) => {
    const lacking = reasons.filter((reason) => wayOf(reason) === way)
    return `${lacking.map(plain).join(' ')} ${way}`
  })
}

const choices = (scheme: Scheme): Choice[] => [
  { id: `skema:${scheme.id}/syarat`, label: 'Syarat selengkapnya' },
  { id: 'hasil', label: 'Hasil semua program' },
  { id: 'ubah', label: 'Ubah jawaban' },
  ...(scheme.registration.interest ? [{ id: 'menu:daftar', label: 'Daftar minat' }] : []),
  { id: 'menu:menu', label: 'Menu' },
]
